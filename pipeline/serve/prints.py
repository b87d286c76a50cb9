"""Official prints beside the preview, and the editor that opens a place of a source.

Reads what the options name: a PDF or a folder of PDFs, and the address by which an editor opens files. Gives for a text
its print, and for a place in it the address that opens it. Neither is in a page: the server answers with them when it
is asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from pipeline.errors import MissingInputError, Place, UsageError

VS_CODE = "vscode://file{path}:{line}:{column}"
"""What opens a place in Visual Studio Code; `{path}` begins with a slash."""
NO_EDITOR = "off"
_FIELDS = {"path": "/a", "line": 1, "column": 1}
_SUFFIX = ".pdf"


@dataclass(frozen=True, slots=True)
class Prints:
    """The prints that were given: one PDF, or those of a folder, each named as the XML file that it prints."""

    given: Path | None = None

    def __post_init__(self) -> None:
        """Raise MissingInputError for a path that is not there, UsageError for a file that is not a PDF."""
        if self.given is None or self.given.is_dir():
            return
        if not self.given.is_file():
            raise MissingInputError("there is no such print", place=Place(self.given), remedy="a PDF, or a folder")
        read_print(self.given)

    def check(self, texts: int) -> None:
        """Raise UsageError if one PDF would be the print of several texts."""
        if self.given and self.given.is_file() and texts > 1:
            what = f"--beside: {self.given} is one print, and there are {texts} texts"
            raise UsageError(what, remedy="give one text, or a folder of PDFs named as the XML files")

    def of(self, text: Path) -> Path | None:
        """Return the print of a text; None if there is none."""
        if self.given is None or self.given.is_file():
            return self.given
        found = self.given / f"{text.stem}{_SUFFIX}"
        return found if found.is_file() else None


NO_PRINTS = Prints()


def read_print(path: Path) -> bytes:
    """Return the bytes of a print. Raises UsageError if it cannot be read or is not a PDF."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(f"--beside: cannot read {path}: {error.strerror}") from error
    if not data.startswith(b"%PDF-"):
        raise UsageError(f"--beside: {path} is not a PDF", remedy="give the official print as PDF")
    return data


def editor_address(given: str | None) -> str:
    """Return the address that opens an editor, with its fields; "" for none. Raises UsageError if it is invalid."""
    address = VS_CODE if given is None else given
    if address == NO_EDITOR:
        return ""
    try:
        filled = address.format(**_FIELDS)
    except (KeyError, IndexError, ValueError) as error:
        raise UsageError(f"--editor: unknown field in {address!r}", remedy=f"such as {VS_CODE}") from error
    scheme = filled.partition("://")[0]
    if "{path}" not in address or not scheme.isalpha() or scheme.lower() in ("javascript", "data"):
        raise UsageError(f"--editor: {address!r} opens no file", remedy=f"such as {VS_CODE}")
    return address


def place_in_editor(address: str, path: Path, line: int, column: int) -> str:
    """Return the address that opens a place of a file."""
    whole = quote(path.resolve().as_posix(), safe="/:")
    return address.format(path=whole if whole.startswith("/") else f"/{whole}", line=line, column=column)
