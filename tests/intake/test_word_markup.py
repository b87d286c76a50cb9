"""Values of WordprocessingML that several elements may give."""

from __future__ import annotations

import pytest
from lxml import etree

from pipeline.intake.word.markup import W, first_line, nearest


def indents(*attributes: str) -> list[etree._Element]:
    return [etree.fromstring(f'<w:ind xmlns:w="{W}" {one}/>') for one in attributes]


@pytest.mark.parametrize(
    ("attributes", "twips"),
    [
        (['w:firstLine="0"', 'w:hanging="1267"'], 0),  # what Word writes to take back the hanging of a style
        (['w:left="1267"', 'w:hanging="567"'], -567),
        (['w:firstLine="720"', 'w:firstLine="360"'], 720),
        (['w:hanging="567" w:firstLine="720"'], -567),  # of both, hanging counts
        ([], 0),
    ],
)
def test_the_nearest_that_says_how_a_first_line_begins_counts(attributes: list[str], twips: int) -> None:
    assert first_line(indents(*attributes)) == twips


def test_an_indent_is_that_of_the_nearest_that_has_one() -> None:
    assert nearest(indents('w:hanging="1"', 'w:start="5"', 'w:left="7"'), "left", "start") == 5
