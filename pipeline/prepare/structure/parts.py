"""The parts of a document [corpus skeletons, annexes]: main text, components of a collection, annexes, appendices.

Reads a document element child by child, in document order: any number of preambles and bodies in any order.
Gives `Part`s; a part ends where attachments begin.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from lxml import etree

from pipeline.akn.names import local
from pipeline.characters.numerals import numbered
from pipeline.document import Block, Heading, Part, PartKind, Rank, read_text
from pipeline.prepare.blocks.captions import captioned, titles_apart
from pipeline.prepare.blocks.outline import contents_titled, frames_titled, joined
from pipeline.prepare.blocks.resolve import Resolver, numbered_role
from pipeline.prepare.elements.notes import front_notes
from pipeline.prepare.structure.annexes import annex_ranks, by_annex, is_appendix, part_label
from pipeline.prepare.walk.flow import BlockContext, Piece, Zone
from pipeline.prepare.walk.traverse import Walker

_HEADS = frozenset(("num", "heading", "subheading"))
"""What an attachment may have before its document."""
_WHOLE = frozenset(("authorialNote", "noteRef", "table", "img"))
"""What holds no documents, whatever is in it."""
_NESTED = {PartKind.ANNEX: PartKind.APPENDIX, PartKind.APPENDIX: PartKind.APPENDIX}


class Assembly:
    """Gathers the parts of one document."""

    def __init__(self, walker: Walker) -> None:
        self.walker = walker
        self.parts: list[Part] = []

    def root(self, root: etree._Element, top: etree._Element, read: tuple[etree._Element, ...]) -> None:
        """Walk everything under the root: the document `top` without what is `read` already, its components, strays."""
        if root is top:
            self.document(top, PartKind.MAIN, skip=read)
            return
        for element in _elements(self, root, PartKind.MAIN):
            if element is top:
                self.document(top, PartKind.MAIN, skip=read)
            elif local(element) == "components":
                self.components(element)
            else:
                self.document(element, PartKind.COMPONENT)

    def document(
        self,
        element: etree._Element,
        kind: PartKind,
        skip: tuple[etree._Element, ...] = (),
        heads: Sequence[etree._Element] = (),
    ) -> None:
        """Walk the text of a document element, of its attachments, and of the headings before it."""
        walker = self.walker.fresh()
        context = BlockContext(annexed=kind in (PartKind.ANNEX, PartKind.APPENDIX), eid=element.get("eId") or "")
        for head in heads:
            walker.visit(head, context)
        walker.stray(element, element.text, context)
        for child in element:
            if isinstance(child.tag, str) and child not in skip:
                if local(child) == "conclusions":
                    context = context._replace(zone=Zone.AFTER)
                if local(child) == "attachments":
                    self._end(walker, kind, element)
                    self._attachments(child, kind)
                    walker = self.walker.fresh()
                elif _holds_documents(child):
                    self._end(walker, kind, element)
                    self.components(child)
                    walker = self.walker.fresh()
                else:
                    walker.visit(child, context)
            walker.stray(element, child.tail, context)
        self._end(walker, kind, element)

    def stray(self, element: etree._Element, text: str | None, kind: PartKind = PartKind.MAIN) -> None:
        """Put text between documents, where only elements belong, into a part of its own."""
        if text and text.strip():
            walker = self.walker.fresh()
            walker.stray(element, text, BlockContext())
            self._end(walker, kind, element)

    def lone(self, element: etree._Element, kind: PartKind) -> None:
        """Put a note, table or picture between documents, where only elements belong, into a part of its own."""
        walker = self.walker.fresh()
        walker.visit(element, BlockContext())
        self._end(walker, kind, element)

    def components(self, element: etree._Element) -> None:
        """Walk `components`, each in order; the references to them are not text [corpus skeletons.1]."""
        for component in _elements(self, element, PartKind.COMPONENT):
            self.walker.state.anchors.scope = component.get("eId") or f"comp_{len(self.parts)}"
            for inner in _elements(self, component, PartKind.COMPONENT):
                front_notes(self.walker, _meta(inner))
                self.document(inner, PartKind.COMPONENT)
            self.walker.state.anchors.scope = ""

    def _attachments(self, element: etree._Element, kind: PartKind) -> None:
        inside = _NESTED.get(kind, PartKind.ANNEX)
        for attachment in _elements(self, element, inside):
            heads: list[etree._Element] = []
            for inner in _elements(self, attachment, inside):
                if local(inner) in _HEADS:
                    heads.append(inner)
                    continue
                front_notes(self.walker, _meta(inner))
                self.document(inner, inside, heads=heads)
                heads = []
            self._heads_alone(heads, inside)

    def _heads_alone(self, heads: Sequence[etree._Element], kind: PartKind) -> None:
        """Put headings of an attachment that no document follows into a part of their own."""
        if heads:
            walker = self.walker.fresh()
            for head in heads:
                walker.visit(head, BlockContext(annexed=True))
            self._end(walker, kind, heads[0])

    def _end(self, walker: Walker, kind: PartKind, element: etree._Element) -> None:
        """Resolve what the walk gathered into a part, an attachment with several annexes into one for each; nothing
        gathered gives no part. Only the first of them bears the eId of the attachment."""
        walker.flow.close()
        walker.flow.flush()
        blocks = resolved(walker, walker.flow.pieces, kind)
        if not blocks:
            return
        name = self.walker.state.language
        first, *others = by_annex(blocks) if kind in _NESTED else [blocks]
        self.parts.append(self._part(kind, _eid(element), first))
        for other in others:
            inner = PartKind.APPENDIX if is_appendix(other, name) else kind
            further = self._part(inner, _eid(element), other)
            self.parts.append(replace(further, eid=""))

    def _part(self, kind: PartKind, eid: str, blocks: list[Block]) -> Part:
        state = self.walker.state
        annexed = kind in (PartKind.ANNEX, PartKind.APPENDIX)
        return Part(
            kind=kind,
            anchor=state.anchors.claim(eid if annexed or not eid else "", _FALLBACK[kind]),
            eid=eid,
            label="" if kind is PartKind.MAIN else part_label(blocks, state.language),
            new_page=(annexed and state.body not in state.document_class.annexes_follow) or _is_document(kind, blocks),
            blocks=tuple(blocks),
        )


def _is_document(kind: PartKind, blocks: Sequence[Block]) -> bool:
    """Return True for a document of a collection: it has a title of its own, and is not a part of one text, which a
    letter names (A, B, C), with or without a title.
    """
    opening = [block for block in blocks[:_OPENING] if isinstance(block, Heading)]
    titles = [heading for heading in opening if heading.rank in (Rank.TITLE, Rank.CHAPTER)]
    names = [heading.text for heading in opening if heading.rank is Rank.COMPONENT_LABEL]
    names += [read_text(heading.label) for heading in titles]
    return kind is PartKind.COMPONENT and bool(titles) and not any(map(_is_letter, names))


def _is_letter(name: str) -> bool:
    """Return True for the letter of a part (A, Б, باء): one word without figures."""
    return len(name.split()) == 1 and not any(map(str.isdigit, name))


def _holds_documents(element: etree._Element) -> bool:
    """Return True for the components of a collection, where they hold whole documents."""
    if local(element) == "components":
        return True
    children = [child for child in element if isinstance(child.tag, str)] if local(element) == "collectionBody" else []
    inner = [local(c) for child in children for c in child if isinstance(c.tag, str)]
    only = bool(inner) and all(local(child) == "component" for child in children)
    return only and all(name not in _REFERENCES for name in inner)


_REFERENCES = frozenset(("documentRef", "componentRef"))
_OPENING = 4
"""Blocks of a component among which its title is. Chosen: a symbol, a label, a title and a note."""
_FALLBACK = {PartKind.MAIN: "text", PartKind.COMPONENT: "part", PartKind.ANNEX: "annex", PartKind.APPENDIX: "appendix"}


def _eid(element: etree._Element) -> str:
    """Return the eId of the attachment or component around a document element, else its own."""
    parent = element.getparent()
    return element.get("eId") or (parent.get("eId") or "" if parent is not None else "")


def _elements(assembly: Assembly, parent: etree._Element, kind: PartKind) -> Iterator[etree._Element]:
    """Yield the child elements; text between them becomes a part of its own on the way."""
    assembly.stray(parent, parent.text, kind)
    for child in parent:
        if isinstance(child.tag, str) and local(child) in _WHOLE:
            assembly.lone(child, kind)
        elif isinstance(child.tag, str):
            yield child
        assembly.stray(parent, child.tail, kind)


def _meta(element: etree._Element) -> etree._Element | None:
    return next((c for c in element if isinstance(c.tag, str) and local(c) == "meta"), None)


def resolved(walker: Walker, pieces: list[Piece], kind: PartKind) -> list[Block]:
    """Return the blocks of a part: roles, then headings and captions by what is around them."""
    annexed = kind in (PartKind.ANNEX, PartKind.APPENDIX)
    state = walker.state
    resolver = Resolver(state, numbered=numbered_role(annexed, adopted=state.document_class.adopted), annexed=annexed)
    blocks = joined(numbered(resolver.blocks(pieces), state.language), state.language)
    blocks = captioned(annex_ranks(blocks, state.language, annexed), state.language)
    return frames_titled(contents_titled(titles_apart(blocks, lambda eid: state.anchors.claim(eid, "caption"))))


__all__ = ["Assembly", "resolved"]
