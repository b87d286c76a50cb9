"""Distribution copies: all files of a work with a manifest, provable and verifiable by anyone.

Reads sources and the files that `publish` builds. Gives folders and zips in `dist/`, and verdicts on them.
"""

FACE = (
    "copies",
    "manifest",
    "naming",
    "record",
    "sets",
    "verification",
)
"""Modules that other packages may import, besides the names of this one; the rest is private."""
