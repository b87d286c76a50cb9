"""Level 1: the file is well-formed, valid, and holds one document.

Reads the tree. Gives hits of AKN-NC-001 and AKN-NC-002. (Faults of well-formedness come from the engine.)
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.akn.identifiers import DOCUMENT_TYPES
from pipeline.read import local
from pipeline.validate.model.finding import Hit, Severity
from pipeline.validate.model.rule import rule
from pipeline.validate.model.schema import schema_hits
from pipeline.validate.model.subject import AknFile


@rule(
    "AKN-NC-001",
    Severity.ERROR,
    "s",
    "P2 3",
    "well-formed and valid against the OASIS schema (level 1)",
    reads="the whole file",
    suggestion="Fix the mark-up as the message says.",
)
def valid(file: AknFile) -> Iterator[Hit]:
    """Report what the schema does not allow, in plain words."""
    yield from schema_hits(file.root)


@rule(
    "AKN-NC-002",
    Severity.ERROR,
    "n",
    "G1 2.2",
    "akomaNtoso holds one document (and components), which has a name",
    reads="akomaNtoso/*, @name",
    suggestion="Keep one document type under akomaNtoso and give it a name.",
)
def one_document(file: AknFile) -> Iterator[Hit]:
    """Require exactly one document type under the root, and @name not empty."""
    children = [child for child in file.root if isinstance(child.tag, str) and local(child) != "components"]
    documents = [child for child in children if local(child) in DOCUMENT_TYPES]
    if not documents:
        yield Hit(file.root, "akomaNtoso holds no document")
    for extra in documents[1:]:
        yield Hit(extra, f"a second document <{local(extra)}> is under akomaNtoso")
    for document in documents:
        if not document.get("name", "").strip() and local(document) != "portion":
            where = "name" if document.get("name") is not None else ""
            yield Hit(document, f"<{local(document)}> has no name", attribute=where)
