"""Paragraphs set in lines: units, breaks, runs."""
