"""Titles of tables, a line each."""

from __future__ import annotations

from pipeline.document import LineBreak, Paragraph, Role, Text
from pipeline.prepare.blocks.captions import titles_apart


def title(*inlines: Text | LineBreak, label: str = "") -> Paragraph:
    number = (Text(label),) if label else ()
    return Paragraph(role=Role.TABLE_TITLE, inlines=inlines, label=number, anchor="title")


def apart(block: Paragraph) -> list[tuple[str, str]]:
    return [(one.anchor, one.text) for one in titles_apart([block], lambda eid: "line") if isinstance(one, Paragraph)]


def test_number_title_and_unit_are_paragraphs_of_their_own() -> None:
    lines = apart(title(Text("Table 1"), LineBreak(), Text("Lamps"), LineBreak(), Text("(Thousands)")))
    assert lines == [("title", "Table 1"), ("line", "Lamps"), ("line", "(Thousands)")]


def test_a_title_that_is_only_a_number_or_a_break_stays_as_it_is() -> None:
    assert apart(title(label="Table 1")) == [("title", "Table 1")]
    assert len(titles_apart([title(LineBreak())], lambda eid: "line")) == 1
