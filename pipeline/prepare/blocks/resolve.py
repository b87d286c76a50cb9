"""From drafts to blocks: what number, shape and neighbours say about each paragraph.

Reads the drafts of a part in order. Gives `Paragraph`, `Heading` and `Table` blocks with roles, labels, levels and
anchors [corpus body]. Every draft with something to print gives at least one block.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.characters import arabic
from pipeline.characters.headings import is_set_as_heading, rank_of, reads_as_heading, wholly
from pipeline.characters.labels import LabelKind, hanging, kind_of, split_note, split_typed
from pipeline.characters.whitespace import Raw, finish, leading_tabs, normalise, plain
from pipeline.document import (
    Block,
    Direction,
    Heading,
    HeadingEdges,
    Inline,
    LineBreak,
    Look,
    Nested,
    Paragraph,
    Picture,
    Rank,
    Role,
    Table,
    nested,
)
from pipeline.document.pictures import apart
from pipeline.prepare.blocks.outline import is_bare_numeral
from pipeline.prepare.walk.flow import BlockContext, Draft, Piece, Zone
from pipeline.prepare.walk.traverse import DocumentState

_DRAWN = frozenset("_-–—― \t\v\u00a0")
"""Characters of a rule drawn with the keyboard."""
_STARS = re.compile(r"\*(?:[ \u00a0\t\v]*\*){2,}|\*(?:[ \u00a0\t\v]+\*)+")
_BRACKETS = ("[", "]")
_QUOTE = '“„«”‘"「'
_NOTE_CLASS = re.compile(r"footnote|^a5$|^aa$", re.IGNORECASE)
_HEADING_LABEL = frozenset((LabelKind.SECTION, LabelKind.NUMBER, LabelKind.LETTER, LabelKind.ROMAN))
_DEEPER = frozenset((LabelKind.ROMAN, LabelKind.FIGURE))


class Resolver:
    """Resolves the drafts of one part, one after another."""

    def __init__(self, state: DocumentState, *, numbered: Role, annexed: bool) -> None:
        self.state = state
        self.numbered = numbered
        self.annexed = annexed
        self._item: tuple[LabelKind, int, str] = (LabelKind.NONE, 0, "")
        self._voting: Role | None = None
        self._numbers_text = False
        """True if the numbers of divisions are before text ("I. The mandate is …"), not before headings."""

    def blocks(self, pieces: Iterable[Piece]) -> list[Block]:
        """Return all blocks in order."""
        return [block for piece in pieces if (block := self._block(piece)) is not None]

    def _block(self, piece: Piece) -> Block | None:
        if isinstance(piece, Table):
            self._item = (LabelKind.NONE, 0, "")
            return piece
        tabs = leading_tabs(piece.runs)
        runs = normalised(self.state, piece.runs)
        label = normalised(self.state, piece.label)
        if not runs and not label:
            return None
        if self._is_heading(piece, runs, label, tabs):
            return self._heading(piece, runs, label)
        return self._paragraph(piece, runs, label, tabs)

    def _is_heading(self, piece: Draft, runs: list[Raw], label: list[Raw], tabs: int) -> bool:
        context = piece.context
        if context.heading or piece.own_line:
            return context.heading or not self._numbers_text or self._is_numeral(label)
        if label and not context.role and self._is_division(context, runs, label):
            return True
        if context.role or context.level or context.quoted or context.continued or context.zone is not Zone.MAIN:
            return False
        if label:
            return reads_as_heading(runs, context.classes, numbered=True)
        kind, _, rest = split_typed(runs)
        if kind in _HEADING_LABEL:
            return reads_as_heading(rest, context.classes, numbered=True)
        return not kind and (reads_as_heading(runs, context.classes) or is_set_as_heading(runs, tabs))

    def _is_division(self, context: BlockContext, runs: Sequence[Raw], label: Sequence[Raw]) -> bool:
        """Return True for the number of a division with its title in bold, in whatever list; for one alone, by its
        class.
        """
        words = plain(runs).strip()
        if not words:
            return rank_of(context.classes) is not None and self._is_numeral(label)
        number = plain(label).strip()
        return number.isupper() and kind_of(number) is LabelKind.SECTION and reads_as_heading(runs, "", numbered=True)

    def _heading(self, piece: Draft, runs: list[Raw], label: list[Raw]) -> Heading:
        context = piece.context
        if label and runs and context.rank is None and self._is_numeral(label):
            label, runs = [], [*label, LineBreak(), *runs]
        elif not label and context.rank is None:
            kind, typed, rest = split_typed(runs)
            if kind in _HEADING_LABEL:
                label, runs = typed, rest
        if not plain(runs).strip():
            label, runs = [], [*label, *runs]
        self._item = (LabelKind.NONE, 0, "")
        return Heading(
            rank=context.rank or rank_of(context.classes) or self._rank(context, runs),
            level=context.depth,
            inlines=printed(self.state, runs),
            label=printed(self.state, label),
            anchor=self.state.anchors.claim(piece.eid),
            eid=piece.eid,
            language=piece.context.language,
            direction=self.state.direction_of(piece.context.language),
            page_break=piece.page_break,
            landscape=piece.landscape,
            newspaper=piece.newspaper,
            above=piece.above,
            letters=self.state.presentation.letters.get(piece.eid),
            edges=self.state.presentation.edges.get(piece.eid, HeadingEdges()),
            frame=piece.context.frame,
        )

    def _is_numeral(self, label: Sequence[Raw]) -> bool:
        return is_bare_numeral(plain(label).strip(), self.state.language)

    def _rank(self, context: BlockContext, runs: Sequence[Raw]) -> Rank:
        """Return the rank of a heading without a class: by depth of divisions, in what a body adopts always 10 point
        bold.
        """
        if wholly(runs, Look.ITALIC) and not wholly(runs, Look.BOLD):
            return Rank.FOURTH
        if context.depth == 1 and not self.state.document_class.adopted and not context.frame:
            return Rank.FIRST
        return Rank.SECOND

    def _paragraph(self, piece: Draft, runs: list[Raw], label: list[Raw], tabs: int) -> Paragraph:
        if label and runs and piece.context.section:
            self._numbers_text = True
        role, level, label, runs = self._roled(piece.context, runs, label, tabs)
        return Paragraph(
            role=role,
            level=level,
            inlines=printed(self.state, runs),
            label=printed(self.state, label),
            anchor=self.state.anchors.claim(piece.eid),
            eid=piece.eid,
            language=piece.context.language,
            direction=self.state.direction_of(piece.context.language),
            keep_with_next=not runs,
            letters=self.state.presentation.letters.get(piece.eid),
            setting=piece.setting if self.state.presentation.widths and role is Role.TABLE_NOTE and not label else None,
            leading=self.state.presentation.leadings.get(piece.eid),
            page=piece.page,
            page_break=piece.page_break,
            landscape=piece.landscape,
            newspaper=piece.newspaper,
            above=piece.above,
            frame=piece.context.frame,
        )

    def _roled(
        self, context: BlockContext, runs: list[Raw], label: list[Raw], tabs: int
    ) -> tuple[Role, int, list[Raw], list[Raw]]:
        """Return (role, level, label, rest): from the elements around, else from number, typed label and shape."""
        text = plain(runs).strip()
        if context.quoted:
            return Role.QUOTATION, context.level, label, runs
        if context.role is not None:
            return self._laid_down(context, runs, label)
        if not label and _STARS.fullmatch(text):
            return Role.DECORATION, 0, label, runs
        if not label and is_rule(text):
            return Role.RULE, 0, label, runs
        if context.zone is Zone.CLOSING:
            return (Role.OUTCOME if text[:1] in _BRACKETS else Role.CLOSING), 0, label, runs
        if context.zone is Zone.AFTER and (vote := self._vote(runs, text)):
            return vote, 0, label, runs
        if label:
            role, level = self._numbered(context, plain(label), kind_of(plain(label)))
            return role, level, label, runs
        return self._unnumbered(context, runs, tabs)

    def _laid_down(
        self, context: BlockContext, runs: list[Raw], label: list[Raw]
    ) -> tuple[Role, int, list[Raw], list[Raw]]:
        role = context.role
        assert role is not None
        if role is Role.PREAMBULAR and (context.level or label):
            return self._unnumbered(context, runs, 0) if not label else (*self._numbered(
                context, plain(label), kind_of(plain(label))), label, runs)  # fmt: skip
        if role is Role.CONTENTS:
            return role, context.level, *((label, runs) if label else split_typed(runs)[1:])
        return role, context.level if role is Role.ITEM_TEXT else 0, label, runs

    def _vote(self, runs: Sequence[Raw], text: str) -> Role | None:
        """Return a line of a recorded vote that is as text: the outcome in brackets, then labels and names in
        turn.
        """
        if text[:1] in _BRACKETS:
            self._voting = Role.OUTCOME
        elif self._voting is None:
            return None
        elif wholly(runs, Look.ITALIC) or text[-1:] in ":：":
            self._voting = Role.VOTE_LABEL
        else:
            self._voting = Role.VOTE_NAMES
        return self._voting

    def _numbered(self, context: BlockContext, label: str, kind: LabelKind) -> tuple[Role, int]:
        """Return the role and level of a paragraph with this label."""
        if context.level:
            self._item = (kind, context.level, label)
            return Role.ITEM, context.level
        if _NOTE_CLASS.search(context.classes) and kind is not LabelKind.NUMBER:
            return Role.TABLE_NOTE, 0
        if kind is LabelKind.STAR:
            return Role.SMALL_NOTE, 0
        if kind in (LabelKind.NUMBER, LabelKind.SECTION, LabelKind.NONE):
            self._item = (LabelKind.NUMBER, 0, label)
            return self.numbered, 0
        level = self._level(kind, label)
        self._item = (kind, level, label)
        return Role.ITEM, level

    def _level(self, kind: LabelKind, label: str) -> int:
        """Return the depth of an item whose depth the elements do not say: from the kind of its label and the item
        before.
        """
        before, level, last = self._item
        if kind is LabelKind.ROMAN and before is LabelKind.LETTER and _follows(last, label):
            return max(1, level)
        if kind in _DEEPER:
            return level if before is kind and level else level + 1 if before is LabelKind.LETTER else 1
        if kind is LabelKind.BULLET and level:
            return level if before is kind else level + 1
        return 1

    def _unnumbered(self, context: BlockContext, runs: list[Raw], tabs: int) -> tuple[Role, int, list[Raw], list[Raw]]:
        if context.level:
            return self._in_list(context, runs)
        text = plain(runs)
        if _NOTE_CLASS.search(context.classes):
            return Role.TABLE_NOTE, 0, *split_note(runs)
        kind, typed, rest = split_typed(runs)
        if kind:
            role, level = self._numbered(context, plain(typed), kind)
            return role, level, typed, rest
        if context.role or context.zone is Zone.PREAMBLE:
            return Role.PREAMBULAR, 0, [], runs
        if text[:1] in _QUOTE and ((self.state.document_class.quoted and not self.annexed) or tabs > 1):
            return Role.QUOTATION, 0, [], runs
        if context.continued and self._item[1]:
            return Role.ITEM_TEXT, self._item[1], [], runs
        self._item = (LabelKind.NONE, 0, "")
        return Role.TEXT, 0, [], runs

    def _in_list(self, context: BlockContext, runs: list[Raw]) -> tuple[Role, int, list[Raw], list[Raw]]:
        if context.continued:
            return Role.ITEM_TEXT, context.level, [], runs
        kind, typed, rest = split_typed(runs)
        self._item = (kind, context.level, plain(typed))
        return Role.ITEM, context.level, typed, rest


def is_rule(text: str) -> bool:
    """Return True for "_______", "– – –": a line drawn with the keyboard, by underscores or three dashes at least."""
    return text[:1] in _DRAWN and set(text) <= _DRAWN and ("_" in text or sum(text.count(dash) for dash in "–—―") > 2)


def _follows(last: str, label: str) -> bool:
    """Return True if a label is the next letter: "(i)" after "(h)" is a letter, not a roman number."""
    before, now = last.strip("(). "), label.strip("(). ")
    return len(before) == len(now) == 1 and ord(now) == ord(before) + 1


def normalised(state: DocumentState, runs: list[Raw]) -> list[Raw]:
    """Return the runs of one block ready to be printed, tabs still marked."""
    if not runs:
        return runs
    return normalise(arabic.without_mark_brackets(runs) if state.arabic else runs)


def printed(state: DocumentState, runs: Sequence[Raw]) -> tuple[Inline, ...]:
    """Return the inlines of settled runs."""
    if not runs:
        return ()
    inlines = finish(runs)
    if state.pictures or Picture in map(type, runs):
        words, pictures = apart(inlines)
        inlines = (*words, *pictures)
    return arabic.isolated(inlines) if state.direction is Direction.RTL else inlines


def plainly(
    state: DocumentState, pieces: Iterable[Piece], role: Role = Role.TEXT, split: bool = False, indented: bool = False
) -> tuple[Paragraph, ...]:
    """Return the paragraphs of one role, as in notes and cells; a table inside is taken apart into its paragraphs.

    `split` separates labels that are typed into the text; `indented` counts the tabs that a paragraph begins with.
    """
    paragraphs: list[Paragraph] = []
    for piece in pieces:
        if isinstance(piece, Table):
            paragraphs.extend(p for row in piece.rows for cell in row.cells for p in cell.blocks)
            continue
        runs, label = normalised(state, piece.runs), normalised(state, piece.label)
        if split and not label:
            _, label, runs = split_typed(runs)
        elif not label and piece.setting is not None and piece.setting.hangs:
            label, runs = hanging(runs)
        if runs or label:
            words, number = printed(state, runs), printed(state, label)
            tabs = leading_tabs(piece.runs) if indented else 0
            kept = indented and state.presentation.widths
            paragraphs.append(
                Paragraph(
                    role=role,
                    inlines=words,
                    label=number,
                    anchor=state.anchors.claim(piece.eid),
                    indent=tabs,
                    setting=piece.setting if kept else None,
                    letters=piece.letters if kept else None,
                )
            )
    return tuple(paragraphs)


def held(state: DocumentState, pieces: Sequence[Piece]) -> tuple[tuple[Paragraph, ...], tuple[Nested, ...]]:
    """Return the paragraphs of a cell, those of tables within it included, and these tables."""
    paragraphs: list[Paragraph] = []
    tables: list[tuple[int, Table]] = []
    for piece in pieces:
        if isinstance(piece, Table):
            tables.append((len(paragraphs), _without_place(piece)))
        paragraphs.extend(plainly(state, [piece], indented=True))
    return tuple(paragraphs), nested(tables, len(paragraphs))


def numbered_role(annexed: bool, *, adopted: bool) -> Role:
    """Return the role of a numbered paragraph: operative in the main text of what a body adopts, else as in a
    report.
    """
    return Role.OPERATIVE if adopted and not annexed else Role.NUMBERED


def _without_place(table: Table) -> Table:
    """Return a table without what only a block of the text has."""
    return replace(table, page_break=False, landscape=False, newspaper=None, above=None)
