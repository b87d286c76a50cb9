"""Fonts: what a file can draw, which font sets which character, text shaped, measured and put in order."""
