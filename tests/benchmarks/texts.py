"""The texts that benchmarks run on.

Reads published documents where they lie on this machine (`tests/published.py`), else the project's own two texts. Gives
source files, and Akoma Ntoso documents of any length and language made of real paragraphs.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import cycle, islice
from pathlib import Path
from xml.sax.saxutils import escape

from pipeline.document import Table
from pipeline.library.expressions import expressions
from pipeline.prepare import prepare
from pipeline.read import parse_file
from tests.published import folder

LANGUAGES = ("en", "fr", "es", "ru", "zh-Hans", "ar")
_CODES = {"en": "eng", "fr": "fra", "es": "spa", "ru": "rus", "zh-Hans": "zho", "ar": "ara", "de": "deu"}
_IN_SECTION = 25
_SHORTEST, _LONGEST = 25, 1500
_LEVELS = (("FRBRWork", "{iri}"), ("FRBRExpression", "{iri}/{code}@"), ("FRBRManifestation", "{iri}/{code}@.xml"))


def has_corpus() -> bool:
    """Return True if published documents lie on this machine."""
    return corpus() is not None


def corpus() -> Path | None:
    """Return the folder with published documents: that of the reference sample where it is part of it."""
    top = folder()
    return top / "corpus" if top and (top / "corpus").is_dir() else top


@cache
def files() -> tuple[Path, ...]:
    """Return the source files that can be built, in order."""
    top = corpus() if has_corpus() else None
    if top is None:
        return tuple(e.path for e in expressions())
    return tuple(p for p in sorted(top.rglob("*.xml")) if not {"broken", ".git"} & {*p.relative_to(top).parts})


def spread(items: Sequence[Path], count: int) -> list[Path]:
    """Return at most `count` of the files, evenly spread."""
    step = max(1, len(items) // count)
    return list(items[::step][:count])


@cache
def _by_language() -> dict[str, tuple[str, ...]]:
    """Return the texts of all paragraphs by language, each once, tables left out; titles and lines of lists too."""
    found: dict[str, dict[str, None]] = {}
    for path in files():
        document = prepare(parse_file(path))
        texts = found.setdefault(document.identity.language, {})
        for block in document.blocks():
            if not isinstance(block, Table) and _SHORTEST <= len(block.text) <= _LONGEST:
                texts.setdefault(" ".join(block.text.split()))
    return {language: tuple(texts) for language, texts in found.items()}


def languages() -> tuple[str, ...]:
    """Return the languages of the UN of which there is text enough, in the order of `LANGUAGES`."""
    return tuple(language for language in LANGUAGES if len(_by_language().get(language, ())) >= 50)


def paragraphs(language: str, count: int) -> list[str]:
    """Return the real paragraphs of a language; from the beginning again if there are not enough."""
    return list(islice(cycle(_by_language()[language]), count))


def number_of_paragraphs(language: str) -> int:
    """Return the number of different paragraphs of a language."""
    return len(_by_language()[language])


def document(language: str, texts: Sequence[str], table: str = "") -> bytes:
    """Return an Akoma Ntoso document of numbered paragraphs, a heading before every 25, and a table after them."""
    body = [
        f'<section eId="sec_{at}"><heading>{escape(" ".join(texts[at][:60].split()[:6]))}</heading>'
        f"{''.join(map(_paragraph, range(at + 1, len(texts) + 1), texts[at : at + _IN_SECTION]))}</section>"
        for at in range(0, len(texts), _IN_SECTION)
    ]
    return (
        '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><statement name="resolution">'
        f'<meta><identification source="#un">{_identification(language)}</identification></meta>'
        "<preface><p><docNumber>99/1.</docNumber> <docTitle>Benchmark</docTitle></p></preface>"
        f"<mainBody>{''.join(body)}{table}</mainBody></statement></akomaNtoso>"
    ).encode()


def _paragraph(number: int, text: str) -> str:
    return f'<paragraph eId="para_{number}"><num>{number}.</num><content><p>{escape(text)}</p></content></paragraph>'


def _identification(language: str) -> str:
    iri, code = "/akn/un/statement/deliberation/un-ga/2044-01-01/99-1", _CODES[language]
    return "".join(
        f'<{level}><FRBRthis value="{pattern}/!main"/><FRBRuri value="{pattern}"/>'
        f'<FRBRdate date="2044-01-01" name="x"/><FRBRauthor href="#ga"/>'
        f'{{more}}</{level}>'.format(
            iri=iri, code=code,
            more={"FRBRWork": '<FRBRcountry value="un"/>', "FRBRExpression": f'<FRBRlanguage language="{code}"/>'}
            .get(level, ""),
        )
        for level, pattern in _LEVELS
    )  # fmt: skip


def table(cells: int, columns: int = 6) -> str:
    """Return a table of so many cells in Akoma Ntoso: a row of heads, names in the first column, figures in the
    others.
    """
    rows = []
    for row in range(cells // columns):
        tag = "th" if row == 0 else "td"
        words = [f"Item {row}", *(f"{row * 1000 + column:,}" for column in range(1, columns))]
        rows.append(f"<tr>{''.join(f'<{tag}><p>{word}</p></{tag}>' for word in words)}</tr>")
    return f'<paragraph eId="para_table"><content><table eId="table_1">{"".join(rows)}</table></content></paragraph>'
