"""The one exception tree of the project.

Gives `PipelineError` and its subclasses, each with the exit status that the command line returns.
Exit status [cli exit-status]: 0 done; 1 done with findings, failed documents or lost words;
2 could not run. Anything that is not a `PipelineError` is a bug of the program.
"""

from __future__ import annotations

import re
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
"""Signs that steer a terminal, turn the direction of what follows over, or show nothing."""


def visible(text: str) -> str:
    """Return a text from outside (a name, a path, words of a file) as a message may show it: such signs escaped.

    >>> visible("a\\x1b[2Jb\\u202ec")
    'a\\\\x1b[2Jb\\\\u202ec'
    """
    return _UNSEEN.sub(_escaped, text)


def _escaped(sign: re.Match[str]) -> str:
    code = ord(sign[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


class ExitStatus(IntEnum):
    """Exit status of every command."""

    DONE = 0
    FINDINGS = 1
    COULD_NOT_RUN = 2


class Place(NamedTuple):
    """A place in a file: 1-based line and column, 0 if unknown."""

    path: Path | str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """Return `path`, `path:line` or `path:line:column`, whatever is known."""
        known = [str(self.path), *(str(n) for n in (self.line, self.column) if n)]
        return visible(":".join(known))


class PipelineError(Exception):
    """Base of all errors a user may see: what happened, where, and what to do about it."""

    exit_status = ExitStatus.COULD_NOT_RUN

    def __init__(self, what: str, *, place: Place | None = None, remedy: str = "") -> None:
        """Set what happened in plain words (`what`) and the next step for the user (`remedy`)."""
        super().__init__(what, place, remedy)
        self.what = what
        self.place = place
        self.remedy = remedy

    def __str__(self) -> str:
        """Return one line: place, what, remedy."""
        where = f"{self.place}: " if self.place else ""
        return visible(f"{where}{self.what}" + (f" ({self.remedy})" if self.remedy else ""))

    def __reduce__(self) -> tuple[object, ...]:
        """Return what a worker process needs to send the error whole."""
        return (_rebuild, (type(self), self.what, self.place, self.remedy))


def _rebuild(kind: type[PipelineError], what: str, place: Place | None, remedy: str) -> PipelineError:
    return kind(what, place=place, remedy=remedy)


class UsageError(PipelineError):
    """An option has a value that cannot be used."""


class MissingInputError(PipelineError):
    """A path that should be read does not exist or cannot be read."""


class OutputError(PipelineError):
    """A file or folder cannot be written: disk full, no permission, two inputs with one output."""


class NotReplacedError(OutputError):
    """A file is left as it is: changed meanwhile, read-only, or being rewritten by another command."""


class TemplateError(PipelineError):
    """A file in `templates/` is missing or does not fit its schema."""


class ToolError(PipelineError):
    """An outside program is missing, failed or answered with nothing."""


class DocumentError(PipelineError):
    """One document cannot be processed; the others of a batch go on."""

    exit_status = ExitStatus.FINDINGS


class RefusedInputError(DocumentError):
    """Input that is dangerous to read: DOCTYPE, entity, over a limit of size or depth."""


class MalformedError(DocumentError):
    """The file is not well-formed XML."""


class NotAkomaNtosoError(DocumentError):
    """Well-formed XML, but not an Akoma Ntoso 3.0 document."""


class IdentifierError(DocumentError):
    """A string is not an IRI, eId or document symbol of the form it should have."""


class MissingGlyphError(DocumentError):
    """A character has no glyph in any font and no substitute (with `--strict-glyphs`)."""


class LostWordsError(DocumentError):
    """A written file lacks words of its source."""


class IllegiblePageError(DocumentError):
    """A page of a written file cannot be read: characters over each other, or text off the page."""
