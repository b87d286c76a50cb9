"""Small sources for tests: a whole Akoma Ntoso file around a piece of text."""

from __future__ import annotations

from pathlib import Path

from pipeline.document import Block, Document, Heading, Paragraph, Table
from pipeline.prepare import prepare
from pipeline.read import Source, parse_bytes
from tests.prepare.words import words

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
COVER = """<coverPage><p><docAuthority refersTo="#publisher">United Nations</docAuthority></p>
<p class="upperRight"><docNumber refersTo="#symbol">A/RES/79/999</docNumber></p></coverPage>"""


def source(
    inside: str, language: str = "eng", name: str = "resolution", actor: str = "unga", meta: str = "", after: str = ""
) -> Source:
    """Return a statement with this content; `after` is beside it under the root."""
    text = f"""<akomaNtoso xmlns="{AKN}" xmlns:akn4un="http://un.org/akn4un">
<statement name="{name}"><meta><identification>
<FRBRWork><FRBRuri value="/akn/un/statement/deliberation/{actor}/2025-03-01/79-999/"/>
<FRBRdate date="2025-03-01" name="adoption"/></FRBRWork>
<FRBRExpression><FRBRuri value="/akn/un/x/eng@/"/><FRBRdate date="2025-03-05" name="publication"/>
<FRBRlanguage language="{language}"/></FRBRExpression></identification>{meta}</meta>
{inside}</statement>{after}</akomaNtoso>"""
    return parse_bytes(text.encode(), Path("sample.xml"))


def document(inside: str, **options: str) -> Document:
    return prepare(source(inside, **options))


def main(inside: str, **options: str) -> list[Block]:
    """Return the blocks that a main body with this content gives."""
    made = document(f"<mainBody>{inside}</mainBody>", **options)
    return [block for part in made.parts for block in part.blocks]


def lines(blocks: list[Block] | tuple[Block, ...]) -> list[str]:
    """Return each block in short: "operative 0 1. | text"; headings "H2 h23 A. | Title"."""
    return [_line(block) for block in blocks]


def _line(block: Block) -> str:
    if isinstance(block, Heading):
        return f"H{block.level} {block.rank.value} {words(block.label)} | {words(block.inlines)}".replace("  ", " ")
    if isinstance(block, Paragraph):
        start = f"{block.role.value} {block.level} {words(block.label)}".rstrip()
        return f"{start} | {words(block.inlines)}"
    assert isinstance(block, Table)
    return f"table {len(block.columns)}x{len(block.rows)}"
