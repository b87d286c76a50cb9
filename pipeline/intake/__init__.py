"""Intake: how a text comes into the pipeline.

Reads Word files and plain text, or only a kind and a language. Gives Akoma Ntoso in the strict form, and a list of
every doubt. Three steps know nothing of each other: a reader makes a `RawDocument` of a file, `recognise` decides what
each line is, `build` writes the document.
"""

FACE = (
    "importing",
    "new",
    "recognise.document",
)
"""Modules that other packages may import, besides the names of this one; the rest is private."""
