"""What a user would take instead: WeasyPrint, Typst, pandoc, LibreOffice, xmldiff, on the same text.

Reads a prepared document or plain paragraphs. Gives the same text as HTML and as Typst markup, and what each peer
makes of it. A peer that is not installed is left out of the tables (extra `bench`, LibreOffice from the system).
"""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path
from typing import Any

from pipeline.document import Document, Heading, Paragraph, Table, plain_text

_TYPST_FONTS = ("Liberation Serif", "Noto Naskh Arabic", "Noto Serif SC")
_RIGHT_TO_LEFT = "ar"

Piece = tuple[str, Any]
"""A heading ("h2", text), a paragraph ("p", text) or a table ("table", rows of texts)."""


def available(name: str) -> bool:
    """Return True if a peer can be used: a Python package, or a program."""
    if name == "libreoffice":
        return shutil.which("soffice") is not None
    package = {"pandoc": "pypandoc"}.get(name, name)
    return importlib.util.find_spec(package) is not None


def pieces(document: Document) -> Iterator[Piece]:
    """Yield the text of a document without its masthead, its notes at the end."""
    for block in document.blocks():
        if isinstance(block, Table):
            rows = [[" ".join(p.text for p in cell.blocks) for cell in row.cells] for row in block.rows]
            yield "table", rows
        elif isinstance(block, Heading):
            yield f"h{block.level}", block.text
        else:
            yield "p", block.text
    for note in document.notes:
        yield "p", f"{note.printed} {' '.join(_plain(p) for p in note.blocks)}"


def _plain(paragraph: Paragraph) -> str:
    return plain_text(paragraph.inlines)


def html(parts: Iterable[Piece], language: str) -> str:
    """Return a page in the same type and size as this project's, without anything that costs time."""
    direction = "rtl" if language == _RIGHT_TO_LEFT else "ltr"
    style = (
        "@page { size: Letter; margin: 72pt } body { font: 10pt/12pt 'Liberation Serif', 'Noto Naskh Arabic', "
        "'Noto Serif SC'; text-align: justify } table { border-collapse: collapse }"
    )
    body = "\n".join(map(_html, parts))
    return (
        f'<!DOCTYPE html><html lang="{language}" dir="{direction}"><head><meta charset="utf-8">'
        f"<title>Benchmark</title><style>{style}</style></head><body>{body}</body></html>"
    )


def _html(piece: Piece) -> str:
    kind, content = piece
    if kind == "table":
        rows = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in content)
        return f"<table>{rows}</table>"
    return f"<{kind}>{escape(content)}</{kind}>"


def typst_markup(parts: Iterable[Piece], language: str) -> str:
    """Return the same for Typst: tagged, the same page and type."""
    fonts = ", ".join(f'"{font}"' for font in _TYPST_FONTS)
    head = (
        '#set document(title: "Benchmark", date: datetime(year: 2044, month: 1, day: 1))\n'
        '#set page(paper: "us-letter", margin: 72pt, numbering: "1")\n'
        f'#set text(font: ({fonts}), size: 10pt, lang: "{language[:2]}")\n#set par(justify: true)\n'
    )
    return head + "\n\n".join(map(_typst, parts)) + "\n"


def _typst(piece: Piece) -> str:
    kind, content = piece
    if kind == "table":
        columns = max(map(len, content))
        cells = (_string(cell) for row in content for cell in [*row, *[""] * (columns - len(row))])
        return f"#table(columns: {columns}, {', '.join(cells)})"
    if kind == "p":
        return f"#{_string(content)}"
    return f"#heading(level: {kind[1:]}, {_string(content)})"


def _string(text: str) -> str:
    """Return a string of Typst's language."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{escaped}"'


def pandoc_command(page: Path, target: Path) -> list[str]:
    """Return the command line that makes a file of a page."""
    import pypandoc

    options = ["-t", "plain"] if target.suffix == ".txt" else []
    return [pypandoc.get_pandoc_path(), "-f", "html", "-s", *options, "-o", str(target), str(page)]


def libreoffice_command(inputs: Iterable[Path], format: str, folder: Path) -> list[str]:
    """Return the command line that converts Word files together, with a profile of its own."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    out = ["--convert-to", format, "--outdir", str(folder)]
    return ["soffice", profile, "--headless", *out, *map(str, inputs)]
