"""Words for pictures that have none, and the paths of their files.

Reads the lines of a manuscript. Writes into its pictures the path of their file, and as alternative text, where there
is not one, the nearest short line before or after; both are what the XML says of a picture.
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


def illustrated(manuscript: RawDocument, folder: str) -> None:
    """Complete the pictures of the text, and gather their files by path; take away those of the masthead.

    In a file that this project has made, a picture without words is a mark of the form.
    """
    _marks_apart(manuscript)
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


def _marks_apart(manuscript: RawDocument) -> None:
    """Take the emblem and other pictures of the masthead away; in the text they are counted, and a doubt."""
    for line in manuscript.masthead:
        marks = [run for run in line.runs if isinstance(run, Picture)]
        line.runs = [run for run in line.runs if not isinstance(run, Picture)]
        if marks and manuscript.fields:
            manuscript.marks += len(marks)
            manuscript.doubts.withdraw(line.place, "a picture")
            manuscript.doubts.add("masthead", "a picture in it", "left out: the form has an emblem of its own",
                                  marks[0].alt)  # fmt: skip


def _caption(manuscript: RawDocument, lines: list[RawLine], number: int) -> str:
    """Return the words of the nearest short line, above before below; a doubt."""
    line = lines[number]
    near = [line, *reversed(lines[max(0, number - _NEAR) : number]), *lines[number + 1 : number + 1 + _NEAR]]
    texts = (" ".join(one.text.split()) for one in near if has_words(one))
    found = next((text for text in texts if 0 < len(text) <= _LONGEST), "")
    manuscript.doubts.add(line.place, "a picture without alternative text", "the nearest line stands for it", found)
    return found or "Picture"
