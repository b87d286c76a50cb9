"""The text writer: plain text for terminals and mail, wrapped at 76 columns or one paragraph per line.

Reads a `Document` and `templates/text/`. Gives UTF-8 with line feeds, in logical order, without control characters, no
blank at the end of a line, one line feed at the end of the file.
"""

from pipeline.write.text.file import write, write_flow

__all__ = ["write", "write_flow"]
