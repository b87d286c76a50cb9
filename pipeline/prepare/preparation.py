"""Prepare one document: from a parsed source to the explicit printable document.

Reads a `Source`. Gives a `Document` with every word that a reader must see, in document order. The steps, in order:
identity, front notes, masthead and title block, parts, levels of headings, links inside the document, dates in titles,
warnings.
"""

from __future__ import annotations

import re
from dataclasses import replace

from lxml import etree

from pipeline.akn.classes import OTHER
from pipeline.akn.identification import document_element
from pipeline.akn.identifiers import PUBLISHED
from pipeline.akn.names import local, text_of
from pipeline.document import (
    HELD_DATE,
    PROGRAMME_BUDGET,
    Block,
    Document,
    Heading,
    Identity,
    Imprint,
    Part,
    PartKind,
    Rank,
    Revision,
)
from pipeline.languages.codes import direction, primary, scripts, terminology_code
from pipeline.languages.detection import detected, written_in
from pipeline.languages.strings import official, tag
from pipeline.prepare.blocks.outline import Outline
from pipeline.prepare.elements.handlers import HANDLERS, unknown
from pipeline.prepare.elements.notes import front_notes, uncalled
from pipeline.prepare.elements.title import without_number
from pipeline.prepare.finish.adopted_texts import with_adopted_texts
from pipeline.prepare.finish.dates import held_in_titles
from pipeline.prepare.finish.digit_groups import shown_in_order
from pipeline.prepare.finish.internal_links import linked_inside
from pipeline.prepare.finish.main_title import with_title
from pipeline.prepare.structure.front import Front
from pipeline.prepare.structure.identity import Metadata, bar_code, child
from pipeline.prepare.structure.parts import Assembly
from pipeline.prepare.walk.presentation import presentation
from pipeline.prepare.walk.traverse import DocumentState, Walker
from pipeline.read import Source, akn

_SYMBOL = re.compile(r"[A-Z][A-Z0-9]*(?:/[A-Za-z0-9.()-]+)+")
_SECTION = re.compile(r"A/\d+/6 \((?:Introduction|Income sect|Sect)\b")
"""The symbol of a section of the proposed programme budget."""
_UNNAMED = "the source names no language; by its words it is {!r}"
_NAMELESS = "—"
"""Title of a document without title, symbol or IRI."""
_UNTABBED = "untabbed title"
_NOBODY = "source"
"""Author of the changes in a source that names none."""
_HELD = re.compile(" \\d{1,2}\u00a0[^\\W\\d]")
"""A sign of the set-up T2: see docs/facsimile.md."""
_OPENING = 20_000
"""Number of characters from which the language is detected.
Chosen: several pages; more changes no answer and costs time."""
_SCRIPT = 1_000
"""Number of characters from which the script is detected, to compare it with the language.
Chosen: half a page shows the script."""


def prepare(source: Source, *, plain: bool = False) -> Document:
    """Return the whole document of a source; `Document.warnings` names everything that could only be set as plain text.

    `plain`: page breaks, frames, landscape pages, columns and widths that the source brings with it are left out.
    Raises TemplateError for faulty language data; no content of a source makes it fail.
    """
    top = document_element(source.root)
    top = source.root if top is None else top
    metadata = Metadata(top)
    code = terminology_code(metadata.language_code() or detected(_opening(source.root)))
    state = _initial_state(metadata, tag(code), plain)
    state.multilingual = b"xml:lang" in source.data
    state.source = source.path
    _collect_note_marks(source, state)
    walker = Walker(state, HANDLERS, unknown)
    front_notes(walker, metadata.meta)
    front = Front.read(walker, top)
    assembly = Assembly(walker)
    assembly.root(source.root, top, front.read_elements)
    uncalled(state)
    identity = _identity(source, metadata, state, front, code)
    words = metadata.named_title() or identity.symbol_printed or identity.work.rpartition("/")[2] or _NAMELESS
    title, parts = with_title(front.title, assembly.parts, words, state.anchors, _second_title(state))
    title, parts = _levelled(title, with_adopted_texts(parts), identity)
    document = Document(
        identity=replace(identity, title=_title_words(title)),
        masthead=front.masthead,
        title=tuple(title),
        parts=tuple(parts),
        imprint=_imprint(metadata, identity),
        pictures=dict(state.pictures),
        notes=tuple(sorted(state.notes, key=lambda note: not note.front)),
        revision=_revision(identity) if state.amended else None,
    )
    document = linked_inside(document, state.anchors) if state.linked_inside else document
    document = held_in_titles(document)
    document = shown_in_order(document) if state.arabic else document
    if not metadata.language_code():
        state.warn(_UNNAMED.format(state.language))
    return replace(document, warnings=_warnings(document, state))


def _collect_note_marks(source: Source, state: DocumentState) -> None:
    """Record in the state which marks are in use, and which notes are called from elsewhere."""
    if b"authorialNote" in source.data:
        state.marks |= {mark for e in source.root.iter(akn("authorialNote")) if (mark := e.get("marker"))}
    if b"noteRef" in source.data:
        calls = list(source.root.iter(akn("noteRef")))
        state.called = {
            (e.get("href") or "").removeprefix("#"): (e.get("marker") or "").strip() for e in reversed(calls)
        }


def _second_title(state: DocumentState) -> Rank:
    """Return the rank of a line under the title: of a report the smaller one of "Report of the Secretary-General"."""
    plain = OTHER in (state.kind.value, state.document_class.styled_as)
    return Rank.SUBTITLE if plain else Rank.CHAPTER


def _opening(root: etree._Element) -> str:
    """Return the first pages of the text, without metadata, to detect the language of a source that names none."""
    walk = etree.iterwalk(root, events=("start",))
    found: list[str] = []
    size = 0
    for _, element in walk:
        if isinstance(element.tag, str) and local(element) == "meta":
            walk.skip_subtree()
        elif size < _OPENING:
            found += (element.text or "", element.tail or "")
            size += len(found[-1]) + len(found[-2])
        else:
            break
    return " ".join(found)


def _initial_state(metadata: Metadata, language: str, plain: bool) -> DocumentState:
    symbol = "".join(_symbol_element_text(metadata.top).split())
    return DocumentState(
        language=language,
        direction=direction(language),
        kind=metadata.kind(),
        body=metadata.body(symbol),
        addresses=metadata.addresses(),
        presentation=presentation(metadata.meta, plain=plain),
    )


def _symbol_element_text(top: etree._Element) -> str:
    cover = child(top, "coverPage")
    for element in cover.iter() if cover is not None else ():
        if isinstance(element.tag, str) and local(element) == "docNumber":
            return text_of(element)
    return ""


def _identity(source: Source, metadata: Metadata, state: DocumentState, front: Front, language_code: str) -> Identity:
    unassigned = front.unassigned
    assigned = "symbol" not in unassigned
    if not assigned and not metadata.job_number():
        unassigned = (*unassigned, "job number")
    unassigned = tuple(dict.fromkeys((*unassigned, *metadata.missing())))
    return Identity(
        title="",
        kind=state.kind,
        styled_as=state.document_class.styled_as,
        body=state.body,
        language=state.language,
        language_code=language_code,
        direction=state.direction,
        date=metadata.date(),
        symbol=front.symbol.rstrip("*") if assigned else "",
        symbol_printed=front.symbol,
        running_title=front.running_title if state.document_class.running_title else "",
        work=metadata.identification.work.uri.strip(),
        expression=metadata.identification.expression.uri.strip(),
        session=front.session,
        official=front.masthead is not None or metadata.identification.is_authoritative,
        unassigned=unassigned,
        authors=metadata.authors(),
        subjects=metadata.subjects(),
        signs=_signs(source.root) | _signs_of_symbol(front.symbol),
        source_name=source.path.name.encode("utf-8", "replace").decode("utf-8"),  # a name may be outside UTF-8
        source_sha256=source.sha256,
        recovered=bool(source.recovered),
    )


def _signs_of_symbol(symbol: str) -> frozenset[str]:
    return frozenset((PROGRAMME_BUDGET,)) if _SECTION.match(symbol) else frozenset()


def _signs(root: etree._Element) -> frozenset[str]:
    """Return the paragraph classes that the source uses; `_UNTABBED` where no tab is between number and title."""
    namespace = f"{{{etree.QName(root).namespace}}}"
    found = list(root.iter(f"{namespace}paragraph", f"{namespace}docTitle"))
    signs = {c for e in found if local(e) == "paragraph" and (c := e.get("class"))}
    for title in (e for e in found if local(e) == "docTitle"):
        words = [str(text) for text in title.itertext()]
        untabbed = not next((text for text in words if not text.isspace()), "\t").startswith("\t")
        if untabbed and next(title.iterancestors(f"{namespace}preface"), None) is not None:
            signs.add(_UNTABBED)
        if _HELD.search("".join(words)):
            signs.add(HELD_DATE)
    return frozenset(signs)


def _levelled(title: list[Block], parts: list[Part], identity: Identity) -> tuple[list[Block], list[Part]]:
    """Return every heading with its level."""
    outline = Outline(identity.language)
    title = [outline.levelled(b) if isinstance(b, Heading) else b for b in title]
    levelled = []
    for part in parts:
        if part.kind is not PartKind.APPENDIX:
            outline.part()
        blocks = tuple(outline.levelled(b) if isinstance(b, Heading) else b for b in part.blocks)
        levelled.append(replace(part, blocks=blocks))
    return title, levelled


def _title_words(title: list[Block]) -> str:
    for block in title:
        if isinstance(block, Heading) and block.level == 1:
            return without_number(block)
    return ""


def _imprint(metadata: Metadata, identity: Identity) -> Imprint:
    job = metadata.job_number()
    symbol = "".join(identity.symbol.split())
    addressed = _SYMBOL.fullmatch(symbol) and identity.official and official(identity.language)
    address = f"{PUBLISHED}{primary(identity.language)}/{symbol}" if addressed else ""
    return Imprint(job_number=job, bar_code=bar_code(job), address=address)


def _revision(identity: Identity) -> Revision:
    """Return the revision of a source that itself marks words as inserted and deleted."""
    author = identity.authors[0] if identity.authors else _NOBODY
    return Revision(author=author, date=identity.date, old="", new=identity.symbol_printed, own=True)


def _warnings(document: Document, state: DocumentState) -> tuple[str, ...]:
    found = list(state.warnings)
    text = "".join(p.text for _, p in zip(range(12), document.paragraphs(), strict=False))[:_SCRIPT]
    script = written_in(text)
    if script and script not in scripts(document.identity.language):
        found.insert(0, f"the source says its language is {document.identity.language!r}, but its script is {script}")
    return tuple(found)
