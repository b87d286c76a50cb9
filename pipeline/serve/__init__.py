"""The preview: texts as pages that follow their source while it is edited.

Reads source files as they are saved. Gives pages on this machine's own loopback address: the page of the text, findings
of the validator beside what they are about, faults of the file as a page of their own.
"""

FACE = (
    "findings",
    "pages",
    "prints",
    "server",
    "texts",
)
"""Modules that other packages may import, besides the names of this one; the rest is private."""
