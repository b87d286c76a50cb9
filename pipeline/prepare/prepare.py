"""Prepare one document: from a parsed source to the explicit printable document.

Reads a `Source`. Gives a `Document` with every word that a reader must see, in document order. The steps, in order:
identity, front notes, masthead and title block, parts, levels of headings, links inside the document, warnings.
"""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from pipeline.document import (
    Block,
    Body,
    Document,
    Heading,
    Identity,
    Imprint,
    Kind,
    Masthead,
    MastheadField,
    MastheadRole,
    Part,
    PartKind,
    Rank,
    Text,
    plain_text,
)
from pipeline.prepare import languages
from pipeline.prepare.front import Front
from pipeline.prepare.identity import Metadata, bar_code, child, elements, script_of, value
from pipeline.prepare.inside import linked_inside
from pipeline.prepare.notes import front_notes
from pipeline.prepare.outline import Outline
from pipeline.prepare.parts import Assembly
from pipeline.prepare.programme import HANDLERS, unknown
from pipeline.prepare.title import without_number
from pipeline.prepare.walk import Desk, Walker, local, text_of
from pipeline.read import Source

_DOCS = "https://docs.un.org/"
_ADDRESSED = frozenset(("ar", "zh", "en", "fr", "ru", "es"))


def prepare(source: Source) -> Document:
    """The document of a source, complete; what could only be rendered plainly is named in `Document.warnings`.

    Raises TemplateError for faulty language data; no content of a source makes it fail.
    """
    top = _top(source.root)
    metadata = Metadata(top)
    desk = _desk(metadata)
    desk.multilingual = b"xml:lang" in source.data
    walker = Walker(desk, HANDLERS, unknown)
    front_notes(walker, metadata.meta)
    front = Front.read(walker, top)
    assembly = Assembly(walker)
    assembly.root(source.root, top, front.read_elements)
    identity = _identity(source, metadata, desk, front)
    title, parts = _levelled(front.title, assembly.parts, identity)
    document = Document(
        identity=replace(identity, title=_title_words(title)),
        masthead=front.masthead,
        title=tuple(title),
        parts=tuple(parts),
        imprint=_imprint(metadata, identity),
        notes=tuple(sorted(desk.notes, key=lambda note: not note.front)),
    )
    document = linked_inside(document, desk.anchors) if desk.linked_inside else document
    return replace(document, warnings=_warnings(source, document, desk))


def _top(root: etree._Element) -> etree._Element:
    """The document element under the root; the root itself where there is none."""
    found = [e for e in root if isinstance(e.tag, str) and local(e) != "components"]
    return found[0] if found else root


def _desk(metadata: Metadata) -> Desk:
    language = languages.tag(metadata.language_code())
    symbol = "".join(_symbol_element_text(metadata.top).split())
    return Desk(
        language=language,
        direction=languages.direction(language),
        kind=metadata.kind(),
        body=metadata.body(symbol),
        addresses=metadata.addresses(),
    )


def _symbol_element_text(top: etree._Element) -> str:
    cover = child(top, "coverPage")
    for element in cover.iter() if cover is not None else ():
        if isinstance(element.tag, str) and local(element) == "docNumber":
            return text_of(element)
    return ""


def _identity(source: Source, metadata: Metadata, desk: Desk, front: Front) -> Identity:
    unassigned = front.unassigned
    assigned = "symbol" not in unassigned
    if not assigned and not metadata.job_number():
        unassigned = (*unassigned, "job number")
    return Identity(
        title="",
        kind=desk.kind,
        body=desk.body,
        language=desk.language,
        language_code=languages.terminology_code(metadata.language_code()),
        direction=desk.direction,
        date=metadata.date(),
        symbol=front.symbol if assigned else "",
        symbol_printed=front.symbol,
        running_title=front.running_title if desk.kind is Kind.RESOLUTION else "",
        work=value(child(metadata.work, "FRBRuri")),
        expression=value(child(metadata.expression, "FRBRuri")),
        session=front.session,
        official=front.masthead is not None or metadata.authoritative(),
        unassigned=unassigned,
        authors=metadata.authors(),
        subjects=metadata.subjects(),
        signs=_signs(source.root),
        source_name=source.path.name,
        source_sha256=source.sha256,
        recovered=bool(source.recovered),
    )


def _signs(root: etree._Element) -> frozenset[str]:
    """The paragraph classes that the source uses."""
    tag = f"{{{etree.QName(root).namespace}}}paragraph"
    return frozenset(c for e in root.iter(tag) if (c := e.get("class")))


def _levelled(title: list[Block], parts: list[Part], identity: Identity) -> tuple[list[Block], list[Part]]:
    """Exactly one heading of level 1, the title; every other with its level."""
    title, parts = _with_title(title, parts, identity)
    outline = Outline(identity.language)
    title = [outline.levelled(b) if isinstance(b, Heading) else b for b in title]
    levelled = []
    for part in parts:
        if part.kind is not PartKind.APPENDIX:
            outline.part()
        blocks = tuple(outline.levelled(b) if isinstance(b, Heading) else b for b in part.blocks)
        levelled.append(replace(part, blocks=blocks))
    return title, levelled


def _with_title(title: list[Block], parts: list[Part], identity: Identity) -> tuple[list[Block], list[Part]]:
    """One heading of rank TITLE: the first; a second is lowered; where there is none the best that can be had."""
    seen = False

    def one(block: Block) -> Block:
        nonlocal seen
        if not isinstance(block, Heading) or block.rank is not Rank.TITLE:
            return block
        if not seen:
            seen = True
            return block
        return replace(block, rank=Rank.CHAPTER)

    title = [one(block) for block in title]
    parts = [replace(part, blocks=tuple(one(block) for block in part.blocks)) for part in parts]
    if seen:
        return _at_front(title, parts)
    return _title_found(title, parts, identity)


def _at_front(title: list[Block], parts: list[Part]) -> tuple[list[Block], list[Part]]:
    """A statement's title that opens the text (`mainBody/p/docTitle`) belongs to the title block."""
    first = parts[0].blocks[0] if parts and parts[0].blocks else None
    if not isinstance(first, Heading) or first.rank is not Rank.TITLE or parts[0].kind is not PartKind.MAIN:
        return title, parts
    return [*title, first], [replace(parts[0], blocks=parts[0].blocks[1:]), *parts[1:]]


def _title_found(title: list[Block], parts: list[Part], identity: Identity) -> tuple[list[Block], list[Part]]:
    """A title where the source marks none: a line of the title block, else the first heading, else the symbol."""
    for number, block in enumerate(title):
        if not isinstance(block, Heading) and hasattr(block, "inlines"):
            heading = Heading(rank=Rank.TITLE, level=1, inlines=block.inlines, anchor=block.anchor, eid=block.eid)
            return [*title[:number], heading, *title[number + 1 :]], parts
    first = parts[0].blocks[0] if parts and parts[0].blocks else None
    if isinstance(first, Heading) and parts[0].kind is PartKind.MAIN:
        head = replace(parts[0], blocks=(replace(first, rank=Rank.TITLE), *parts[0].blocks[1:]))
        return _at_front(title, [head, *parts[1:]])
    words = identity.symbol_printed or identity.source_name
    made = Heading(rank=Rank.TITLE, level=1, inlines=(Text(words, generated=True),), anchor="title")
    return [made, *title], parts


def _title_words(title: list[Block]) -> str:
    for block in title:
        if isinstance(block, Heading) and block.level == 1:
            return without_number(block)
    return ""


def _imprint(metadata: Metadata, identity: Identity) -> Imprint:
    job = metadata.job_number()
    language = languages.address_code(identity.language)
    symbol = "".join(identity.symbol.split())
    addressed = bool(symbol) and identity.official and language in _ADDRESSED
    return Imprint(job_number=job, bar_code=bar_code(job), address=f"{_DOCS}{language}/{symbol}" if addressed else "")


def _warnings(source: Source, document: Document, desk: Desk) -> tuple[str, ...]:
    found = list(desk.warnings)
    expected = languages.language(document.identity.language).script
    text = "".join(p.text for _, p in zip(range(12), document.paragraphs(), strict=False))[:3000]
    script = script_of(text)
    if script and script != expected:
        found.insert(0, f"the source says its language is {document.identity.language!r}, but its script is {script}")
    return tuple(found)


__all__ = ["Body", "Masthead", "MastheadField", "MastheadRole", "elements", "plain_text", "prepare"]
