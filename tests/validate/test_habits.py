"""Kinds of false alarms that must not come back: each is rewritten in the model document."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.validate import validate
from pipeline.validate.report.examples import FOLDER
from tests.validate.works import HEAD

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
    ("See International Maritime Organization, document MSC 107/8.", "eng", ("TEXT-002",)),
    ("See CD/1999 and CD/2067.", "eng", ("TEXT-002",)),
    ("Recalling Commission on Crime Prevention resolution 32/1 of 27 May 2023.", "eng", ("TEXT-003",)),
    (
        "The conflict,<authorialNote marker='3'><p>A.</p></authorialNote>,<authorialNote marker='4'><p>B.</p>"
        "</authorialNote> which goes on.",
        "eng",
        ("AKN4UN-403",),
    ),
    ("See Intergovernmental Oceanographic Commission resolution XXX-2.", "eng", ("TEXT-102",)),
    ("Сметные ассигнования на 2026 годa", "rus", ("AKN4UN-606",)),
    (
        "Voir <span class='italic'>Protecting the Environment: An Inventory of the Law</span>, page 3.",
        "fra",
        ("AKN4UN-601",),
    ),
    ("Siehe das Gesetz vom 5. Mai 2005, öBGBl. III Nr. 89/2005, Anlage.", "deu", ("TEXT-002",)),
    ("Recalls Commission on the Status of Women resolution 49/7 of 11 March 2005.", "eng", ("TEXT-003",)),
    ("تلاحظ الأثر في البلدان، والمناطق والمناطق دون الإقليمية التي تشهد نزاعات.", "ara", ("TEXT-104",)),
    (
        "“I make this statement:</p><p>‘The report says: “the situation is tense”. That is the view.’”",
        "eng",
        ("TEXT-101",),
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


HEADED = "<p><span class='bold'>Réduire la menace que représentent pour tous les engins explosifs improvisés</span></p>"
LONG = "<p>which legal consequences follow for States that have caused significant harm with respect to</p>"


@pytest.mark.parametrize(
    ("body", "ends"),
    [
        (f"<paragraph><num>E.</num><content>{HEADED}</content></paragraph>", []),
        (f"<paragraph><num>b)</num><content>{HEADED.replace('bold', 'italic')}</content></paragraph>", []),
        (f"<paragraph><num>1.</num><content>{LONG}</content></paragraph>", ["harm with respect to"]),
        (
            f"<paragraph><num>(b)</num><content>{LONG}</content></paragraph>"
            "<paragraph><num>(i)</num><content><p>States.</p></content></paragraph>",
            [],
        ),
    ],
    ids=["heading", "heading in italics", "running text", "list"],
)
def test_a_mark_is_asked_for_at_the_end_of_running_text_only(body: str, ends: list[str], tmp_path: Path) -> None:
    body += "<paragraph><num>9.</num><content><p>The last one.</p></content></paragraph>"
    text = f"{HEAD.format('eng')}<mainBody>{body}</mainBody></statement></akomaNtoso>"
    (tmp_path / "document.xml").write_text(text, "utf-8")
    found = [f.message for f in validate(tmp_path / "document.xml", "corpus") if f.rule == "TEXT-106"]
    assert [message.rpartition("…")[2].rstrip("”")[-20:] for message in found] == ends


def test_a_decision_of_several_days_has_a_closing_line_for_each(tmp_path: Path) -> None:
    lines = "".join(f'<docDate refersTo="#adoptionDate">{n} December 2020</docDate>' for n in (7, 21, 31))
    body = "<mainBody><paragraph><num>1.</num><content><p>Decides.</p></content></paragraph></mainBody>"
    text = f"{HEAD.format('eng')}{body}<conclusions><p>{lines}</p></conclusions></statement></akomaNtoso>"
    (tmp_path / "document.xml").write_text(text, "utf-8")
    assert [f.rule for f in validate(tmp_path / "document.xml", "corpus") if f.rule == "TEXT-011"] == []
    (tmp_path / "document.xml").write_text(text.replace("31 Dec", "30 Dec"), "utf-8")
    assert "TEXT-011" in [f.rule for f in validate(tmp_path / "document.xml", "corpus")]
