"""Fixing what needs no judgement, by byte-minimal edits."""
