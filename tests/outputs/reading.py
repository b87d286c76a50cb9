"""The two texts of the project in every format, and what a reader reads there: by other means than the program's own.

Reads `source/`. Gives the characters of an output in reading order, without what the form adds: rules, running heads,
page numbers, words marked as generated. lxml, zipfile and pdfium only; nothing of `pipeline.prove`.
"""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache

import pypdfium2
from lxml import etree, html

from pipeline.prepare import prepare
from pipeline.read import parse_file
from pipeline.write import Options, writer
from tests.source.source_texts import DECLARATION, LETTER, WITNESS, read_witness, spaces

TITLE = (
    "Lettre datée du 18 janvier 2008, adressée au Secrétaire général par la Chargée d’affaires par intérim "
    "de la Mission permanente du Mali auprès de l’Organisation des Nations Unies"
)
"""The title of the letter: the last of what the form of the United Nations adds before the words of the witness."""
MASTHEAD = (
    "Nations Unies", "A/62/…", "Assemblée générale", "Distr. générale", "…", "Français", "Original : …",
    "Soixante-deuxième session", "Point 12 de l’ordre du jour",
)  # fmt: skip
NAMES = {"letter": LETTER, "declaration": DECLARATION}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FIRST_HEAD, _HEAD, _FOOT = 36.0, 60.0, 62.0
"""Points at the top and bottom of a page where notices, running heads and page numbers are [form page.2]."""


@cache
def output(name: str, format: str) -> bytes:
    """Return the bytes of a text in a format."""
    return writer(format)(prepare(parse_file(NAMES[name])), Options()).data


@cache
def witness(name: str) -> str:
    """Return the words of the witness, with plain spaces."""
    return read_witness(WITNESS[NAMES[name]])


def text_of(data: bytes, format: str) -> str:
    """Return what a reader reads in an output, with plain spaces."""
    return spaces(_READERS[format](data))


def _text(data: bytes) -> str:
    blocks = re.split(r"\n\n+", data.decode("utf-8"))
    kept = [b for b in blocks if not b.startswith(("[Provisoire.", "Source : Nations Unies."))]
    lines = "\n".join(kept).split("\n")
    return "\n".join(line for line in lines if not re.fullmatch(r"\s*(-+|=+)", line))


def _html(data: bytes) -> str:
    body = html.document_fromstring(data.decode("utf-8")).find("body")
    for added in body.xpath(".//nav | .//*[@data-generated]"):
        added.drop_tree()
    for block in body.iter("p", "div", "header", "section", "li", "td", "th", "br", "h1", "h2", "h3", "h4", "h5", "h6"):
        block.tail = f"\n{block.tail or ''}"
    for label in body.xpath(".//*[@class='label']"):
        label.tail = f" {label.tail or ''}"
    return body.text_content()


def _docx(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = package.namelist()
        document = etree.fromstring(package.read("word/document.xml"))
        first = [name for name in names if name.startswith("word/header") and b"Organization" in package.read(name)]
        parts = [*(etree.fromstring(package.read(name)) for name in first[:1]), document]
    return "\n".join(_runs(part) for part in parts)


def _runs(part: etree._Element) -> str:
    pieces = []
    for element in part.iter(f"{W}p", f"{W}t", f"{W}tab", f"{W}br", f"{W}noBreakHyphen"):
        run = element.getparent()
        style = run.find(f"{W}rPr/{W}rStyle") if run.tag == f"{W}r" else None
        if style is not None and style.get(f"{W}val") == "Generated":
            continue
        name = etree.QName(element).localname
        pieces.append({"t": element.text or "", "noBreakHyphen": "-"}.get(name, "\n"))
    return "".join(pieces)


def _pdf(data: bytes) -> str:
    """Return the lines of all pages between running head and foot; a line that ends with a hyphen goes on in the
    next.
    """
    pages = []
    for number, page in enumerate(pypdfium2.PdfDocument(data)):
        width, height = page.get_size()
        top = height - (_HEAD if number else _FIRST_HEAD)
        pages.append(page.get_textpage().get_text_bounded(0, _FOOT, width, top))
    text = re.sub("[\ufffe\x02]\\s*", "-\n", "\n".join(pages).replace("\r\n", "\n"))
    return re.sub(r"(?<=\w-)\n(?=\w)", "", text)


_READERS = {"txt": _text, "flow.txt": _text, "html": _html, "docx": _docx, "pdf": _pdf}
FORMATS = tuple(_READERS)
