"""Words read back from a written file, by other means than it was written with.

Reads the bytes of a file. Gives its text as a reader meets it: what is hidden, and second copies of text (lists of
contents, running heads of a Word file), do not count. One module a format.
"""

from __future__ import annotations

from collections.abc import Callable

from pipeline.prove.packages import read_epub, read_markdown, read_odt
from pipeline.prove.readback.docx import read_docx
from pipeline.prove.readback.html import read_html
from pipeline.prove.readback.pdf import read_pdf
from pipeline.prove.readback.text import read_text

__all__ = ["READERS", "read_docx", "read_epub", "read_html", "read_markdown", "read_odt", "read_pdf", "read_text"]

READERS: dict[str, Callable[[bytes], str]] = {
    "txt": read_text,
    "flow.txt": read_text,
    "html": read_html,
    "docx": read_docx,
    "pdf": read_pdf,
    "md": read_markdown,
    "epub": read_epub,
    "odt": read_odt,
}
