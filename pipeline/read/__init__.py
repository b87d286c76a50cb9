"""Read XML: the one safe parser of the project, places in a file, identifiers.

Reads bytes of a file. Gives `Source` (tree, bytes, hash, places) or one of the project's errors.
"""

from pipeline.akn.names import AKN, AKN4UN, XML, akn, local
from pipeline.read.parse import LIMITS, Limits, Source, parse_bytes, parse_file
from pipeline.read.positions import StartTag, start_tags

__all__ = [
    "AKN", "AKN4UN", "LIMITS", "XML", "Limits", "Source", "StartTag", "akn", "local", "parse_bytes", "parse_file",
    "start_tags",
]  # fmt: skip
