"""Characters of printed text: white space, typed labels, numerals, digit groups, what marks a heading.

Shared by `prepare`, which reads XML, and `intake`, which reads Word and text files.
"""
