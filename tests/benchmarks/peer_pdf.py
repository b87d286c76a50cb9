"""PDF by Typst and by WeasyPrint.

Reads markup and HTML. Gives bytes. Loads nothing but the peer, so that its start can be measured.
"""

from __future__ import annotations

from pathlib import Path

from pipeline.data import TEMPLATES


def weasyprint_pdf(page: str) -> bytes:
    """Return the PDF by WeasyPrint, tagged (PDF/UA-1)."""
    import weasyprint

    made: bytes = weasyprint.HTML(string=page).write_pdf(pdf_variant="pdf/ua-1")
    return made


def typst_pdf(markup: Path) -> bytes:
    """Return the PDF by Typst, tagged and archival (PDF/UA-1 and PDF/A-3a)."""
    import typst

    made: bytes = typst.compile(str(markup), font_paths=[str(TEMPLATES / "fonts")], pdf_standards=["a-3a", "ua-1"])
    return made
