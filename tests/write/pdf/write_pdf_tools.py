"""Small documents and a reader of structure trees for the tests of the PDF writer."""

from __future__ import annotations

import ctypes
import io
import re
from dataclasses import replace

import pikepdf
import pypdfium2
from pypdfium2 import raw

from pipeline.document import Block, Direction, Document, Inline, Note, NoteMark, Paragraph, Role
from tests import makers


def paragraph(number: int, text: str, role: Role = Role.OPERATIVE, *extra: Inline) -> Paragraph:
    return makers.paragraph((text, *extra), role, f"{number}.", f"para_{number}")


def note(number: int, text: str) -> Note:
    return makers.note(f"fn_{number}", str(number), text)


def document(*blocks: Block, notes: tuple[Note, ...] = (), language: str = "en") -> Document:
    direction = Direction.RTL if language == "ar" else Direction.LTR
    made = makers.resolution(*blocks, language=language, direction=direction)
    return replace(made, masthead=makers.masthead(date="", agenda_item=""), notes=notes)


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def page_texts(data: bytes) -> list[str]:
    """Return the text of each page, lines ended by newlines."""
    pdf = pypdfium2.PdfDocument(data)
    return [page.get_textpage().get_text_range().replace("\r\n", "\n").replace("\ufffe", "-\n") for page in pdf]


def line_begins(data: bytes, words: str, after: str = "") -> list[tuple[float, float]]:
    """Return where the lines of a text on page 1 begin: x from the left and y from the foot of the page.

    `after`: the first ones behind these words.
    """
    page = pypdfium2.PdfDocument(data)[0].get_textpage()
    shown = page.get_text_range()
    at = re.compile(r"\s+".join(map(re.escape, words.split()))).search(shown, shown.index(after))
    assert at is not None
    found: list[tuple[float, float]] = []
    for number in (n for n in range(*at.span()) if not at.string[n].isspace()):
        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(page.raw, number, x, y)
        if not found or abs(found[-1][1] - y.value) > 1.0:
            found.append((x.value, y.value))
    return found


def structure(data: bytes) -> list[str]:
    """Return the structure tree in reading order: one line for each element, indented, and for each run of text."""
    pdf = opened(data)
    texts = {page.objgen: _marked_texts(page) for page in pdf.pages}
    lines: list[str] = []
    _walk(pdf.Root.StructTreeRoot.K, None, 0, texts, lines)
    return lines


def _walk(node: pikepdf.Object, page: object, depth: int, texts: dict, lines: list[str]) -> None:
    if isinstance(node, pikepdf.Array):
        for kid in node:
            _walk(kid, page, depth, texts, lines)
    elif isinstance(node, int):
        lines.append("  " * depth + repr(texts[page][node]))
    elif node.get("/Type") == "/OBJR":
        lines.append("  " * depth + "(annotation)")
    elif node.get("/Type") == "/MCR":
        lines.append("  " * depth + repr(texts[node.Pg.objgen][int(node.MCID)]))
    else:
        own = node.Pg.objgen if "/Pg" in node else page
        lines.append("  " * depth + str(node.S)[1:])
        if "/K" in node:
            _walk(node.K, own, depth + 1, texts, lines)


def _marked_texts(page: pikepdf.Page) -> dict[int, str]:
    """Return the text of each piece of marked content, by its number, decoded with ToUnicode of the fonts."""
    maps = {name: _to_unicode(font) for name, font in page.Resources.Font.items()}
    found: dict[int, str] = {}
    stack: list[int | str | None] = []
    font: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BDC", "BMC"):
            properties = operands[1] if name == "BDC" else {}
            stack.append(int(properties["/MCID"]) if "/MCID" in properties else str(operands[0]))
        elif name == "EMC":
            stack.pop()
        elif name == "Tf":
            font = maps[str(operands[0])]
        elif name == "TJ":
            mcid = next((m for m in reversed(stack) if isinstance(m, int)), None)
            if mcid is not None:
                raw = b"".join(bytes(o) for o in operands[0] if isinstance(o, pikepdf.String))
                codes = (int.from_bytes(raw[i : i + 2], "big") for i in range(0, len(raw), 2))
                texts = [font[c] for c in codes]
                shown = "".join(reversed(texts) if stack[-1] == "/ReversedChars" else texts)
                found[mcid] = found.get(mcid, "") + shown
    return found


def _to_unicode(font: pikepdf.Object) -> dict[int, str]:
    table = {}
    for line in font.ToUnicode.read_bytes().decode("ascii").split("\n"):
        if line.startswith("<") and line.count("<") == 2 and not line.startswith("<0000> <ffff>"):
            code, text = line.split()
            table[int(code[1:-1], 16)] = bytes.fromhex(text[1:-1]).decode("utf-16-be")
    return table


__all__ = ["NoteMark", "Role", "document", "note", "opened", "page_texts", "paragraph", "structure"]
