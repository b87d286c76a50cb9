"""Valid texts with changes, notes and quotations within each other: every format is proved, none is refused."""

from __future__ import annotations

import pytest

from pipeline.prepare import prepare
from pipeline.prove import prove
from pipeline.write import FORMATS, Options
from tests.prove.samples import body


def note(number: int) -> str:
    return f'<authorialNote marker="{number}" placement="bottom"><p>Text {number}.</p></authorialNote>'


def quoted(words: str) -> str:
    return f'<embeddedText startQuote="“" endQuote="”">{words}</embeddedText>'


TEXTS = {
    "a change within another": "<p>The <ins>keeper <del>may</del> and <del>one <ins>more</ins></del></ins> reads</p>",
    "one change in two looks": "<p>The <ins>kee<b>per</b></ins> reads <del>ta<i>bles</i></del></p>",
    "a note inserted before another": f"<p>Tides<ins> rise{note(1)}</ins></p><p>and fall{note(2)}</p>",
    "a note deleted before another": f"<p>Tides<del> rise{note(1)}</del></p><p>and fall{note(2)}</p>",
    "a quotation close to words": f"<p>The{quoted('keeper')}reads{quoted('tables')}.</p>",
    "a quotation at the ends of another": (
        f'<block name="q"><embeddedStructure startQuote="“" endQuote="”"><p>{quoted("Tides")} and {quoted("moons")}</p>'
        "</embeddedStructure></block>"
    ),
    "typed marks before a note": (
        '<block name="q"><embeddedStructure startQuote="“" endQuote="”">'
        f"<p>“Tides”{note(1)}</p></embeddedStructure></block>"
    ),
}


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("format", FORMATS)
def test_a_valid_text_is_published(name: str, format: str) -> None:
    source = body(TEXTS[name])
    data = FORMATS[format].write(prepare(source), Options()).data
    assert prove(source, data, format).error() is None
