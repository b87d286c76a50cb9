"""What an editor would mark in the words of one text, and in all languages of a work."""
