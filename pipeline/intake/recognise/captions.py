"""Gives pictures their file names and alternative texts.

Reads the lines of a `RawDocument`. Sets for each picture the path of its file. A picture without alternative text gets
the words of the nearest short line above or below it.
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.document import Picture
from pipeline.intake.model.lines import has_words
from pipeline.intake.model.manuscript import RawDocument, RawLine

_LONGEST = 250
"""Characters of a caption. Chosen: as in `prepare.blocks.captions`."""
_NEAR = 3
"""Lines above and below a picture in which its caption is looked for. Chosen: a title, a unit, an empty line."""


def complete_pictures(manuscript: RawDocument, folder: str) -> None:
    """Complete the pictures of the text and collect their files by path. Remove those of the masthead.

    A picture without words in a file of this project was drawn by the form and is left out.
    """
    _remove_masthead_pictures(manuscript)
    lines = list(manuscript.lines())
    if manuscript.is_own:
        for line in lines:
            line.runs = [run for run in line.runs if not isinstance(run, Picture) or run.alt]
    lines += [line for remark in manuscript.remarks for line in remark.lines]
    for number, line in enumerate(lines):
        for place, run in enumerate(line.runs):
            if not isinstance(run, Picture):
                continue
            alt = run.alt or _caption(manuscript, lines, number)
            path = f"{folder}/{run.file}" if run.file else ""
            if run.file:
                manuscript.media[path] = manuscript.pictures[run.file]
            line.runs[place] = replace(run, file=path, alt=alt)


def _remove_masthead_pictures(manuscript: RawDocument) -> None:
    """Remove the emblem and other pictures of the masthead. Those in the text are counted, and are a doubt."""
    for line in manuscript.masthead:
        marks = [run for run in line.runs if isinstance(run, Picture)]
        line.runs = [run for run in line.runs if not isinstance(run, Picture)]
        if marks and manuscript.fields:
            manuscript.marks += len(marks)
            manuscript.doubts.withdraw(line.place, "a picture")
            manuscript.doubts.add("masthead", "a picture in it", "left out: the form has an emblem of its own",
                                  marks[0].alt)  # fmt: skip


def _caption(manuscript: RawDocument, lines: list[RawLine], number: int) -> str:
    """Return the words of the nearest short line, above before below, and report the choice as a doubt."""
    line = lines[number]
    near = [line, *reversed(lines[max(0, number - _NEAR) : number]), *lines[number + 1 : number + 1 + _NEAR]]
    texts = (" ".join(one.text.split()) for one in near if has_words(one))
    found = next((text for text in texts if 0 < len(text) <= _LONGEST), "")
    manuscript.doubts.add(line.place, "a picture without alternative text", "the nearest line stands for it", found)
    return found or "Picture"
