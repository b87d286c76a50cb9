"""The PDF writer: tagged (PDF/UA-1) and archival (PDF/A-3a) files that overlay the official print.

Reads a `Document` and its form. Gives `write`.
"""

from pipeline.write.pdf.writer import write

__all__ = ["write"]
