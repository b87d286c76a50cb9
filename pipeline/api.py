"""The public functions: read, validate, prepare, write, compare.

Reads files, and the values that these functions return. Gives values of `pipeline.read`, `validate`, `document`,
`write` and `versions`. Everything else in the package is private by convention and may change between versions.

>>> from pipeline.api import compare, prepare, read, validate, write
>>> source = read("source/bamako-letter/fra@.xml")
>>> [finding for finding in validate(source) if finding.severity == "error"]
[]
>>> document = prepare(source)
>>> document.identity.language
'fr'
>>> "Consensus ministériel de Bamako" in write(document, "flow.txt").data.decode()
True
>>> compare(document, document).equal
True
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.document import Document
    from pipeline.read import Source
    from pipeline.validate import Finding
    from pipeline.versions import EditScript
    from pipeline.write import Written

__all__ = ["compare", "prepare", "read", "validate", "write"]


def read(path: str | os.PathLike[str]) -> Source:
    """Read an Akoma Ntoso file and return its tree, its hash, and the place of every element.

    Raises MissingInputError if there is no such file, RefusedInputError for a DOCTYPE, an entity or a file over the
    limits, MalformedError if it is not well-formed XML, NotAkomaNtosoError for other XML.
    """
    from pipeline.read import parse_file

    return parse_file(Path(path))


def validate(source: Source, profile: str = "strict") -> Iterable[Finding]:
    """Return the findings of the validator in a source, in the order of the file.

    `profile` is "strict" for new documents and "corpus" for documents as the United Nations has published them.
    Raises UsageError for any other.
    """
    from pipeline.validate import validate as findings

    return findings(source, profile)


def prepare(source: Source) -> Document:
    """Return the printable document: every number, mark and direction resolved, the same for every format."""
    from pipeline.prepare import prepare as prepared

    return prepared(source)


def write(document: Document, format: str) -> Written:
    """Return the file in a format (`pipeline.write.FORMATS` has their names); its bytes are `.data`.

    The same document gives the same bytes. Raises UsageError for an unknown format, ToolError if pandoc is missing.
    """
    from pipeline.write import Options, format_named

    return format_named(format).write(document, Options())


def compare(old: Document, new: Document) -> EditScript:
    """Return the differences between two prepared documents as a list of typed edits; moved blocks are recognised."""
    from pipeline.versions import compare as compared

    return compared(old, new)
