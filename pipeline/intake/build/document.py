"""A document as Akoma Ntoso in the strict form [strict identification, structure, eid].

Reads a `Document` (from `recognise`, or from `prepare`) and its `Particulars`. Gives the bytes of the file: masthead,
preface, body, annexes as attachments within each other, notes at their marks, eIds by the naming convention.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lxml import etree

from pipeline.akn.builder import file_bytes, make
from pipeline.akn.classes import OTHER, collection, document_class
from pipeline.akn.eids import give_eids
from pipeline.akn.metadata import ENCODER, MAIN
from pipeline.akn.names import text_of
from pipeline.document import Block, Document, Heading, Masthead, Paragraph, Part, PartKind, Role, plain_text
from pipeline.intake.build.inlines import InlineWriter
from pipeline.intake.build.letter_title import mark_letter
from pipeline.intake.build.masthead import cover_page, preface_lines
from pipeline.intake.build.particulars import Particulars, meta
from pipeline.intake.build.parts import part_elements, preface, title_line
from pipeline.intake.build.presentation import add_presentation
from pipeline.intake.model.doubts import Doubts
from pipeline.intake.vocabulary.words import original_code
from pipeline.read import AKN

_ON_COVER = frozenset((Role.ADOPTION, Role.ORIGIN))


def build(document: Document, card: Particulars, doubts: Doubts, item: str = "") -> bytes:
    """Return the XML of a document. `item`: IRI of its agenda item, "" if that is not known."""
    builder = _Builder(document, card)
    return finished(builder.root(item), doubts, builder.pen, document)


def finished(
    root: etree._Element, doubts: Doubts, pen: InlineWriter | None = None, document: Document | None = None
) -> bytes:
    """Return the bytes of a tree after giving it eIds and setting the links of `pen`. `document`: its looks go into the
    metadata.
    """
    for doubled in give_eids(root):
        chosen = f"{doubled.given} for the later one"
        doubts.add(doubled.eid, "the same number twice in one place", chosen, text_of(doubled.element))
    if pen is not None:
        pen.settle_links()
    if pen is not None and document is not None:
        add_presentation(root, document, pen.anchors)
    return file_bytes(root)


@dataclass(slots=True)
class _Nested:
    """An annex with its appendices."""

    part: Part
    inner: list[Part]


class _Builder:
    """Builds one file."""

    def __init__(self, document: Document, card: Particulars) -> None:
        self._document = document
        self._card = card
        self.pen = InlineWriter({note.id: note for note in document.notes})

    def root(self, item: str) -> etree._Element:
        """Return `akomaNtoso` with everything in it."""
        parts = self._document.parts
        several = any(part.kind is PartKind.COMPONENT for part in parts)
        made = self._collection(_documents(parts), item) if several else [self._single(_nested(parts), item)]
        return make("akomaNtoso", *made)

    def _single(self, annexes: Sequence[_Nested], item: str) -> etree._Element:
        main = next((part for part in self._document.parts if part.kind is PartKind.MAIN), None)
        blocks = main.blocks if main is not None else ()
        front = self._front(item)
        text = [*front, *part_elements(blocks, self.pen, headed=False)]
        made = document_class(self._card.kind)
        top = make(made.element, name=made.name, contains="originalVersion")
        if main is not None:
            self.pen.named(top, main.anchor)
        return self._complete(top, text, annexes)

    def _complete(self, top: etree._Element, text: list[etree._Element], annexes: Sequence[_Nested]) -> etree._Element:
        attached = self._attachments(annexes, "", self._card)
        whole = [*text, *([attached] if attached is not None else [])]
        head = meta(self._card, "main", whole)
        self._front_notes(head)
        top.append(head)
        top.extend(whole)
        return top

    def _front(self, item: str) -> list[etree._Element]:
        """Return cover page and preface: masthead, and the title block in its order."""
        masthead, title = self._document.masthead, list(self._document.title)
        if masthead is None and not self._document.identity.official:
            return [preface(title, self.pen)]
        fields = (masthead or Masthead(())).fields
        language = self._document.identity.language
        cover = cover_page(fields, self.pen, language, self._card.organ)
        last = max((n for n, b in enumerate(title, 1) if isinstance(b, Paragraph) and b.role in _ON_COVER), default=0)
        cover[0].extend(self._cover_line(block) for block in title[:last])
        lines = preface_lines(fields, self.pen, str(self._document.identity.session or ""), item)
        made = preface(title[last:], self.pen)
        if document_class(self._card.kind).correspondence:
            for line in made.iterfind(f"{{{AKN}}}p/{{{AKN}}}docTitle"):
                mark_letter(line, language, self._card.date)
        if last == len(title) and lines:
            del made[:]
        for place, line in enumerate(lines):
            made.insert(place, line)
        return [cover, made] if any(len(line) for line in cover[0]) else [made]

    def _cover_line(self, block: Block) -> etree._Element:
        """Return a title line that is on the cover: line of adoption, origin in brackets, number of a resolution."""
        if isinstance(block, Heading):
            line = title_line(block, self.pen)
            line[-1].set("refersTo", "#resolutionTitle")
            return line
        assert isinstance(block, Paragraph)
        if block.role is Role.ORIGIN:
            made = make("docProponent", refersTo="#origin")
        else:
            made = make("docTitle", refersTo="#sponsors" if block.role is Role.SPONSORS else None)
        return self.pen.named(make("p", self.pen.write(made, (*block.label, *block.inlines))), block.anchor)

    def _attachments(self, annexes: Sequence[_Nested], above: str, card: Particulars) -> etree._Element | None:
        if not annexes:
            return None
        word = "appendix" if above else "annex"
        made = make("attachments")
        for number, annex in enumerate(annexes, 1):
            name = f"{above}{word}" if len(annexes) == 1 else f"{above}{word}_{number}"
            made.append(self._attachment(annex, name, word, card))
        return made

    def _attachment(self, annex: _Nested, component: str, word: str, card: Particulars) -> etree._Element:
        inner = self._attachments([_Nested(part, []) for part in annex.inner], f"{component}/", card)
        element = document_class(card.kind).element
        top = make(element, name=word, contains="originalVersion")
        top.append(meta(self._translated(annex.part, card), component, (), host=component))
        top.extend(part_elements(annex.part.blocks, self.pen, headed=True))
        if inner is not None:
            top.append(inner)
        return self.pen.named(make("attachment", top), annex.part.anchor)

    def _translated(self, part: Part, card: Particulars) -> Particulars:
        """Return the particulars of a part. It may say that it is a translation: "[Original: English]"."""
        lines = (b for b in part.blocks if isinstance(b, Paragraph) and b.role is Role.ORIGINAL_LANGUAGE)
        code = next((original_code(line.text, self._document.identity.language) for line in lines), "")
        return replace(card, original=code) if code else card

    def _collection(
        self, documents: Sequence[tuple[Part, list[_Nested]]], item: str
    ) -> tuple[etree._Element, etree._Element]:
        """Return several resolutions as a collection that refers to its components [corpus skeletons.1]."""
        whole, made = collection(), document_class(self._card.kind)
        name = f"{whole.name}{made.name[0].upper()}{made.name[1:]}"
        top = make(whole.element, name=name, contains="originalVersion")
        body, holder = make("collectionBody"), make("components")
        for number, (part, annexes) in enumerate(documents, 1):
            reference = make("documentRef", href=f"#cmpnts_1__cmp_{number}", showAs=part.label or str(number))
            body.append(make("component", reference))
            holder.append(self._component(part, f"part_{number}", annexes))
        text = [*self._front(item), body]
        head = meta(replace(self._card, collected=True), "main", [*text, holder])
        self._front_notes(head)
        top.append(head)
        top.extend(text)
        return top, holder

    def _component(self, part: Part, name: str, annexes: Sequence[_Nested]) -> etree._Element:
        own, collected = dict(self._card.parts).get(part.anchor), replace(self._card, collected=True)
        card = own or (replace(self._card, kind=OTHER) if part.kind is PartKind.MAIN else self._card)
        made = document_class(card.kind)
        top = make(made.element, name=made.name, contains="originalVersion")
        whole = collected.work.iri
        top.append(meta(card, MAIN, (), host=name, whole=whole) if own else meta(card, name, (), host=name))
        top.extend(part_elements(part.blocks, self.pen, headed=True))
        attached = self._attachments(annexes, "", card)
        if attached is not None:
            top.append(attached)
        return self.pen.named(make("component", top), part.anchor)

    def _front_notes(self, head: etree._Element) -> None:
        """Add to the metadata the notes to the masthead ("* Reissued …") that nothing in the text calls."""
        loose = [note for note in self._document.notes if note.front and note.id not in self.pen.written]
        if not loose:
            return
        notes = make("notes", source=ENCODER)
        for note in loose:
            words = [self.pen.p((*block.label, *block.inlines)) for block in note.blocks]
            if words and note.mark and not plain_text(note.blocks[0].inlines).startswith(note.mark):
                label = f"{note.mark}\t"
                inner = note.blocks[0].inlines
                words[0] = self.pen.p(inner)
                words[0].text = label + (words[0].text or "")
            notes.append(self.pen.named(make("note", *(words or [make("p")])), note.id))
        head.find(f"{{{head.nsmap[None]}}}references").addnext(notes)  # type: ignore[union-attr]


def _documents(parts: Sequence[Part]) -> list[tuple[Part, list[_Nested]]]:
    """Return the documents of a collection, each with its annexes. Text before them is the first document."""
    found: list[tuple[Part, list[Part]]] = []
    for part in parts:
        if part.kind in (PartKind.COMPONENT, PartKind.MAIN) or not found:
            found.append((part, []))
        else:
            found[-1][1].append(part)
    return [(part, _nested(annexes)) for part, annexes in found if part.blocks or annexes]


def _nested(parts: Sequence[Part]) -> list[_Nested]:
    """Return the annexes, each with its appendices."""
    found: list[_Nested] = []
    for part in parts:
        if part.kind is PartKind.ANNEX or (part.kind is PartKind.APPENDIX and not found):
            found.append(_Nested(part, []))
        elif part.kind is PartKind.APPENDIX:
            found[-1].inner.append(part)
    return found
