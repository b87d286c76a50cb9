"""The words of a PDF file.

Reads PDF by pdfium. Gives the text of all pages in content order, running heads and feet included.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

_SOFT_BREAK = re.compile("[\ufffe\x02\u00ad]")


def read_pdf(data: bytes) -> str:
    """The text of all pages in content order; running heads and feet count as extra words."""
    import pypdfium2  # loaded when the first PDF is proved

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise ValueError(str(error)) from error
    try:
        return "\f".join(_page_text(page) for page in document)
    finally:
        document.close()


def _page_text(page: PdfPage) -> str:
    """The text of one page; pdfium's sign for a hyphen at a line end is a hyphen."""
    textpage = page.get_textpage()
    text = textpage.get_text_range()
    textpage.close()
    page.close()
    return _SOFT_BREAK.sub("-", text)
