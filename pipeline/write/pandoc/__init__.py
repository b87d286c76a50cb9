"""The writers of Markdown, EPUB 3 and ODT, all by pandoc.

Reads a `Document`, its form and `templates/pandoc/`. Pandoc's own document is built here directly from the prepared
document; no Akoma Ntoso and no other file of the document is read.
"""

from pipeline.write.pandoc.epub.writer import write_epub
from pipeline.write.pandoc.markdown import write_md
from pipeline.write.pandoc.odt.writer import write_odt

__all__ = ["write_epub", "write_md", "write_odt"]
