"""Recognises the opening of a document: a masthead in the text, notes to it, and lines that do not belong to it.

Reads the lines and tables of a `RawDocument` before its text. A masthead in a table or in paragraphs becomes the
masthead. A note to it ("* Reissued …") becomes a note, called at its asterisks. Any other line between fields and
titles is moved below them. Each of these is a doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.akn.identifiers import Symbol
from pipeline.characters.whitespace import Raw, Run
from pipeline.document import LineBreak, NoteMark, Picture, Rank, Role
from pipeline.errors import IdentifierError
from pipeline.intake.model.lines import has_words, labelled_line
from pipeline.intake.model.manuscript import Piece, RawDocument, RawLine, RawNote, RawTable
from pipeline.intake.vocabulary.dates import iso_date
from pipeline.intake.vocabulary.style_table import field_of, rank_of, role_of
from pipeline.intake.vocabulary.words import organ_named, says, speaks_of
from pipeline.languages.names import language_named

_MOST = 20
"""Lines in which a masthead is looked for in the text. Chosen: a masthead has fewer lines."""
_FURTHEST = 40
"""Lines and tables in which fields and titles are looked for. Chosen: twice a masthead, for titles below it."""
_ASIDE = 3
"""Lines between two fields that may be no fields. Chosen: a rule, an empty line and an emblem's alternative text."""
_SHORT, _LONGEST = 60, 90
"""Most characters of a symbol with its words, and of any line of the opening. Chosen: a line of print."""
_STARS = re.compile(r"\s*(\*{1,6})\)?[\t\u00a0 ]*(?=[^\s*])")
_FRONT = frozenset((Role.ADOPTION, Role.ORIGIN, Role.SPONSORS, Role.NOTICE, Role.ORIGINAL_LANGUAGE))


def separate_opening(manuscript: RawDocument, language: str) -> None:
    """Move the masthead, the notes to it and lines that do not belong to it out of the text; report doubts.

    A file of this project is left unchanged: its styles and bookmarks identify each line.
    """
    if manuscript.is_own:
        return
    if not manuscript.masthead:
        _masthead_apart(manuscript, language)
    _move_other_lines(manuscript, language)
    _notes_apart(manuscript)


def is_symbol(text: str) -> bool:
    """Return True for a document symbol, also for one whose number is not assigned ("A/62/…")."""
    if not re.match(r"[A-Z]+/", text) or len(text) > _SHORT:
        return False
    try:
        Symbol.parse(text)
    except IdentifierError:
        return False
    return True


def names_field(text: str, language: str) -> bool:
    """Return True for the words of a field at the head of page 1."""
    text = " ".join(text.split()).rstrip("*")
    return len(text) <= _LONGEST and (
        is_symbol(text)
        or says("organization", text, language)
        or says("distribution", text, language)
        or says("original", text, language)
        or bool(language_named(text))
        or _is_date(text, language)
        or (len(text) < _SHORT and not re.search(r"[\d:：]", text) and bool(organ_named(text)))
    )


def _is_date(text: str, language: str) -> bool:
    return len(text) < 30 and len(text.split()) < 5 and bool(iso_date(text, language))


def _masthead_apart(manuscript: RawDocument, language: str) -> None:
    """Move a masthead from the beginning of the text, where it is a table or paragraphs."""
    pieces = manuscript.pieces
    first = next((n for n, piece in enumerate(pieces) if isinstance(piece, RawTable) or has_words(piece)), None)
    if first is None:
        return
    opening = pieces[first]
    if isinstance(opening, RawTable):
        lines = [part for line in opening.lines() for part in _parts(line)]
        if _is_masthead(lines, language):
            manuscript.masthead, manuscript.pieces = lines, pieces[:first] + pieces[first + 1 :]
            manuscript.fields += 1
        return
    lines, taken = _masthead_in_paragraphs(pieces, language)
    if _is_masthead(lines, language):
        manuscript.doubts.add("masthead", "typed as paragraphs of the text", "read by its words", lines[0].text)
        manuscript.masthead, manuscript.pieces = lines, pieces[taken:]


def _is_masthead(lines: Sequence[RawLine], language: str) -> bool:
    """Return True for a symbol beside another field, and for organization and distribution without a symbol."""
    texts = [" ".join(line.text.split()).rstrip("*") for line in lines]
    signs = [
        topic for topic in ("organization", "distribution", "original") if any(says(topic, t, language) for t in texts)
    ]
    organ = any(names_field(t, language) and organ_named(t) for t in texts)
    return len(signs) + organ + 2 * any(map(is_symbol, texts)) > 2 or len(signs) > 1


def _masthead_in_paragraphs(pieces: Sequence[Piece], language: str) -> tuple[list[RawLine], int]:
    """Return the lines of a masthead that is in paragraphs, and how many lines and tables it takes."""
    found: list[RawLine] = []
    kept, taken, foreign = 0, 0, 0
    for number, piece in enumerate(pieces[: 2 * _MOST], 1):
        if isinstance(piece, RawTable) or foreign > _ASIDE or len(found) > _MOST or _is_shown(piece):
            break
        parts = _parts(piece) if has_words(piece) else []
        found += parts
        named = [part for part in parts if names_field(part.text, language)]
        if named:
            kept, taken, foreign = len(found), number, 0
        elif parts:
            foreign += 1
    return found[:kept], taken


def _is_shown(line: RawLine) -> bool:
    """Return True for a line with a picture."""
    return any(isinstance(run, Picture) for run in line.runs)


def _parts(line: RawLine) -> list[RawLine]:
    """Return the fields in one paragraph, which are separated by tabs or line breaks."""
    lines: list[RawLine] = [replace(line, runs=[])]
    for run in line.runs:
        if isinstance(run, LineBreak):
            lines.append(replace(line, runs=[], bookmarks=()))
        elif isinstance(run, Run) and "\t" in run.text and not _STARS.match(line.text):
            first, *rest = run.text.split("\t")
            lines[-1].runs.append(run._replace(text=first))
            lines += [replace(line, runs=[run._replace(text=text)], bookmarks=()) for text in rest]
        else:
            lines[-1].runs.append(run)
    return [part for part in lines if has_words(part)]


def _move_other_lines(manuscript: RawDocument, language: str) -> None:
    """Move the lines between fields and titles that are neither below the last title."""
    zone = list(_lines_before_text(manuscript, language))
    fronts = [n for n, front in zone if front]
    if not fronts:
        return
    foreign = [n for n, front in zone if front is False and fronts[0] < n < fronts[-1]]
    gaps = [n for n in foreign if n - 1 not in foreign]
    if not foreign or len(foreign) > _ASIDE * max(1, len(gaps)):
        return
    pieces = manuscript.pieces
    for number in foreign:
        line = pieces[number]
        assert isinstance(line, RawLine)
        if not _STARS.match(line.text):
            manuscript.doubts.add(line.place, "a line between masthead and titles", "set below the titles", line.text)
    moved = [pieces[n] for n in foreign]
    rest = [piece for n, piece in enumerate(pieces[: fronts[-1] + 1]) if n not in foreign]
    manuscript.pieces = [*rest, *moved, *pieces[fronts[-1] + 1 :]]


def _lines_before_text(manuscript: RawDocument, language: str) -> Iterator[tuple[int, bool | None]]:
    """Yield the numbers of the lines before the text. With each: True if it has the style of a field or a title, None
    if only its words are those of a field, False for any other line.
    """
    for number, piece in enumerate(manuscript.pieces[:_FURTHEST]):
        if isinstance(piece, RawTable):
            return
        if not has_words(piece):
            continue
        rank, text = rank_of(piece.style), " ".join(piece.text.split())
        if (
            rank not in (None, Rank.TITLE)
            or piece.number
            or (labelled_line(piece).label and not _STARS.match(piece.text))
        ):
            return
        field = field_of(piece.style) is not None or role_of(piece.style) in _FRONT
        known = names_field(text, language) or _names_session(text, language)
        yield number, True if field or rank is Rank.TITLE else None if known else False


def _names_session(text: str, language: str) -> bool:
    return len(text) < _SHORT and (speaks_of("session", text, language) or says("agenda", text, language))


def _notes_apart(manuscript: RawDocument) -> None:
    """Make a note of each line with asterisks before the text that another line there calls."""
    front = [p for p in manuscript.pieces[:_FURTHEST] if isinstance(p, RawLine) and has_words(p)]
    for line in [*manuscript.masthead, *front]:
        match = _STARS.match(line.text)
        caller = _caller([*manuscript.masthead, *manuscript.pieces], match[1], line) if match else None
        reissued = match is not None and line in manuscript.masthead
        if match is None or not (caller or reissued or _is_below_titles_only(manuscript, line)):
            continue
        _make_note(manuscript, line, match, caller)


def _is_below_titles_only(manuscript: RawDocument, line: RawLine) -> bool:
    """Return True for a line with only titles or fields above it."""
    for piece in manuscript.pieces:
        if piece is line:
            return True
        known = isinstance(piece, RawLine) and (
            not has_words(piece) or field_of(piece.style) is not None or rank_of(piece.style) is Rank.TITLE
        )
        if not known:
            return False
    return False


def _make_note(manuscript: RawDocument, line: RawLine, match: re.Match[str], caller: RawLine | None) -> None:
    mark = match[1]
    remark = RawNote(
        id=f"front-note-{len(manuscript.remarks) + 1}", mark=mark, lines=[_cut(line, match.end())], front=True
    )
    manuscript.remarks.append(remark)
    manuscript.masthead = [one for one in manuscript.masthead if one is not line]
    manuscript.pieces = [one for one in manuscript.pieces if one is not line]
    chosen = "a note to the head of page 1"
    if caller is not None:
        chosen = f"a note to “{' '.join(caller.text.split())[:_SHORT]}”"
        _call(caller, mark, remark.id)
    manuscript.doubts.add(line.place, "a line with asterisks before the text", chosen, line.text)


def _caller(lines: Sequence[Piece], mark: str, note: RawLine) -> RawLine | None:
    """Return the line that ends with exactly this mark; None if there is none."""
    ends = re.compile(rf"(?<![*\s]){re.escape(mark)}\s*")
    cells = (line for piece in lines if isinstance(piece, RawTable) for line in piece.lines())
    for line in (*(piece for piece in lines if isinstance(piece, RawLine)), *cells):
        found = [match for match in ends.finditer(line.text) if match.end() == len(line.text)]
        if line is not note and found and not any(isinstance(run, NoteMark) for run in line.runs[-1:]):
            return line
    return None


def _call(line: RawLine, mark: str, note: str) -> None:
    """Replace the asterisks at the end of a line by the call of a note."""
    left = len(mark)
    for place in reversed(range(len(line.runs))):
        run = line.runs[place]
        if not isinstance(run, Run) or not left:
            continue
        text = run.text.rstrip() if left == len(mark) else run.text
        kept = text[: max(0, len(text) - left)] if text.endswith("*" * min(left, len(text))) else text
        left -= len(text) - len(kept)
        line.runs[place] = run._replace(text=kept)
    line.runs = [run for run in line.runs if not isinstance(run, Run) or run.text]
    line.runs.append(NoteMark(note))


def _cut(line: RawLine, characters: int) -> RawLine:
    """Return a copy of the line without its first characters."""
    runs: list[Raw] = []
    for run in line.runs:
        if isinstance(run, Run):
            taken = min(characters, len(run.text))
            characters -= taken
            runs.append(run._replace(text=run.text[taken:]))
        else:
            runs.append(run)
    return replace(line, runs=[run for run in runs if not isinstance(run, Run) or run.text], style="", left=0)
