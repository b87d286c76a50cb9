"""Decides what each line of a file is: a field of the masthead, a heading, an item, a note, a table."""
