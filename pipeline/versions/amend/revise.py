"""Revisions and addenda: the beginning of a new version, ready to be edited.

Reads a source. Gives the bytes of a revision (a new Expression of the Work: version number, symbol, masthead, alias,
lifecycle; [strict revision]) or of an addendum (a new Work of the same class, with masthead, title and an empty
paragraph).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.akn.builder import make
from pipeline.akn.identifiers import UNASSIGNED
from pipeline.akn.metadata import alias, version_number
from pipeline.errors import UsageError
from pipeline.read import Source, akn, local
from pipeline.read.patch import Editable, Patch, patched
from pipeline.versions.amend.derived import Derived
from pipeline.versions.amend.identification import SYMBOL, SourceIdentification, moved_iris, without_former_addresses
from pipeline.versions.amend.lifecycle import amended
from pipeline.versions.amend.masthead import is_issue_date, redated, revised

_VERSION_BEFORE = ("authoritative", "masterExpression", "language", "translation")
"""Fields that are behind the version number."""


def revision(source: Source, number: int, date: str = "") -> tuple[bytes, str]:
    """Return revision `number` of a source: its bytes, and the name of its file. Raises UsageError, DocumentError."""
    if number < 1:
        raise UsageError(f"--number must be 1 or more: {number}")
    known = SourceIdentification(source)
    date = date or known.date
    edit = Editable(source)
    data = patched(source.data, _revision(edit, known, number, date))
    return data, f"{known.language}@{date}.xml"


def _revision(edit: Editable, known: SourceIdentification, number: int, date: str) -> Iterator[Patch]:
    old = known.expression.uri.rstrip("/")
    yield from moved_iris(edit, known, old, f"{old.split('@')[0]}@{date}")
    yield from without_former_addresses(edit, known)
    yield edit.set_attribute(known.top, "contains", "singleVersion")
    yield from _numbered(edit, known, number, date)
    yield from amended(edit, known, date)
    yield from _issued(edit, known, number, date)


def _issued(edit: Editable, known: SourceIdentification, number: int, date: str) -> Iterator[Patch]:
    """Yield the symbol, date and publication of the revision; the job number of the text before it is not its own."""
    symbol = next(known.top.iter(akn("docNumber")), None)
    if symbol is not None:
        yield edit.replace(symbol, revised(symbol, number))
    cover = known.top.find(akn("coverPage"))
    for element in cover.iter(akn("docDate")) if cover is not None else ():
        if is_issue_date(element):
            yield edit.replace(element, redated(element, date, known.language))
    publication = known.block_of("publication")
    if publication is not None:
        yield edit.set_attribute(publication, "date", date)
        for name in ("showAs", "number"):
            plain = re.sub(r"/Rev\.\d+$", "", publication.get(name) or known.symbol)
            yield edit.set_attribute(publication, name, f"{plain}/Rev.{number}")
    for element in known.metadata.iter(akn("docketNumber")):
        yield edit.remove(element)


def _numbered(edit: Editable, known: SourceIdentification, number: int, date: str) -> Iterator[Patch]:
    """Date, version number, and the symbol of the revision as an alias."""
    for part in known.parts():
        for element in part.expression.all("date")[:1]:
            yield edit.set_attribute(element, "date", date)
    expression = known.expression
    version = version_number(f"rev_{number}", f"Rev.{number}")
    found = expression.find("versionNumber")
    behind = expression.first(*_VERSION_BEFORE)
    if found is not None:
        yield edit.replace(found, version)
    elif behind is not None:
        yield edit.insert_before(behind, version)
    else:
        assert expression.element is not None
        yield edit.append(expression.element, version)
    symbol = alias(SYMBOL, f"{known.work.uri.rstrip('/')}-Rev.{number}")
    before = [field for field in expression.all("alias") if field.get("name") == SYMBOL]
    uri = expression.find("uri")
    assert uri is not None
    yield edit.replace(before[0], symbol) if before else edit.insert_after(uri, symbol)


def addendum(source: Source, number: int, date: str = "") -> tuple[bytes, str]:
    """Return addendum `number` to a source: its bytes, and the name of its file. Raises UsageError, DocumentError."""
    if number < 1:
        raise UsageError(f"--number must be 1 or more: {number}")
    known = SourceIdentification(source)
    kind = local(known.top)
    if kind not in ("doc", "statement", "act", "bill"):
        raise UsageError(f"an addendum to a <{kind}> has no known form", remedy="give a document of one text")
    frame = Derived(source, f"/Add.{number}", kind, known.work_iri.subtype, date or known.date, "addendum")
    content = make("content", make("p", make("placeholder", UNASSIGNED)), eId="para_1__content")
    body = make("body" if kind in ("act", "bill") else "mainBody", make("paragraph", content, eId="para_1"))
    reference = make(
        "TLCReference", eId="addendumTo", href=known.work.uri, showAs=known.symbol, name="addendumTo"
    )  # fmt: skip
    return frame.file("addendum", frame.words.life.addendum, body, reference), f"{known.language}@.xml"
