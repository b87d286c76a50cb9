"""Carry out a corrigendum: the corrected text as a new Expression.

Reads a corrigendum and the source it corrects. Gives the bytes of the new Expression: the old bytes with nothing
changed but the corrected words and the metadata that tell of it (guidelines D: `singleVersion`, two dates, event,
passive modifications, passive reference). A corrigendum that does not fit is refused before anything is made.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from pipeline.akn.identifiers import normalised_iri
from pipeline.errors import DocumentError, MissingInputError, Place
from pipeline.library.expressions import project
from pipeline.read import Source, akn, local, parse_file
from pipeline.versions.amend.corrigendum import parsed, unnested
from pipeline.versions.amend.frbr import Identification, moved_iris
from pipeline.versions.amend.modifications import Modification, Sort, texts
from pipeline.versions.patch import Editable, Patch, attribute_text, patched


@dataclass(frozen=True, slots=True)
class Applied:
    """The new Expression: its bytes and the name of its file."""

    data: bytes
    file_name: str
    corrected: Path


def apply(corrigendum: Source) -> Applied:
    """The corrected Expression, its source found by IRI beside the corrigendum and in `source/`.

    Raises DocumentError where the file is no corrigendum or does not fit, MissingInputError where there is nothing to
    correct.
    """
    amendment = parsed(corrigendum)
    address = _corrected_address(corrigendum, amendment)
    return apply_to(corrigendum, _find(address, corrigendum))


def apply_to(corrigendum: Source, source: Source) -> Applied:
    """The corrected Expression of `source`. Raises DocumentError."""
    changes = list(read_modifications(corrigendum))
    edit = Editable(source)
    patches = [patch for change in changes for patch in _patches(edit, change, corrigendum)]
    known, by = Identification(source), Identification(corrigendum)
    dates = f"{known.date};{by.date}"
    patches += _metadata(edit, known, by, changes, dates)
    try:
        data = patched(source.data, patches)
    except ValueError as error:
        raise _unfit(corrigendum, "two of its corrections meet") from error
    return Applied(data, f"{known.language}@{dates}.xml", source.path)


def read_modifications(corrigendum: Source) -> Iterator[Modification]:
    """The modifications that a corrigendum orders. Raises DocumentError for one that cannot be read."""
    amendment = parsed(corrigendum)
    edit = Editable(corrigendum)
    named = {e.get("eId"): e for e in amendment.iter("*") if e.get("eId")}
    rows = list(amendment.iter(akn("textualMod")))
    if not rows:
        raise _unfit(corrigendum, "it has no textualMod")
    for row in rows:
        yield _modification(row, named, edit, corrigendum)


def _modification(
    row: etree._Element, named: dict[str | None, etree._Element], edit: Editable, corrigendum: Source
) -> Modification:
    destination = row.find(akn("destination"))
    if destination is None or row.get("type") not in [s.value for s in Sort]:
        raise _unfit(corrigendum, f"textualMod {row.get('eId', '')} is of a sort that cannot be carried out")
    sort, target = Sort(row.get("type", "")), destination.get("href", "").partition("#")[2]
    if sort is Sort.SUBSTITUTION:
        old, new = (_quoted(row, name, named, corrigendum) for name in ("old", "new"))
        return Modification(sort, target, old=_said(old), new=_said(new))
    if sort is Sort.REPEAL:
        return Modification(sort, target)
    quoted = _quoted(row, "new", named, corrigendum)
    span = edit.span(quoted)
    inner = corrigendum.data[span.inner : span.close].strip()
    structure = unnested(inner, f"{quoted.get('eId', '')}__")
    return Modification(sort, target, destination.get("pos", ""), structure=structure)


def _said(element: etree._Element) -> str:
    return "".join(str(text) for text in element.itertext())


def _quoted(
    row: etree._Element, name: str, named: dict[str | None, etree._Element], corrigendum: Source
) -> etree._Element:
    pointer = row.find(akn(name))
    found = named.get(pointer.get("href", "")[1:]) if pointer is not None else None
    if found is None:
        raise _unfit(corrigendum, f"textualMod {row.get('eId', '')} quotes nothing as {name}")
    return found


def _patches(edit: Editable, change: Modification, corrigendum: Source) -> Iterator[Patch]:
    """The edits of one modification. Raises DocumentError where it does not fit."""
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
        yield edit.replace(element, change.structure)
    elif change.pos == "start":
        anchor = next((c for c in element if isinstance(c.tag, str) and local(c) not in ("num", "heading")), None)
        line = change.structure.decode("utf-8")
        yield edit.insert_before(anchor, line) if anchor is not None else edit.append(element, line)
    else:
        yield edit.insert_after(element, change.structure.decode("utf-8"))


def _targets(edit: Editable, change: Modification, corrigendum: Source) -> list[etree._Element]:
    """The elements with the eId that is changed; the whole text where none is named."""
    root = edit.source.root
    found = [e for e in root.iter("*") if e.get("eId") == change.target] if change.target else [root]
    if not found:
        raise _unfit(corrigendum, f"the text has no eId {change.target!r}")
    return found


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
    return edit.text_patch(node, tail, begin, begin + len(change.old), change.new)


def _unfit(corrigendum: Source, why: str) -> DocumentError:
    remedy = "check that it corrects this version, and that it has not been applied already"
    return DocumentError(f"the corrigendum does not fit: {why}", place=Place(corrigendum.path), remedy=remedy)


# ------------------------------------------------------------------ metadata


def _metadata(
    edit: Editable, known: Identification, by: Identification, changes: Sequence[Modification], dates: str
) -> Iterator[Patch]:
    """What tells of the correction: version, dates, lifecycle, modifications, reference."""
    old, stem = known.uri("FRBRExpression"), known.uri("FRBRExpression").split("@")[0].rstrip("/")
    yield from moved_iris(edit, known, old.rstrip("/"), f"{stem}@{dates}")
    yield edit.set_attribute(known.top, "contains", "singleVersion")
    for block in known.identifications():
        for last in block.findall(f"{akn('FRBRExpression')}/{akn('FRBRdate')}")[-1:]:
            yield edit.insert_after(last, f'<FRBRdate date="{by.date}" name="correction"/>')
    yield from add_event(edit, known, by, "amendment", by.date)
    yield from _passive(edit, known, by, changes)


def add_event(edit: Editable, known: Identification, by: Identification, sort: str, date: str) -> Iterator[Patch]:
    """An event in the lifecycle, and the reference to the document that caused it."""
    symbol = attribute_text(by.symbol).decode()
    reference = next_id(known, "passiveRef")
    event = f'<eventRef eId="{next_id(known, "eref")}" date="{date}" type="{sort}" source="#{reference}"/>'
    lifecycle, references = known.meta.find(akn("lifecycle")), known.meta.find(akn("references"))
    if lifecycle is not None:
        yield edit.append(lifecycle, event)
    else:
        block = f'<lifecycle source="{source_of(known)}">{event}</lifecycle>'
        yield edit.insert_after(_before(known, "identification", "publication", "classification"), block)
    entry = f'<passiveRef eId="{reference}" href="{attribute_text(str(by.work)).decode()}" showAs="{symbol}"/>'
    if references is None:
        references_block = f'<references source="{source_of(known)}">{entry}</references>'
        names = ("identification", "publication", "classification", "lifecycle", "workflow", "analysis", "temporalData")
        yield edit.insert_after(_before(known, *names), references_block)
        return
    leading = [e for e in references if isinstance(e.tag, str) and local(e) in ("original", "passiveRef")]
    yield edit.insert_after(leading[-1], entry) if leading else edit.append(references, entry)


def _passive(
    edit: Editable, known: Identification, by: Identification, changes: Sequence[Modification]
) -> Iterator[Patch]:
    """The passive modifications, in their place in the analysis, which is made where there is none."""
    first = sum(1 for _ in known.top.iter(akn("textualMod"))) + 1
    rows = "".join(_passive_mod(known, by, change, n, first) for n, change in enumerate(changes, first))
    block = f"<passiveModifications>{rows}</passiveModifications>"
    analysis = known.meta.find(akn("analysis"))
    if analysis is None:
        whole = f'<analysis source="{source_of(known)}">{block}</analysis>'
        names = ("identification", "publication", "classification", "lifecycle", "workflow")
        yield edit.insert_after(_before(known, *names), whole)
        return
    passive, active = (analysis.find(akn(f"{name}Modifications")) for name in ("passive", "active"))
    if passive is not None:
        yield edit.append(passive, rows)
    elif active is not None:
        yield edit.insert_after(active, block)
    else:
        yield edit.insert_before(analysis[0], block) if len(analysis) else edit.append(analysis, block)


def _passive_mod(known: Identification, by: Identification, change: Modification, number: int, first: int) -> str:
    """One modification as the corrected text tells it: by whom, where, old and new words in the corrigendum."""
    name, iri = f"textualMod_{number}", attribute_text(str(by.work)).decode()
    href = f"#{change.target}" if change.target else str(known.work)
    mod = f"{by.expression}#mod_{number - first + 1}"
    lines = [f'<source eId="{name}__source" href="{iri}"/>', f'<destination eId="{name}__destination" href="{href}"/>']
    if change.sort is Sort.SUBSTITUTION:
        lines.append(f'<old eId="{name}__old" href="{mod}__qtext_1"/>')
    if change.sort is Sort.REPEAL:
        lines.append(f'<old eId="{name}__old" href="{mod}"/>')
    else:
        quoted = "qtext_2" if change.sort is Sort.SUBSTITUTION else "qstr_1"
        lines.append(f'<new eId="{name}__new" href="{mod}__{quoted}"/>')
    return f'<textualMod eId="{name}" type="{change.sort.value}">{"".join(lines)}</textualMod>'


def _before(known: Identification, *names: str) -> etree._Element:
    """The last of these blocks that the metadata have."""
    found = [e for e in known.meta if isinstance(e.tag, str) and local(e) in names]
    return found[-1]


def next_id(known: Identification, stem: str) -> str:
    """The next free eId of a sort of metadata."""
    taken = {e.get("eId") for e in known.meta.iter("*")}
    number = 1
    while f"{stem}_{number}" in taken:
        number += 1
    return f"{stem}_{number}"


def source_of(known: Identification) -> str:
    """Who the metadata come from."""
    block = known.meta.find(akn("identification"))
    return (block.get("source", "") if block is not None else "") or "#encoder"


# ------------------------------------------------------------------ what is corrected


def _corrected_address(corrigendum: Source, amendment: etree._Element) -> str:
    """IRI of the Expression that a corrigendum corrects."""
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
            if address in Identification(source).addresses():
                return source
        except DocumentError:
            continue
    what = f"the text that this corrigendum corrects is not here: {address}"
    raise MissingInputError(what, place=Place(corrigendum.path), remedy="put it beside the corrigendum or into source/")
