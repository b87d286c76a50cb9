"""The whole document: identity, front matter, parts, annexes."""
