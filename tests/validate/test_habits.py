"""Kinds of false alarms that must not come back: each is rewritten in the model document."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.validate import validate
from pipeline.validate.report.examples import FOLDER

MODEL = (FOLDER / "model.xml").read_text("utf-8")
WORDS = "<p>Le second.</p>"

# What the text says, its language, the rules that stay silent.
HABITS = [
    ("Recalls its resolution 3474 (XXX) of 11 December 1975.", "eng", ("AKN4UN-503", "TEXT-102")),
    ("консультативный комитет по бюджетным вопросам<sup>b</sup>.", "rus", ("AKN4UN-606",)),
    ("Prie l’organisation Global Education Futures de faire rapport.", "fra", ("AKN4UN-604",)),
    ("Adopte le plan pour la période 2023-2025.", "fra", ("AKN4UN-608",)),
    ("Aprueba el plan para el período 2023-2025.", "spa", ("AKN4UN-608",)),
    ("تحيط علما بالتقرير - وتطلب إلى الأمين العام أن يواصل.", "ara", ("AKN4UN-608",)),
    ("Le réseau NOW! Aisbl et la plateforme Re:Search.", "fra", ("AKN4UN-601",)),
    (
        "Rappelle le rapport intitulé « “No end in sight”: torture and ill-treatment in the country ».",
        "fra",
        ("AKN4UN-601",),
    ),
    (
        "回顾秘书长的报告<authorialNote marker='3'><p>注。</p></authorialNote> 第24段，并请秘书长继续。",
        "zho",
        ("AKN4UN-607",),
    ),
]


@pytest.mark.parametrize(("words", "language", "rules"), HABITS, ids=[words[:40] for words, _, _ in HABITS])
def test_a_habit_of_the_language_is_not_a_fault(
    words: str, language: str, rules: tuple[str, ...], tmp_path: Path
) -> None:
    text = MODEL.replace('language="fra"', f'language="{language}"').replace(WORDS, f"<p>{words}</p>", 1)
    (tmp_path / "document.xml").write_text(text, "utf-8")
    places = [f for f in validate(tmp_path / "document.xml") if f.rule in rules and "point_b" in " ".join(f.within)]
    assert [str(one) for one in places] == []


def test_a_latin_letter_is_named_and_pointed_at(tmp_path: Path) -> None:
    text = MODEL.replace('language="fra"', 'language="rus"').replace(WORDS, "<p>Второй Cил.</p>", 1)
    (tmp_path / "document.xml").write_text(text, "utf-8")
    found = next(f for f in validate(tmp_path / "document.xml") if f.rule == "AKN4UN-606" and "“C”" in f.message)
    line = text.splitlines()[found.line - 1]
    assert line[found.column - 1] == "C"


def test_numbers_typed_with_a_dash_are_not_missing_paragraphs(tmp_path: Path) -> None:
    typed = '<paragraph eId="att_1__para_2"><content><p>2 –\tLe deuxième paragraphe est là.</p></content></paragraph>'
    begin = MODEL.index('<paragraph eId="att_1__para_2">')
    end = MODEL.index("</paragraph>", begin) + len("</paragraph>")
    (tmp_path / "document.xml").write_text(MODEL[:begin] + typed + MODEL[end:], "utf-8")
    rules = {f.rule for f in validate(tmp_path / "document.xml")}
    assert "AKN4UN-301" not in rules
    assert "AKN4UN-110" in rules


def test_a_missing_paragraph_is_named(tmp_path: Path) -> None:
    begin = MODEL.index('<paragraph eId="att_1__para_2">')
    end = MODEL.index("</paragraph>", begin) + len("</paragraph>")
    (tmp_path / "document.xml").write_text(MODEL[:begin] + MODEL[end:], "utf-8")
    found = next(f for f in validate(tmp_path / "document.xml") if f.rule == "AKN4UN-301")
    assert "paragraph 2 is missing" in found.message
    assert [one.message for one in found.related] == ["number 1"]
