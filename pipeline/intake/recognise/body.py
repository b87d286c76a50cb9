"""Recognises the text of a document: the role of each line, and where a part begins.

Reads the lines and tables of a `RawDocument` after its masthead. Gives the title block and the parts with their blocks.
The role of a line follows from its style, from the bookmarks of this project's own files, from its number, and last
from its words; every guess is a doubt.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.characters.headings import is_set_as_heading, wholly
from pipeline.characters.labels import LabelKind
from pipeline.characters.whitespace import normalise
from pipeline.document import Align, Block, Heading, HeadingEdges, Look, Paragraph, Part, PartKind, Rank, Role
from pipeline.document.pictures import has_pictures
from pipeline.intake.model.clues import Clue, Clues
from pipeline.intake.model.lines import ENDS, LabelledLine, has_words, labelled_line, unemphasized
from pipeline.intake.model.manuscript import RawDocument, RawLine, RawTable
from pipeline.intake.recognise.breaks import without_form_breaks
from pipeline.intake.recognise.closing import is_signature, vote_role
from pipeline.intake.recognise.contents import entries, is_contents, line_entry
from pipeline.intake.recognise.levels import Levels
from pipeline.intake.recognise.parts import Ladder, OpenPart, is_letter, is_section, title_rank, titles_before_first
from pipeline.intake.recognise.several import openers
from pipeline.intake.recognise.spaces import give_place, heading_edges, set_spaces, text_edge
from pipeline.intake.recognise.tables import note_setting, recognised_table
from pipeline.intake.vocabulary.dates import iso_dates
from pipeline.intake.vocabulary.style_table import is_known, rank_of, role_of
from pipeline.intake.vocabulary.words import opens_title, says, speaks_of
from pipeline.languages.kinds import names_kind
from pipeline.languages.patterns import patterns
from pipeline.prepare.blocks.captions import captioned
from pipeline.prepare.blocks.resolve import is_rule, numbered_role

_LONGEST_HEADING = 300  # characters; chosen: as in `characters.headings`
_SHORT = 100  # characters; chosen: a line and a half of a heading without number
_SERIAL = re.compile(r"\d+/\d+\.?|\d+ ?\([IVXL]+\)\.?")
"""The number of a resolution before its title: "55/3."."""
_LONGEST_LABEL = 40  # characters of the label of an annex; chosen: as in `prepare.structure.annexes`
_LARGE = ("titlehch", "hch")
"""Styles of titles that are as large as the first one."""
_TEXT = "text"
"""Bookmark of the text in files of this project."""
_FRONT = frozenset((Role.ADOPTION, Role.ORIGIN, Role.SPONSORS, Role.NOTICE))
_COMMAS = (",", "،", "，")
"""Marks with which a preambular paragraph ends. An operative one ends otherwise."""
_ITEMS = frozenset((LabelKind.LETTER, LabelKind.ROMAN, LabelKind.FIGURE, LabelKind.BULLET))
_DEPTH = {Rank.PART: 2, Rank.CHAPTER: 3, Rank.FIRST: 4, Rank.SECOND: 5, Rank.FOURTH: 6, Rank.FIFTH: 7}


class BodyReader:
    """Recognises the text of one file."""

    def __init__(self, manuscript: RawDocument, language: str, *, adopted: bool) -> None:
        self._manuscript = manuscript
        self._language = language
        self._adopted = adopted
        self._clues = Clues()
        self._foreign = not manuscript.is_own
        """True for a file that this project did not make. Its numbers may be separated from the text by a space."""
        self._levels = Levels(own=not self._foreign)
        self._anchors: set[str] = set()
        self._waiting: tuple[str, ...] = ()
        self._begun = True
        """False above the bookmark of the text in a file of this project: every heading there is a title."""
        self._breaks = False
        """True if a page begins with the next line that has words."""
        self._edge = text_edge(manuscript.pieces)
        """Points from the margins to the text."""
        self._ladder = Ladder()
        self._openers = openers(manuscript, language)
        """Places of the lines that open one of several decisions or resolutions."""
        self.title: list[Block] = []
        self.parts = [OpenPart(PartKind.MAIN, "text")]

    def read(self, begin: int) -> tuple[list[Block], list[Part]]:
        """Return the title block and the parts of the text; `begin` is the number of its first line or table."""
        pieces = self._manuscript.pieces[begin:]
        self._begun = self._foreign or not any(_TEXT in piece.bookmarks for piece in pieces)
        if self._foreign:
            set_spaces(pieces)
        for piece in pieces:
            self._begun = self._begun or _TEXT in piece.bookmarks
            breaks, part, since = self._breaks or piece.page_break, self._here, len(self._here.blocks)
            self._breaks = breaks and isinstance(piece, RawLine) and not has_words(piece)
            if isinstance(piece, RawTable):
                piece.page_break = breaks
                self._table(piece)
            elif not has_words(piece):
                self._waiting += piece.bookmarks
            else:
                self._line(piece)
            if isinstance(piece, RawTable) or has_words(piece):
                since = since if part is self._here else 0
                give_place(self._here.blocks, since, piece, breaks=breaks and isinstance(piece, RawLine))
        return self.title, [self._finished(part) for part in self.parts]

    def _finished(self, part: OpenPart) -> Part:
        label = (
            next((b.text for b in part.blocks if isinstance(b, Heading)), "") if part.kind is not PartKind.MAIN else ""
        )
        blocks = captioned(part.blocks, self._language) if self._foreign else part.blocks
        return Part(kind=part.kind, anchor=part.anchor, blocks=tuple(blocks), label=label[:80])

    @property
    def _here(self) -> OpenPart:
        return self.parts[-1]

    @property
    def _at_front(self) -> bool:
        return len(self.parts) == 1 and not self._here.blocks

    def _add(self, block: Block) -> None:
        self._here.blocks.append(block)

    def _table(self, grid: RawTable) -> None:
        last = self._here.blocks[-1] if self._here.blocks else None
        if is_contents(grid, last, self._language):
            self._here.blocks += entries(grid, self._anchor(grid.bookmarks, "contents"))
            return
        made = recognised_table(grid, self._anchor(grid.bookmarks, "table"), self._manuscript.doubts)
        if made is not None:
            self._add(made)
            self._levels.interrupted()

    def _anchor(self, bookmarks: Sequence[str], fallback: str) -> str:
        name = next((b for b in bookmarks if b not in self._anchors), "")
        if not name:
            name = f"{fallback}-{len(self._anchors) + 1}"
        self._anchors.add(name)
        return name

    def _line(self, line: RawLine) -> None:
        bookmarks = (*self._waiting, *line.bookmarks)
        self._waiting = ()
        clue = self._clues.of(bookmarks)
        if role_of(line.style) is Role.CONTENTS:
            self._add(line_entry(line, self._anchor(bookmarks, "contents")))
            return
        rank = self._rank(line)
        if rank is not None and self._foreign and rank_of(line.style) is None:
            line = unemphasized(line)
        made = labelled_line(
            line,
            heading=rank is not None,
            loose=self._foreign,
            note=role_of(line.style) in (Role.TABLE_NOTE, Role.SMALL_NOTE),
        )
        if not self._foreign:
            made = made._replace(inlines=without_form_breaks(made.inlines, self._language))
        if rank is not None and self._foreign and rank_of(line.style) is not None:
            rank = self._rank_by_letter(line, made, rank)
        rank = self._opens_part(line, made, rank, clue) or rank
        inner = tuple(b for b in bookmarks if b != self._here.anchor)
        if rank is not None:
            self._heading(made, rank, inner, line)
        else:
            self._paragraph(line, made, clue, inner)

    def _rank(self, line: RawLine) -> Rank | None:
        """Return the rank of a line that is a heading by its style or its look; None for any other line."""
        if line.place in self._openers:
            return Rank.COMPONENT_LABEL
        rank = rank_of(line.style)
        text = line.text.strip()
        if rank is None and self._adopts(line):
            line.runs = unemphasized(line).runs
            return None
        if rank is None and (self._is_title_by_words(line) or self._is_title_of_part(line)):
            rank = Rank.TITLE
        elif rank is None and not is_known(line.style):
            rank = self._of_unknown_style(line)
        elif rank is None and role_of(line.style) is Role.TEXT:
            rank = self._of_shape(line)
        if rank is not None and len(text) > _LONGEST_HEADING and rank is not Rank.TITLE:
            self._doubt(line, "a heading style on a long paragraph", "a paragraph")
            return None
        return rank

    def _rank_by_letter(self, line: RawLine, made: LabelledLine, rank: Rank) -> Rank:
        """Return the rank of a heading with a style; a letter that contradicts it counts more, as a doubt."""
        found = self._ladder.rank_with_style(made.label_text, rank)
        if found is not rank:
            self._doubt(line, "a heading style that its number contradicts", "the level of the letter before it")
        return found

    def _is_below_masthead(self, line: RawLine) -> bool:
        """Return True for a line without style between the masthead and the text."""
        unstyled = role_of(line.style) in (None, Role.TEXT) and not line.number
        return unstyled and self._foreign and self._at_front and bool(self._manuscript.masthead)

    def _adopts(self, line: RawLine) -> bool:
        """Return True for the line of adoption, whatever its look."""
        text, language = " ".join(line.text.split()), self._language
        if not (self._adopted and self._is_below_masthead(line)) or len(text) > _LONGEST_HEADING:
            return False
        names = not self.title and names_kind("resolution", text, language) and speaks_of("adopted", text, language)
        return says("adopted", text, language) or names

    def _is_title_of_part(self, line: RawLine) -> bool:
        """Return True for the line below "Decision 6/CMA.3", whatever its look: it is the title of that decision."""
        text = " ".join(line.text.split())
        if not self._foreign or self._here.awaits_title is not Rank.COMPONENT_LABEL or len(text) > _LONGEST_HEADING:
            return False
        return text[-1:] not in ENDS and not labelled_line(line).label and not says("formula", text, self._language)

    def _is_title_by_words(self, line: RawLine) -> bool:
        """Return True for a title without style below a masthead: by its first words, or as the first bold line."""
        made = labelled_line(line, heading=True, loose=self._foreign)
        numbered = bool(made.label) and not _SERIAL.match(made.label_text)
        if not self._is_below_masthead(line) or numbered or len(made.text) > _LONGEST_HEADING:
            return False
        ends = made.text[-1:] in ENDS and not names_kind("resolution", made.text, self._language)
        if ends or says("formula", made.text, self._language):
            return False
        titled = any(isinstance(block, Heading) for block in self.title)
        bold = not titled and wholly(normalise(list(line.runs)), Look.BOLD)
        if not bold and not opens_title(made.text, self._language):
            return False
        self._doubt(line, "a line below the masthead", "a title")
        return True

    def _of_unknown_style(self, line: RawLine) -> Rank | None:
        self._manuscript.doubts.add("styles", f"the unknown style “{line.style}”", "read as body text, by its shape")
        return self._of_shape(line)

    def _of_shape(self, line: RawLine) -> Rank | None:
        """Return the rank of a line of text that looks like a heading: short and bold, or after two tabs."""
        text = line.text.strip()
        runs = normalise(list(line.runs))
        if says("formula", text, self._language):
            return None
        made = labelled_line(line, heading=True, loose=self._foreign)
        long = self._foreign and (is_section(made.label_text) or self._here.awaits_title is not None)
        short = len(text) <= (_LONGEST_HEADING if long else _SHORT) and any(c.isalpha() for c in text)
        bold = wholly(runs, Look.BOLD) and short and text[-1:] not in ",;،؛，；.。:："
        if not bold and not is_set_as_heading(runs, labelled_line(line).tabs):
            return None
        if made.kind in _ITEMS or (line.number and not bold):
            return None
        self._doubt(line, "a short bold line" if bold else "a short line set in", "a heading")
        return self._ladder.rank(made.label_text)

    def _opens_part(self, line: RawLine, made: LabelledLine, rank: Rank | None, clue: Clue) -> Rank | None:
        """Begin a new part if this line opens one, and return the rank that the line has then; else None."""
        kind = self._part_kind(line, made, rank, clue)
        if kind is None or (kind is PartKind.MAIN):
            return None
        anchor = next((b for b in (*self._waiting, *line.bookmarks) if b), "") or self._anchor((), "part")
        if kind is PartKind.COMPONENT and len(self.parts) == 1 and not self._here.blocks:
            self.parts.pop()
        self.parts.append(OpenPart(kind, anchor))
        self._anchors.add(anchor)
        self._levels.interrupted()
        if rank is Rank.COMPONENT_LABEL:
            self._adopted = True
            if len(self.parts) == 2:
                self.title += titles_before_first(self.parts)
            return rank
        if kind is PartKind.COMPONENT:
            return Rank.COMPONENT_LABEL if is_letter(made) else Rank.TITLE if rank is not None else None
        if self._is_annex(made.text) or self._is_appendix(made.text):
            return Rank.ANNEX_LABEL
        if rank is not None:
            self._doubt(line, "an annex that begins without its word", "the heading is its title")
        return rank and Rank.ANNEX_TITLE

    def _part_kind(self, line: RawLine, made: LabelledLine, rank: Rank | None, clue: Clue) -> PartKind | None:
        if clue.part is not None:
            return clue.part
        if line.place in self._openers:
            return PartKind.COMPONENT
        if self._at_front and not self.title:
            return None
        of_several = len(self.parts) > 1 or not self._here.blocks
        if of_several and rank is Rank.FIRST and line.align is Align.CENTRE and is_letter(made):
            return PartKind.COMPONENT
        sole = rank is not None or line.page_break or line.align in (Align.CENTRE, Align.END)
        longest = _LONGEST_HEADING if rank is Rank.TITLE or line.page_break else _LONGEST_LABEL
        if not sole or made.label or len(made.text) > longest:
            return None
        if self._is_appendix(made.text):
            return PartKind.APPENDIX if len(self.parts) > 1 else PartKind.ANNEX
        return PartKind.ANNEX if self._is_annex(made.text) else None

    def _is_annex(self, text: str) -> bool:
        return bool(patterns(self._language).annex.match(text))

    def _is_appendix(self, text: str) -> bool:
        return bool(patterns(self._language).appendix.match(text))

    def _heading(self, made: LabelledLine, rank: Rank, bookmarks: Sequence[str], line: RawLine) -> None:
        anchor = self._anchor(bookmarks, "heading")
        front = self._at_front and (rank is Rank.TITLE or not self._begun)
        if front and line.style in _LARGE and any(isinstance(block, Heading) for block in self.title):
            rank = Rank.CHAPTER
        if not front and rank in (Rank.TITLE, Rank.CHAPTER, Rank.SECOND, Rank.FIRST):
            rank = title_rank(self._here, made, rank)
        edges = heading_edges(line, made, self._edge) if self._foreign or line.placed else HeadingEdges()
        block = Heading(rank=rank, level=_DEPTH.get(rank, 1), inlines=made.inlines, label=made.label, anchor=anchor,
                        letters=line.letters, edges=edges,
                        aliases=tuple(b for b in bookmarks if b != anchor))  # fmt: skip
        self._levels.interrupted()
        self._here.resumed = not self._here.preamble
        (self.title if front else self._here.blocks).append(block)

    def _paragraph(self, line: RawLine, made: LabelledLine, clue: Clue, bookmarks: Sequence[str]) -> None:
        role, level = self._role(line, made, clue)
        anchor = self._anchor(bookmarks, "block")
        block = Paragraph(role=role, level=level, inlines=made.inlines, label=made.label, anchor=anchor,
                          letters=line.letters, setting=note_setting(line, made.label, role),
                          aliases=tuple(b for b in bookmarks if b != anchor))  # fmt: skip
        if role in (Role.OPERATIVE, Role.NUMBERED):
            self._here.preamble = self._here.resumed = False
        if role in _FRONT and self._at_front:
            self.title.append(block)
        else:
            self._add(block)

    def _role(self, line: RawLine, made: LabelledLine, clue: Clue) -> tuple[Role, int]:
        if has_pictures(made.inlines) and not made.label:
            return Role.TEXT, 0
        role = role_of(line.style) or Role.TEXT
        if role is Role.TEXT and self._at_front:
            role = self._front_role(line, made)
        if role is not Role.TEXT:
            return role, 0
        vote = vote_role(self._here.blocks, made.text)
        if vote is not None:
            return vote, 0
        if clue.role in (Role.FORMULA, Role.PREAMBULAR) and not made.label:
            return clue.role, 0
        if made.label or clue.role is Role.ITEM:
            return self._labelled(line, made, clue)
        if is_rule(made.text):
            return Role.RULE, 0
        if made.text and set(made.text) <= set("* \u00a0\t") and made.text.count("*") > 1:
            return Role.DECORATION, 0
        return self._plain(line, made, clue)

    def _front_role(self, line: RawLine, made: LabelledLine) -> Role:
        """Return the role of a line before the text by its words: line of adoption, origin in brackets, else text."""
        text = made.text
        adopts = names_kind("resolution", text, self._language) or says("adopted", text, self._language)
        if self._adopted and adopts and len(text) <= _LONGEST_HEADING:
            self._doubt(line, "a line before the text", "the line of adoption")
            return Role.ADOPTION
        if self._adopted and self.title and text[:1] in "[(" and text[-1:] in "])" and text:
            self._doubt(line, "a line in brackets before the text", "the origin of the text")
            return Role.ORIGIN
        return Role.TEXT

    def _labelled(self, line: RawLine, made: LabelledLine, clue: Clue) -> tuple[Role, int]:
        if made.kind is LabelKind.STAR:
            return Role.SMALL_NOTE, 0
        if (
            clue.role is Role.ITEM
            or made.kind in _ITEMS
            or (made.kind is LabelKind.NUMBER and self._levels.is_below(line))
        ):
            level = self._levels.item(line, made, clue.level)
            return Role.ITEM, level
        if made.kind is LabelKind.NUMBER and self._levels.is_item(made):
            return Role.ITEM, self._levels.item(line, made, 0)
        self._levels.numbered(line, made)
        return numbered_role(self._here.kind in (PartKind.ANNEX, PartKind.APPENDIX), adopted=self._adopted), 0

    def _plain(self, line: RawLine, made: LabelledLine, clue: Clue) -> tuple[Role, int]:
        if says("formula", made.text, self._language) and self._here.preamble and self._adopted:
            self._here.formula = True
            return Role.FORMULA, 0
        if self._foreign and is_signature(self._here.blocks, made.text, self._language):
            return Role.SIGNATURE, 0
        if self._foreign and self._adopted and line.align is Align.END and iso_dates(made.text, self._language):
            return Role.CLOSING, 0
        level = self._levels.further(line, clue)
        if level is not None:
            return Role.ITEM_TEXT, level
        if self._here.formula and self._here.preamble and self._is_preambular(line, made):
            return Role.PREAMBULAR, 0
        if self._here.resumed and self._here.formula and says("preambular", made.text, self._language):
            return Role.PREAMBULAR, 0
        self._here.resumed = False
        self._levels.interrupted()
        return Role.TEXT, 0

    def _is_preambular(self, line: RawLine, made: LabelledLine) -> bool:
        """Return True for a preambular paragraph before the first number. An operative verb ends the preamble."""
        if says("preambular", made.text, self._language) or made.text.endswith(_COMMAS):
            return True
        if says("operative", made.text, self._language):
            self._here.preamble = False
            return False
        self._doubt(line, "a paragraph between formula and first number", "part of the preamble")
        return True

    def _doubt(self, line: RawLine, met: str, chosen: str) -> None:
        self._manuscript.doubts.add(line.place, met, chosen, line.text)
