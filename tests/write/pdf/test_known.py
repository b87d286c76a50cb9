"""Texts that are measured first and set later."""

from __future__ import annotations

from pipeline.write.pdf.file.tags import Elem, Slot
from pipeline.write.pdf.lines import known
from pipeline.write.pdf.lines.ink import FontContext, TextLook
from pipeline.write.pdf.lines.itemize import InlineItems, TextSpan, units

MANNER = ("en", False, "")


def spans(inks: FontContext, *texts: str, slots: list[Slot] | None = None) -> list[TextSpan]:
    ink = inks.ink(TextLook(10.0))
    return [TextSpan(text, ink, slots[n] if slots else Elem("P").slot()) for n, text in enumerate(texts)]


def shown(text: InlineItems) -> list[tuple[Slot, str]]:
    return [(slot, piece.codes) for number in range(len(text.widths)) for piece, slot, _ in text.of(number)]


def test_a_measured_text_is_set_as_if_it_had_not_been():
    inks, texts = FontContext(), known.KnownTexts()
    texts.units(spans(inks, "One, tw", "o thr", "ee"), MANNER, measuring=True)
    again = spans(inks, "One, tw", "o thr", "ee")
    found, fresh = texts.units(again, MANNER, measuring=False), units(again, *MANNER)
    assert shown(found) == shown(fresh)
    assert (found.widths, found.gaps, found.ends, found.runs) == (fresh.widths, fresh.gaps, fresh.ends, fresh.runs)


def test_a_measured_text_is_not_cut_again(monkeypatch):
    inks, texts = FontContext(), known.KnownTexts()
    texts.units(spans(inks, "some words"), MANNER, measuring=True)
    monkeypatch.delattr(known, "units")
    assert texts.units(spans(inks, "some words"), MANNER, measuring=False).widths


def test_what_setting_a_text_changes_is_its_own():
    inks, texts = FontContext(), known.KnownTexts()
    measured = texts.units(spans(inks, "a\tb"), MANNER, measuring=True)
    gaps = [*measured.gaps]
    texts.units(spans(inks, "a\tb"), MANNER, measuring=False).gaps[0] = 99.0
    assert measured.gaps == gaps


def test_a_text_whose_slots_are_divided_otherwise_is_cut_again():
    inks, texts = FontContext(), known.KnownTexts()
    one = Elem("P").slot()
    texts.units(spans(inks, "ab", "cd", slots=[one, one]), MANNER, measuring=True)
    again = spans(inks, "ab", "cd")
    assert {slot for slot, _ in shown(texts.units(again, MANNER, measuring=False))} == {s.slot for s in again}


def test_another_style_is_another_text():
    inks, texts = FontContext(), known.KnownTexts()
    texts.units(spans(inks, "word"), MANNER, measuring=True)
    larger = [TextSpan("word", inks.ink(TextLook(20.0)), Elem("P").slot())]
    assert texts.units(larger, MANNER, measuring=False).widths == units(larger, *MANNER).widths
