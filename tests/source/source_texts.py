"""What the tests of the texts share: the files, their parts, and the words in reading order. lxml only."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

SOURCE = Path(__file__).resolve().parents[2] / "source"
LETTER = SOURCE / "bamako-letter" / "fra@.xml"
DECLARATION = SOURCE / "bamako-declaration" / "fra@unofficial-1.xml"
TEXTS = (LETTER, DECLARATION)
WITNESS = {
    LETTER: SOURCE / "witness" / "un-letter-2008-01-18-fr.txt",
    DECLARATION: SOURCE / "witness" / "unofficial-translation-fr.txt",
}
AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
AKN4UN = "http://un.org/akn4un"
NS = {"a": AKN, "u": AKN4UN}
DOCUMENT_TYPES = frozenset({"doc", "statement"})
# Elements that hold running text; everything above them holds elements only.
TEXT_BLOCKS = frozenset({"p", "num", "heading"})

Element = etree._Element


def parse(path: Path) -> Element:
    return etree.parse(str(path), etree.XMLParser(no_network=True)).getroot()


def local(element: Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def elements(root: Element) -> Iterator[Element]:
    return (e for e in root.iter() if isinstance(e.tag, str))


def find(root: Element, path: str) -> list[Element]:
    return root.xpath(path, namespaces=NS)


def register() -> list[dict[str, str]]:
    return tomllib.loads((SOURCE / "register-of-instruments.toml").read_text("utf-8"))["instrument"]


def part_of(element: Element) -> Element:
    """Return the document type (letter, annex, appendix) the element belongs to."""
    return next(a for a in element.iterancestors() if local(a) in DOCUMENT_TYPES)


def words_of(block: Element) -> str:
    """Return the text of one block; a line end inside it counts as a space."""
    out = [block.text or ""]
    for child in block:
        out.append(" " if local(child) == "eol" else words_of(child))
        out.append(child.tail or "")
    return "".join(out)


def blocks(root: Element) -> list[Element]:
    """Return every block of text outside the metadata, in reading order; there is one at least."""
    found = [
        element
        for element in elements(root)
        if local(element) in TEXT_BLOCKS and not any(local(a) == "meta" for a in element.iterancestors())
    ]
    assert found
    return found


def supplied(block: Element, root: Element) -> bool:
    """Return True for what the form of the United Nations adds to the letter: cover and preface of the letter
    itself.
    """
    if local(root[0]) != "doc" or root[0].get("name") != "officialLetter":
        return False
    region = next((a for a in block.iterancestors() if local(a) in ("coverPage", "preface")), None)
    return region is not None and region.getparent() is root[0]


def spaces(text: str) -> str:
    """Return any run of spaces, line ends and no-break spaces as one plain space. Nothing else is changed."""
    return re.sub(r"[ \t\r\n\u00a0\u202f]+", " ", text).strip()


def read_source(path: Path) -> str:
    root = parse(path)
    return spaces(" ".join(words_of(b) for b in blocks(root) if not supplied(b, root)))


def read_witness(path: Path) -> str:
    text = path.read_text("utf-8")
    # a word the print broke after its own hyphen ("procès-/verbaux") is one word
    text = re.sub(r"(?<=\w)-[ ]*\n[ ]*(?=\w)", "-", text)
    # the superscript as the witness writes it
    return spaces(re.sub(r"\^\{(\w+)\}", r"\1", text))
