"""Carry out a corrigendum: the corrected text as a new Expression.

Reads a corrigendum and the source it corrects. Gives the bytes of the new Expression: the old bytes with nothing
changed but the corrected words and the metadata that record it ([strict corrigendum]: `singleVersion`, two dates,
event, passive modifications, passive reference). A corrigendum that does not fit is refused before anything is made.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from pipeline.akn.builder import make
from pipeline.akn.identifiers import normalised_iri
from pipeline.akn.metadata import dated
from pipeline.akn.names import text_of
from pipeline.errors import DocumentError, MissingInputError, Place
from pipeline.library.expressions import project
from pipeline.read import Source, akn, local, parse_bytes, parse_file
from pipeline.read.patch import Editable, Patch, patched
from pipeline.versions.amend.corrigendum import parsed
from pipeline.versions.amend.identification import SYMBOL, SourceIdentification, moved_iris, without_former_addresses
from pipeline.versions.amend.lifecycle import BEFORE_LIFECYCLE, amended
from pipeline.versions.amend.modifications import Modification, Sort, texts
from pipeline.versions.amend.textual_mods import passive_mod, unnested

_BEFORE_ANALYSIS = (*BEFORE_LIFECYCLE, "lifecycle", "workflow")


@dataclass(frozen=True, slots=True)
class Applied:
    """The new Expression: its bytes and the name of its file."""

    data: bytes
    file_name: str
    corrected: Path


def apply(corrigendum: Source) -> Applied:
    """Return the corrected Expression, its source found by IRI beside the corrigendum and in `source/`.

    Raises DocumentError if the file is not a corrigendum or does not fit, MissingInputError if there is nothing to
    correct.
    """
    return apply_to(corrigendum, corrected_source(corrigendum))


def corrected_source(corrigendum: Source) -> Source:
    """Return the text that a corrigendum corrects, found by IRI beside it and in `source/`. Raises as `apply`."""
    address = _corrected_address(corrigendum, parsed(corrigendum))
    return _find(address, corrigendum)


def apply_to(corrigendum: Source, source: Source) -> Applied:
    """Return the corrected Expression of `source`. Raises DocumentError."""
    changes = list(read_modifications(corrigendum))
    edit = Editable(source)
    patches = [patch for change in changes for patch in _patches(edit, change, corrigendum)]
    known, by = SourceIdentification(source), SourceIdentification(corrigendum)
    dates = f"{_version(known)};{by.date}"
    patches += _metadata(edit, known, by, changes, dates)
    try:
        data = patched(source.data, patches)
    except ValueError as error:
        raise _unfit(corrigendum, "two of its corrections meet") from error
    _refuse_emptied(edit, changes, data, corrigendum)
    return Applied(data, f"{known.language}@{dates}.xml", source.path)


def _version(known: SourceIdentification) -> str:
    """Return the version part of a text, which each correction makes longer; its date if it has none."""
    version = known.expression.uri.rstrip("/").rpartition("/")[2].partition("@")[2]
    return version or known.date


def read_modifications(corrigendum: Source) -> Iterator[Modification]:
    """Yield the modifications that a corrigendum orders. Raises DocumentError for one that cannot be read."""
    amendment = parsed(corrigendum)
    named = {e.get("eId"): e for e in amendment.iter("*") if e.get("eId")}
    rows = list(amendment.iter(akn("textualMod")))
    if not rows:
        raise _unfit(corrigendum, "it has no textualMod")
    for row in rows:
        yield _modification(row, named, corrigendum)


def _modification(row: etree._Element, named: dict[str | None, etree._Element], corrigendum: Source) -> Modification:
    destination = row.find(akn("destination"))
    if destination is None or row.get("type") not in [s.value for s in Sort]:
        raise _unfit(corrigendum, f"textualMod {row.get('eId', '')} is of a type that cannot be carried out")
    sort, target = Sort(row.get("type", "")), destination.get("href", "").partition("#")[2]
    if sort is Sort.SUBSTITUTION:
        old, new = (_quoted(row, name, named, corrigendum) for name in ("old", "new"))
        return Modification(sort, target, old=text_of(old), new=text_of(new))
    if sort is Sort.REPEAL:
        return Modification(sort, target)
    quoted = _quoted(row, "new", named, corrigendum)
    prefix = f"{quoted.get('eId', '')}__"
    structure = tuple(unnested(element, prefix) for element in quoted if isinstance(element.tag, str))
    return Modification(sort, target, destination.get("pos", ""), structure=structure)


def _quoted(
    row: etree._Element, name: str, named: dict[str | None, etree._Element], corrigendum: Source
) -> etree._Element:
    pointer = row.find(akn(name))
    found = named.get(pointer.get("href", "")[1:]) if pointer is not None else None
    if found is None:
        raise _unfit(corrigendum, f"textualMod {row.get('eId', '')} quotes nothing as {name}")
    return found


def _patches(edit: Editable, change: Modification, corrigendum: Source) -> Iterator[Patch]:
    """Yield the edits of one modification. Raises DocumentError if it does not fit."""
    elements = _targets(edit, change, corrigendum)
    if change.sort is Sort.SUBSTITUTION:
        yield _substitution(edit, elements, change, corrigendum)
        return
    if len(elements) > 1:
        raise _unfit(corrigendum, f"the text has {len(elements)} times the eId {change.target!r}")
    element = elements[0]
    if change.sort is Sort.REPEAL:
        yield edit.remove(element)
    elif change.sort is Sort.REPLACEMENT:
        yield edit.replace(element, *change.structure)
    elif change.pos == "start":
        anchor = next((c for c in element if isinstance(c.tag, str) and local(c) not in ("num", "heading")), None)
        new = change.structure
        yield edit.insert_before(anchor, *new) if anchor is not None else edit.append(element, *new)
    else:
        yield edit.insert_after(element, *change.structure)


def _targets(edit: Editable, change: Modification, corrigendum: Source) -> list[etree._Element]:
    """Return the elements with the eId that is changed; the whole text if none is named."""
    root = edit.source.root
    found = [e for e in root.iter("*") if e.get("eId") == change.target] if change.target else [root]
    if not found:
        raise _unfit(corrigendum, f"the text has no eId {change.target!r}")
    return found


def _refuse_emptied(edit: Editable, changes: Sequence[Modification], data: bytes, corrigendum: Source) -> None:
    """Raise DocumentError for corrections after which an element that has lost its parts has none any more."""
    removed = [e for c in changes if c.sort is Sort.REPEAL for e in _targets(edit, c, corrigendum)]
    homes = {str(parent.tag) for element in removed if (parent := element.getparent()) is not None}
    after = parse_bytes(data, edit.source.path).root if homes else edit.source.root
    for home in sorted(homes):
        before, left = (sum(map(_is_bare, root.iter(home))) for root in (edit.source.root, after))
        if left > before:
            what = f"after these corrections nothing is left in <{etree.QName(home).localname}>"
            raise DocumentError(what, place=Place(corrigendum.path), remedy="issue a revision instead")


def _is_bare(element: etree._Element) -> bool:
    """Return True for an element with neither text nor parts, whatever its number and its heading."""
    parts = (child for child in element if local(child) not in ("num", "heading", "subheading", ""))
    return next(parts, None) is None and not (element.text or "").strip()


def _substitution(
    edit: Editable, elements: Sequence[etree._Element], change: Modification, corrigendum: Source
) -> Patch:
    nodes = [row for element in elements for row in texts(element)]
    hits = [(node, tail, text.index(change.old)) for node, tail, text in nodes if change.old and change.old in text]
    count = sum(text.count(change.old) for _, _, text in nodes) if change.old else 0
    if count != 1:
        what = "does not say" if not count else f"says {count} times"
        raise _unfit(corrigendum, f"{change.target or 'the text'} {what} “{change.old}”")
    node, tail, begin = hits[0]
    return edit.replace_text(node, tail, begin, begin + len(change.old), change.new)


def _unfit(corrigendum: Source, why: str) -> DocumentError:
    remedy = "check that it corrects this version, and that it has not been applied already"
    return DocumentError(f"the corrigendum does not fit: {why}", place=Place(corrigendum.path), remedy=remedy)


# ------------------------------------------------------------------ metadata


def _metadata(
    edit: Editable,
    known: SourceIdentification,
    by: SourceIdentification,
    changes: Sequence[Modification],
    dates: str,
) -> Iterator[Patch]:
    """Yield the metadata that record the correction: version, dates, lifecycle, modifications, reference."""
    old = known.expression.uri
    yield from moved_iris(edit, known, old.rstrip("/"), f"{old.split('@')[0].rstrip('/')}@{dates}")
    yield from without_former_addresses(edit, known)
    for alias in known.expression.all("alias"):
        if alias.get("name") == SYMBOL:
            yield edit.remove(alias)
    yield edit.set_attribute(known.top, "contains", "singleVersion")
    for part in known.parts():
        for last in part.expression.all("date")[-1:]:
            yield edit.insert_after(last, dated(by.date, "correction"))
    cause = make("passiveRef", eId=known.next_id("passiveRef"), href=str(by.work_iri), showAs=by.symbol)
    event, *entries = amended(edit, known, by.date, cause)
    yield event
    yield from _passive(edit, known, by, changes)
    yield from entries


def _passive(
    edit: Editable, known: SourceIdentification, by: SourceIdentification, changes: Sequence[Modification]
) -> Iterator[Patch]:
    """Yield the passive modifications, in their place in the analysis, which is made if there is none."""
    first = 1 + sum(1 for _ in known.top.iter(akn("textualMod")))
    iri, text = str(by.work_iri), str(by.expression_iri)
    targets = (_left(edit, change, str(known.work_iri)) for change in changes)
    rows = [
        passive_mod(first + n, change, n + 1, iri, text, target)
        for n, (change, target) in enumerate(zip(changes, targets, strict=True))
    ]
    analysis = known.block_of("analysis")
    if analysis is None:
        whole = make("analysis", make("passiveModifications", *rows), source=known.by)
        yield edit.insert_after(known.last_of(*_BEFORE_ANALYSIS), whole)
        return
    passive, active = (analysis.find(akn(f"{name}Modifications")) for name in ("passive", "active"))
    if passive is not None:
        yield edit.append(passive, *rows)
        return
    block = make("passiveModifications", *rows)
    if active is not None:
        yield edit.insert_after(active, block)
    else:
        yield edit.insert_before(analysis[0], block) if len(analysis) else edit.append(analysis, block)


def _left(edit: Editable, change: Modification, work: str) -> str:
    """Return what was changed; of a repealed element the one around it that is left, else the Work."""
    if change.sort is not Sort.REPEAL or not change.target:
        return f"#{change.target}" if change.target else work
    gone = next((e for e in edit.source.root.iter("*") if e.get("eId") == change.target), None)
    around = (e.get("eId") for e in gone.iterancestors()) if gone is not None else iter(())
    return next((f"#{eid}" for eid in around if eid), work)


# ------------------------------------------------------------------ what is corrected


def _corrected_address(corrigendum: Source, amendment: etree._Element) -> str:
    """Return the IRI of the Expression that a corrigendum corrects."""
    for destination in amendment.iter(akn("destination")):
        href = normalised_iri(destination.get("href", "").partition("#")[0])
        return href.partition("/!")[0]
    raise _unfit(corrigendum, "it names nothing to correct")


def _find(address: str, corrigendum: Source) -> Source:
    folder = corrigendum.path.resolve().parent
    places = [*folder.glob("*@*.xml"), *folder.parent.glob("*/*@*.xml"), *(project() / "source").glob("*/*@*.xml")]
    for path in dict.fromkeys(p.resolve() for p in places):
        source = parse_file(path)
        try:
            if address in SourceIdentification(source).addresses():
                return source
        except DocumentError:
            continue
    what = f"the text that this corrigendum corrects is not here: {address}"
    raise MissingInputError(what, place=Place(corrigendum.path), remedy="put it beside the corrigendum or into source/")
