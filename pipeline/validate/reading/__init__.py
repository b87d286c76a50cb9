"""What a text says, as rules compare it: dates, citations, numbers in words, in the six official languages.

Reads strings and the three-letter code of their language. Gives values with the place where they are. Nothing is
found in a language that is not known.
"""
