"""Amending a source: corrigenda, revisions, addenda, what is assigned, and the history of a work."""
