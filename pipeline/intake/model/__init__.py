"""The raw document: lines and tables of a file before their roles are known, and the list of doubts."""
