"""What the terminal can show: its width, whether it takes colours, and which characters.

Reads COLUMNS, NO_COLOR and TERM. Gives widths, text without colours if the user wants none [cli outputs.terminal], and
standard streams to which anything can be written.
"""

from __future__ import annotations

import codecs
import contextlib
import errno
import os
import re
import sys
from io import TextIOWrapper

_WIDEST = 100
"""Columns of text that are still read with ease.
Chosen: typographers ask for 45 to 75 characters, a table needs a third more."""

_COLOUR = re.compile(r"\x1b\[[\d;]*m")

_PLAIN = {
    "…": "...", "–": "-", "—": "-", "‑": "-", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'",
    "→": "->", "œ": "oe", "Œ": "OE", "\u00a0": " ", "\u202f": " ", "‸": "^",
}  # fmt: skip
"""Characters of messages in ASCII, for a terminal whose encoding (cp437, cp1252) does not have them."""

_OF_OUTPUT = frozenset({errno.ENOSPC, errno.EIO, errno.EBADF, errno.EFBIG, errno.ENXIO})

_WINDOWS = os.name == "nt"
_ERRORS = "undocs"
"""Name of the error handler: see `_legible`."""


def width() -> int:
    """Return the number of columns for text: those of the terminal, at most 100; 80 if there is no terminal."""
    import shutil  # loads much: only for what is wrapped

    return max(40, min(_WIDEST, shutil.get_terminal_size((80, 24)).columns))


def is_plain() -> bool:
    """Return True if the user wants no colours (https://no-color.org) or the terminal has none."""
    return bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"


def uncoloured(text: str) -> str:
    """Return the text without escape sequences for colours."""
    return _COLOUR.sub("", text)


def make_streams_usable() -> None:
    """Make the standard streams such that no character and no closed stream ends a command.

    A stream that the caller has closed reads and writes nothing. A character that the encoding of the terminal does not
    have is written in ASCII. On Windows what goes to a file or another program is UTF-8: there the default is a code
    page of the country, in which JSON is not JSON. PYTHONIOENCODING goes before.
    """
    codecs.register_error(_ERRORS, _legible)
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123 - open to the end
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            redirected = _WINDOWS and not stream.isatty() and not os.environ.get("PYTHONIOENCODING")
            stream.reconfigure(encoding="utf-8" if redirected else None, errors=_ERRORS)


def write_utf8() -> None:
    """Write standard output in UTF-8 from here on, for JSON and XML: both are defined so."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors=_ERRORS)


def give_up_output() -> None:
    """Drop what still waits to be written to standard output, and what may follow: nobody reads it."""
    with contextlib.suppress(OSError):
        sys.stdout.flush()
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - for what Python flushes at its end


def is_of_output(error: BaseException) -> bool:
    """Return True for the error of a stream that cannot be written: a full disk, a terminal that is gone.

    Files are written by `pipeline.files`, which raises errors of its own; those of opening one have its name.
    """
    return isinstance(error, OSError) and error.filename is None and error.errno in _OF_OUTPUT


def _legible(error: UnicodeError) -> tuple[str, int]:
    """Return the first character that cannot be encoded in ASCII, and where to go on: what `codecs` expects."""
    assert isinstance(error, UnicodeEncodeError)
    character = error.object[error.start]
    escaped = character.encode("ascii", "backslashreplace").decode("ascii")
    return _PLAIN.get(character, escaped), error.start + 1


def spoken(lang: str | None) -> str:
    """Return the tag of the language of reports: that of `--lang`, else of UNDOCS_LANG, else English.

    LANG and LC_ALL do not count: what a command prints is the same on every machine, unless it is asked otherwise.
    """
    return lang or os.environ.get("UNDOCS_LANG", "").strip().lower() or "en"
