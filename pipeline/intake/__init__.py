"""Intake: how a text comes into the pipeline.

Reads Word files and plain text, or nothing but a kind and a language. Gives Akoma Ntoso in the strict form, and a list
of every doubt. Three steps, each of which knows nothing of the others: a reader makes a `RawDocument` of a file,
`recognise` finds out what each line of it is, `build` writes the document.
"""

FACE = (
    "importing",
    "new",
    "recognise.document",
)
"""Modules that other packages may import, besides the names of this one; the rest is private."""
