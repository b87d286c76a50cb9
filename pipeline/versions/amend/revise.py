"""Revisions and addenda: the beginning of a new version, ready to be edited.

Reads a source. Gives the bytes of a revision (a new Expression of the Work: version number, symbol, masthead, alias,
lifecycle; guidelines D) or of an addendum (a new Work of the same class, with masthead, title and an empty paragraph).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from pipeline.errors import UsageError
from pipeline.read import Source, akn, local
from pipeline.versions.amend.apply import next_id, source_of
from pipeline.versions.amend.assign import redated
from pipeline.versions.amend.derived import NAMESPACES, Derived
from pipeline.versions.amend.frbr import Identification, moved_iris
from pipeline.versions.patch import Editable, Patch, attribute_text, patched

_VERSION_BEFORE = ("FRBRversionNumber", "FRBRauthoritative", "FRBRmasterExpression", "FRBRtranslation", "FRBRlanguage")


def revision(source: Source, number: int, date: str = "") -> tuple[bytes, str]:
    """Revision `number` of a source: its bytes, and the name of its file. Raises UsageError, DocumentError."""
    if number < 1:
        raise UsageError(f"--number must be 1 or more: {number}")
    known = Identification(source)
    date = date or known.date
    edit = Editable(source)
    data = patched(source.data, _revision(edit, known, number, date))
    return data, f"{known.language}@{date}.xml"


def _revision(edit: Editable, known: Identification, number: int, date: str) -> Iterator[Patch]:
    old = known.uri("FRBRExpression").rstrip("/")
    stem = old.split("@")[0]
    yield from moved_iris(edit, known, old, f"{stem}@{date}")
    yield edit.set_attribute(known.top, "contains", "singleVersion")
    expression = known.level("FRBRExpression")
    yield from _numbered(edit, known, expression, number, date)
    yield from _event(edit, known, date)
    yield from _issued(edit, known, number, date)


def _issued(edit: Editable, known: Identification, number: int, date: str) -> Iterator[Patch]:
    """Symbol, date and publication of the revision; the job number of the text before it is not its own."""
    symbol = next(known.top.iter(akn("docNumber")), None)
    if symbol is not None:
        yield _symbol(edit, symbol, number)
    cover = known.top.find(akn("coverPage"))
    for element in cover.iter(akn("docDate")) if cover is not None else ():
        raw = edit.raw(element).decode("utf-8")
        if (new := redated(raw, date, known.language)) != raw:
            yield edit.replace(element, new.encode())
    publication = known.meta.find(akn("publication"))
    if publication is not None:
        yield edit.set_attribute(publication, "date", date)
        for name in ("showAs", "number"):
            plain = re.sub(r"/Rev\.\d+$", "", publication.get(name) or known.symbol)
            yield edit.set_attribute(publication, name, f"{plain}/Rev.{number}")
    for element in known.meta.iter(akn("docketNumber")):
        yield edit.remove(element)


def _numbered(
    edit: Editable, known: Identification, expression: etree._Element, number: int, date: str
) -> Iterator[Patch]:
    """Date, version number, and the symbol of the revision as an alias."""
    for block in known.identifications():
        for element in block.findall(f"{akn('FRBRExpression')}/{akn('FRBRdate')}")[:1]:
            yield edit.set_attribute(element, "date", date)
    version = f'<FRBRversionNumber value="rev_{number}" showAs="Rev.{number}"/>'
    found = expression.find(akn("FRBRversionNumber"))
    if found is not None:
        yield edit.replace(found, version.encode())
    else:
        after = [e for e in expression if isinstance(e.tag, str) and local(e) in _VERSION_BEFORE]
        yield edit.insert_before(after[0], version) if after else edit.append(expression, version)
    work = known.uri("FRBRWork").rstrip("/")
    alias = f'<FRBRalias name="symbolOfRevision" value="{attribute_text(f"{work}-Rev.{number}").decode()}"/>'
    before = [e for e in expression.findall(akn("FRBRalias")) if e.get("name") == "symbolOfRevision"]
    uri = expression.find(akn("FRBRuri"))
    assert uri is not None
    yield edit.replace(before[0], alias.encode()) if before else edit.insert_after(uri, alias)


def _event(edit: Editable, known: Identification, date: str) -> Iterator[Patch]:
    lifecycle, references = known.meta.find(akn("lifecycle")), known.meta.find(akn("references"))
    original = references.find(akn("original")) if references is not None else None
    source = original.get("eId", "") if original is not None else next_id(known, "original")
    event = f'<eventRef eId="{next_id(known, "eref")}" date="{date}" type="amendment" source="#{source}"/>'
    if lifecycle is not None:
        yield edit.append(lifecycle, event)
    else:
        names = ("identification", "publication", "classification")
        last = [e for e in known.meta if isinstance(e.tag, str) and local(e) in names][-1]
        yield edit.insert_after(last, f'<lifecycle source="{source_of(known)}">{event}</lifecycle>')
    if original is None:
        work = attribute_text(str(known.work)).decode()
        entry = f'<original eId="{source}" href="{work}" showAs="{attribute_text(known.symbol).decode()}"/>'
        if references is not None:
            yield edit.insert_before(references[0], entry) if len(references) else edit.append(references, entry)


def _symbol(edit: Editable, element: etree._Element, number: int) -> Patch:
    """The symbol in the masthead with "/Rev.n", in place of another one."""
    span = edit.span(element)
    inner = edit.source.data[span.inner : span.close]
    plain = re.sub(rb"/Rev\.\d+(?=\s*$)", b"", inner.rstrip())
    return Patch(span.inner, span.close, plain + f"/Rev.{number}".encode())


def addendum(source: Source, number: int, date: str = "") -> tuple[bytes, str]:
    """Addendum `number` to a source: its bytes, and the name of its file. Raises UsageError, DocumentError."""
    if number < 1:
        raise UsageError(f"--number must be 1 or more: {number}")
    known = Identification(source)
    kind = local(known.top)
    if kind not in ("doc", "statement", "act", "bill"):
        raise UsageError(f"an addendum to a <{kind}> has no known form", remedy="give a document of one text")
    frame = Derived(source, f"/Add.{number}", kind, known.work.subtype, date or known.date, "addendum")
    symbol, work = (attribute_text(text).decode() for text in (known.symbol, known.uri("FRBRWork")))
    reference = f'<TLCReference eId="addendumTo" href="{work}" showAs="{symbol}" name="addendumTo"/>'
    paragraph = '<paragraph eId="para_1"><content eId="para_1__content"><p><placeholder>…</placeholder></p></content>'
    body = "body" if kind in ("act", "bill") else "mainBody"
    data = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<akomaNtoso {NAMESPACES}>\n'
        f'  <{kind} name="addendum" contains="originalVersion">\n'
        f"{frame.meta('', reference)}{frame.cover()}{frame.front(frame.words.life.addendum)}"
        f"    <{body}>\n      {paragraph}</paragraph>\n    </{body}>\n  </{kind}>\n</akomaNtoso>\n"
    )
    return data.encode(), f"{known.language}@.xml"
