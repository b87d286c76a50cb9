"""The raw document: lines and tables of a file with nothing decided, clues, and the list of doubts."""
