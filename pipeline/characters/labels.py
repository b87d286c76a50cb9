"""Labels typed into the text: "1 -→", "(a)→", "–→", "㈠→", "*→".

Reads the settled runs of an unnumbered paragraph. Gives label and rest apart [corpus body.typed], and what kind of
label it is. Nothing is generated and nothing renumbered: label and rest together are the words of the source.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from pipeline.characters.whitespace import COLUMN, STOP, Raw, Run, normalise, plain
from pipeline.document import Look


class LabelKind(StrEnum):
    """The kind of paragraph that a label announces."""

    NUMBER = "number"  # "1.", "1 -", "12)", "29C.3", "31.I.1"
    LETTER = "letter"  # "(a)", "b)", "(أ)"
    ROMAN = "roman"  # "(ii)", "iv)"
    FIGURE = "figure"  # "’1‘", "㈠", "①"
    BULLET = "bullet"  # "–", "•"
    STAR = "star"  # "*", "**"
    SECTION = "section"  # "I.", "A.", "II"
    NONE = ""


_SHAPES = (
    (LabelKind.STAR, r"\*{1,6}\)?"),
    (LabelKind.FIGURE, r"[’'‘]\d{1,2}[‘'’]|[\u3220-\u3229\u2460-\u2473]"),
    (LabelKind.ROMAN, r"\((?=[ivx])(?:x{0,3}(?:ix|iv|v?i{0,3}))\)|(?=[ivx])(?:x{0,3}(?:ix|iv|v?i{0,3}))[.)]"),
    (LabelKind.LETTER, r"\([^\W\d_]{1,2}\)|\(\d{1,3}\)|[a-zа-яё]{1,2}\)|[a-z]\.|[^\W\d_A-Za-zА-Яа-яЁё]{1,2}\)"),
    (LabelKind.NUMBER, r"\d{1,3}(?: ?[-–]|[A-Z]?\.(?:[IVX]{1,5}\.)?\d{1,3}(?:\.\d{1,3})*\.?|\.|\)|、|．)"),
    (LabelKind.SECTION, r"(?:[IVXL]{1,6}|[A-Z])\.?|[一二三四五六七八九十]{1,3}、"),
    (LabelKind.BULLET, r"[-–—•▪◦·●■\uf0b7\uf06f]"),
)
_ANY = re.compile("|".join(f"(?P<{kind.value}>{shape})" for kind, shape in _SHAPES))
_LONGEST_HANGING = 16
"""Characters. Chosen: the number of an output ("1.1.10"), not a word of the text."""
_OPENS = re.compile("(?:[“«„]|‘‘|‘(?!\\d))[ \u00a0]?")
"""Marks that open a quotation."""
_GAP = re.compile("[\t\v\u00a0 ]+")
_NOTE_LABEL = re.compile(r"(\(?[^\W_]{1,2}\)?|\*{1,6})[\t\v\u00a0 ]*")
_NEEDS_TAB = frozenset((LabelKind.SECTION,))


def kind_of(label: str) -> LabelKind:
    """Return what kind of label a printed num is; NONE for anything else."""
    match = _ANY.fullmatch(label.strip())
    return LabelKind(match.lastgroup or "") if match else LabelKind.NONE


def split_typed(runs: Sequence[Raw], *, quoted: bool = False) -> tuple[LabelKind, list[Raw], list[Raw]]:
    """Return (kind, label, rest) of a paragraph that begins with a typed label; (NONE, [], runs) of any other.

    The label ends at a tab, no-break space or space; a section letter ("A", "I") only at a tab, for "A resolution"
    begins with no label. A label needs a rest. `quoted`: a quotation mark may be before it, as in the
    paragraphs of a quoted text; then a number ends only at a tab.
    """
    first = runs[0] if runs else None
    if not isinstance(first, Run):
        return LabelKind.NONE, [], list(runs)
    text = plain(runs)
    opens = _OPENS.match(text) if quoted else None
    match = _ANY.match(text, opens.end() if opens else 0)
    gap = _GAP.match(text, match.end()) if match else None
    if match is None or gap is None or gap.end() == len(text):
        return LabelKind.NONE, [], list(runs)
    kind = LabelKind(match.lastgroup or "")
    if not ({"\t", COLUMN} & set(gap.group()) or _safe_with_space(kind, text[gap.end()], bool(opens))):
        return LabelKind.NONE, [], list(runs)
    label, rest = _cut(runs, match.end(), gap.end())
    return (kind, label, rest) if rest else (LabelKind.NONE, [], list(runs))


def split_note(runs: Sequence[Raw]) -> tuple[list[Raw], list[Raw]]:
    """Return (label, rest) of a note under a table: "a→See …", "*→…", "(أ)→…"; no label if none is set off."""
    text = plain(runs)
    match = _NOTE_LABEL.match(text)
    if match and match.end() < len(text) and isinstance(runs[0], Run):
        raised = runs[0].look & Look.RAISED and runs[0].text.strip() == match.group(1)
        if raised or {"\t", COLUMN} & set(match.group()):
            return _cut(runs, match.end(1), match.end())
    return [], list(runs)


def _safe_with_space(kind: LabelKind, after: str, opened: bool = False) -> bool:
    """Return True if a mere space ends the label: "(a) text", "1. Text", never "A resolution" or "1 - 2"."""
    if kind in _NEEDS_TAB or (opened and kind is LabelKind.NUMBER):
        return False
    return kind is not LabelKind.NUMBER or not after.isdigit()


def _cut(runs: Sequence[Raw], end: int, begin: int) -> tuple[list[Raw], list[Raw]]:
    """Return the runs up to character `end`, and those from character `begin` on."""
    label: list[Raw] = []
    rest: list[Raw] = []
    at = 0
    for run in runs:
        size = len(run.text) if isinstance(run, Run) else len(plain([run]))
        if not isinstance(run, Run):
            (label if at < end else rest).append(run)
        else:
            if at < end and run.text[: end - at].strip():
                label.append(run._replace(text=run.text[: end - at]))
            if at + size > begin:
                rest.append(run._replace(text=run.text[max(0, begin - at) :]))
        at += size
    return label, rest


def unraised(runs: Sequence[Raw]) -> list[Raw]:
    """Return the same label, not raised: a note's letter keeps its place in the label, whose look the form decides."""
    return [r._replace(look=r.look & ~Look.RAISED) if isinstance(r, Run) else r for r in runs]


def hanging(runs: Sequence[Raw]) -> tuple[list[Raw], list[Raw]]:
    """Return the label of a paragraph with a hanging first line, which is all before its first tab, and the rest."""
    label: list[Raw] = []
    for number, run in enumerate(runs):
        if not isinstance(run, Run):
            break
        words, tab, rest = run.text.partition(STOP)
        label += [run._replace(text=words)] if words else []
        if tab and 0 < len(plain(label)) <= _LONGEST_HANGING:
            return normalise(label), normalise([run._replace(text=rest), *runs[number + 1 :]])
        if tab:
            break
    return [], list(runs)
