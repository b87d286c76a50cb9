"""The whole build of one input, judged: read, validate, fix, prepare, write every format, prove.

Reads bytes. Gives a `Verdict`: how far the input came, and every fault. A fault is an exception that is not one
of `pipeline.errors`; an error of the project that only wraps an exception nobody foresaw, or says no cause or no
place; a word that the proof misses; an output that is not the same twice; too much time.
"""

from __future__ import annotations

import random
import shutil
import signal
import time
import traceback
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from lxml import etree

from pipeline.errors import (
    DocumentError,
    IllegiblePageError,
    LostWordsError,
    MalformedError,
    PipelineError,
    RefusedInputError,
)
from pipeline.prepare import prepare
from pipeline.prove import Words, prove_words, words
from pipeline.prove.fold import fold
from pipeline.read import Source, parse_bytes
from pipeline.validate.fixes.files import fix_file
from pipeline.validate.model.profiles import profile
from pipeline.validate.run.engine import validate_file, validate_source
from pipeline.write import FORMATS, Options, read_back, writer

_FORESEEN: dict[type[PipelineError], tuple[type[BaseException], ...]] = {
    MalformedError: (etree.XMLSyntaxError, UnicodeDecodeError, LookupError),
    RefusedInputError: (etree.XMLSyntaxError, RecursionError),
}
"""Exceptions that an error of the project may come from; any other is a fault that was wrapped."""

_CUT = frozenset({"pdf", "md", "odt"})
"""Formats that may cut a word in a column too narrow for it, or move words of two directions: a build that is refused
for that loses nothing."""

_AGAIN, _FIXED = 20, 5
"""One input in so many is written twice; one in so many is fixed too."""


@dataclass
class Verdict:
    """Verdict on an input."""

    outcome: str = ""
    """`built`, `built from what recovery gives`, or the name of the error that refused it."""
    faults: list[str] = field(default_factory=list)
    """One line each, the traceback after it; empty for a sound build."""
    cut: list[str] = field(default_factory=list)
    """Files that the proof refused with every letter in them: words cut, or moved if the source makes no sense."""
    seconds: float = 0.0
    """Time of this process."""
    slowest: tuple[float, str] = (0.0, "")
    """Seconds and name of the step that took longest."""


class _TooLong(BaseException):
    """A step has used up its time."""


class Judge:
    """Builds inputs. `limit`: seconds of processor time that a step may take; `valid`: no format may refuse them."""

    def __init__(
        self, scratch: Path, formats: tuple[str, ...] = FORMATS, limit: float = 10.0, *, valid: bool = False
    ) -> None:
        self.file = scratch / "input.xml"
        self.formats, self.limit, self.valid = formats, limit, valid
        self.verdict = Verdict()

    def __call__(self, data: bytes, beside: Mapping[str, bytes] = MappingProxyType({})) -> Verdict:
        """Return the verdict on one input; `beside`: the files that lie beside it, by path."""
        begun = time.process_time()
        self._lay_out(beside)
        self.verdict = Verdict()
        self.choose = random.Random(zlib.crc32(data))
        self._validated(data)
        source = self._read(data)
        if source is not None:
            self._built(source)
        self.verdict.seconds = time.process_time() - begun
        return self.verdict

    def _lay_out(self, beside: Mapping[str, bytes]) -> None:
        """Put these files, and no others, beside the input."""
        shutil.rmtree(self.file.with_suffix(".media"), ignore_errors=True)
        for name, data in beside.items():
            path = self.file.parent / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(data)

    def _read(self, data: bytes) -> Source | None:
        """Return the source, read strictly and, where it is malformed, from what recovery gives."""
        source = self._step("read", lambda: parse_bytes(data, self.file))
        if source is None and self.verdict.outcome == "MalformedError":
            source = self._step("recover", lambda: parse_bytes(data, self.file, recover=True))
            if source is not None:
                self.verdict.outcome = "built from what recovery gives"
        elif source is not None:
            self.verdict.outcome = "built"
        return source

    def _validated(self, data: bytes) -> None:
        """Run every rule over the file, readable or not, and check that every finding has a place."""
        self.file.write_bytes(data)
        result = self._step("validate", lambda: validate_file(self.file, profile("strict")))
        for finding in result.findings if result else ():
            if finding.line < 1 and finding.rule != "FILE-001":
                self._fault("validate", f"finding without a place: {finding.rule} {finding.message}")
        if self.choose.randrange(_FIXED) == 0:
            self._step("fix", lambda: fix_file(self.file, profile("corpus"), write=False))

    def _built(self, source: Source) -> None:
        if source.recovered:
            self._step("validate", lambda: validate_source(source, profile("corpus")))
        document = self._step("prepare", lambda: prepare(source))
        expected = self._step("words", lambda: words(source))
        if document is None or expected is None:
            return
        options = Options(attachment=source.data)
        again = self.choose.randrange(_AGAIN) == 0
        for format in self.formats:
            written = self._step(f"write {format}", lambda: writer(format)(document, options))  # noqa: B023
            if written is None:
                continue
            proof = self._step(f"prove {format}", lambda: prove_words(expected, written.data, format))  # noqa: B023
            if proof is not None and (error := proof.error()):
                self._lost(format, error, expected, written.data, whole=not proof.lacks)
            second = self._step(f"write {format}", lambda: writer(format)(document, options)) if again else written  # noqa: B023
            if second is None or second.data != written.data:
                self._fault(f"write {format}", "not the same bytes twice")

    def _lost(self, format: str, error: DocumentError, expected: Words, data: bytes, *, whole: bool) -> None:
        """Count a loss as a fault; if every letter is there, only cut, in another order, off the page or below another,
        the refusal counts apart, but of a valid document. `whole`: no table, note, link or change is lacking.
        """
        if self.valid:
            self._fault(f"prove {format}", f"REFUSED {error}")
        elif (
            isinstance(error, IllegiblePageError)
            or "out of order" in error.what
            or (whole and format in _CUT and _has_letters(expected, data, format))
        ):
            self.verdict.cut.append(f"{format}: {error}")
        else:
            self._fault(f"prove {format}", f"LOSS {error}")

    def _step(self, name: str, do: Callable[[], Any]) -> Any:
        """Return what a step gives; None if it failed, and every fault noted."""
        begun = time.process_time()
        try:
            with _within(self.limit):
                return do()
        except PipelineError as error:
            self.verdict.outcome = type(error).__name__
            self._checked(name, error)
        except _TooLong:
            self._fault(name, f"SLOW longer than {self.limit:g} s\n{traceback.format_exc()}")
        except Exception as error:
            self._fault(name, f"BUG {type(error).__name__}: {error}\n{traceback.format_exc()}")
        finally:
            self.verdict.slowest = max(self.verdict.slowest, (time.process_time() - begun, name))
        return None

    def _checked(self, name: str, error: PipelineError) -> None:
        """Check that an error of the project concerns the document, says what happened and where, and hides no
        other.
        """
        described = f"{type(error).__name__}: {error}"
        if not isinstance(error, DocumentError) or isinstance(error, LostWordsError):
            self._fault(name, f"WRONG {described}\n{traceback.format_exc()}")
        if not error.place or not error.what.strip() or "\n" in str(error):
            self._fault(name, f"VAGUE {described}")
        if isinstance(error, MalformedError) and not (error.place and error.place.line):
            self._fault(name, f"VAGUE {described}")
        hidden = error.__cause__ or error.__context__
        if hidden is not None and type(hidden) not in _FORESEEN.get(type(error), ()):
            self._fault(name, f"WRAPPED {described}\n{traceback.format_exc()}")

    def _fault(self, step: str, described: str) -> None:
        self.verdict.faults.append(f"{step}: {described}")


def _has_letters(expected: Words, data: bytes, format: str) -> bool:
    """Return True if a file has every letter of the source, or shows that others are over those that it lacks: of two
    equal characters in one place a reader gives back one.
    """
    read = read_back(data, format, "")
    covered = sum(len(page.clashes) for page in read.pages)
    return (letters(expected) - Counter(fold(read.seen))).total() <= covered


def letters(expected: Words) -> Counter[str]:
    """Return the letters and figures of a source, as they are compared."""
    text = fold("".join(passage.text for passage in expected.passages()))
    return Counter(char for char in text if char.isalnum())


@contextmanager
def _within(seconds: float) -> Iterator[None]:
    """Raise _TooLong in the code inside when it has used so much processor time."""

    def stop(*_: object) -> None:
        raise _TooLong

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
