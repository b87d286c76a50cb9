"""Comparing two prepared documents: alignment, words, tables, the edit script."""
