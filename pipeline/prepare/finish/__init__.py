"""Passes over the finished document: digit groups, dates in titles, links inside it, its main title."""
