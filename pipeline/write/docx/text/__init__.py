"""Paragraphs, runs, notes and tracked changes."""
