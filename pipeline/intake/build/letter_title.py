"""The title of a letter: its date, addressee and sender marked (editorial manual, communications).

Reads a `docTitle` and the table [recognise] of its language. Changes the element if its words are those of the title of
a letter.
"""

from __future__ import annotations

from lxml import etree

from pipeline.akn.builder import make
from pipeline.intake.vocabulary.dates import iso_date
from pipeline.intake.vocabulary.words import parts_of_letter


def mark_letter(title: etree._Element, language: str, date: str) -> None:
    """Mark the parts of a title that is plain text; the date only where it is the letter's own (`date`, ISO)."""
    text = title.text or ""
    if len(title):
        return
    title.text, last = "", None
    at = 0
    for name, begin, end in parts_of_letter(text, language):
        words = text[begin:end]
        if name == "date" and iso_date(words, language) != date:
            continue
        made = make("docDate", words, date=date) if name == "date" else make("inline", words, name=f"akn4un:{name}")
        _append(title, last, text[at:begin])
        title.append(made)
        last, at = made, end
    _append(title, last, text[at:])


def _append(title: etree._Element, last: etree._Element | None, words: str) -> None:
    if last is None:
        title.text = (title.text or "") + words
    else:
        last.tail = (last.tail or "") + words
