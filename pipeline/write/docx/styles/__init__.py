"""Styles of the Word file, and what Word needs to know about a language."""
