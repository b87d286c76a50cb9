"""The commands: one table of names, options and help for the tasks of invoke and for the console script.

Reads option values as the user gave them. Gives an exit status: `run` is the one place where exceptions become a status
and a message. Everything else is loaded by the command that needs it, so that a command line answers at once.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from io import TextIOWrapper
from typing import Any

from pipeline.errors import ExitStatus, PipelineError


class Takes(Enum):
    """What an option takes."""

    NOTHING = "nothing"
    VALUE = "value"
    NUMBER = "number"
    MANY = "many"
    PLACE = "place"
    """A value given by its place, without the option's name; it must be given."""


@dataclass(frozen=True, slots=True)
class Option:
    """An option `--name`; its keyword in Python has underscores."""

    name: str
    takes: Takes
    help: str
    plain: bool = False
    """True if the values may be given without the option's name, each as a word of its own."""

    @property
    def keyword(self) -> str:
        """Name of the keyword argument."""
        return self.name.replace("-", "_")

    @property
    def default(self) -> Any:  # noqa: ANN401 - a value of the option's own kind
        """Value where the option is not given."""
        return {Takes.NOTHING: False, Takes.VALUE: None, Takes.NUMBER: 0, Takes.MANY: (), Takes.PLACE: None}[self.takes]


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its one-line help, its options, and `module:function` that does it."""

    help: str
    options: tuple[Option, ...]
    does: str
    shows_bugs: bool = False
    """True where the command meets bugs that it survives, so that it wants to know of --debug."""

    def helps(self) -> dict[str, str]:
        """Help of each option, as invoke wants it."""
        return {option.name: option.help for option in self.options}

    def function(self) -> Callable[..., ExitStatus]:
        """What does it; loaded here."""
        from importlib import import_module

        module, _, name = self.does.partition(":")
        found: Callable[..., ExitStatus] = getattr(import_module(module), name)
        return found


_SOURCE = Option(
    "source", Takes.MANY, "file, folder, or name from `list` (may repeat; all texts of source/ without)", plain=True
)
_OUT = Option("out", Takes.VALUE, "folder or fsspec address for the outputs (dist/ without)")
_JOBS = Option("jobs", Takes.NUMBER, "number of processes (as many as pay without)")
_DEBUG = Option("debug", Takes.NOTHING, "show the traceback of a bug")
_NAME = Option("name", Takes.PLACE, "text: path, name from `list`, or IRI")
_NUMBER = Option("number", Takes.NUMBER, "its number: the n of Corr.n, Rev.n, Add.n")
_DATE = Option("date", Takes.VALUE, "its date: 2008-01-31 (SOURCE_DATE_EPOCH, else the text's own, without)")
_FILE = Option("out", Takes.VALUE, "file to write (beside the text without); never overwritten")

COMMANDS = {
    "list": Command(
        "Show the texts of source/, their state and what is not assigned yet",
        (_DEBUG,),
        "pipeline.command_texts:list_texts",
    ),
    "build": Command(
        "Build documents in every format, with proof that no word was lost",
        (
            _SOURCE,
            _OUT,
            Option("formats", Takes.VALUE, "formats with commas between (pdf,docx,html,txt without)"),
            _JOBS,
            Option("recover", Takes.NOTHING, "build a malformed file from what can be recovered"),
            Option("force", Takes.NOTHING, "build also what has not changed"),
            Option("no-proof", Takes.NOTHING, "do not compare the words of source and outputs"),
            Option("strict-glyphs", Takes.NOTHING, "fail where no font has a character"),
            Option("scheduler", Takes.VALUE, "Dask scheduler, tcp://host:port or local (extra `cluster`)"),
            _DEBUG,
        ),
        "pipeline.command_build:build",
        shows_bugs=True,
    ),
    "validate": Command(
        "Check documents against schema, naming convention, references, wording and form",
        (
            _SOURCE,
            Option("profile", Takes.VALUE, "strict or corpus (strict without)"),
            Option("format", Takes.VALUE, "text, json, sarif or junit (text without)"),
            Option("fix", Takes.NOTHING, "mend what needs no judgement, and show the difference"),
            Option("report", Takes.NOTHING, "show the OASIS conformance levels instead of findings"),
            _JOBS,
            _DEBUG,
        ),
        "pipeline.command_validate:validate",
    ),
    "rules": Command(
        "Show all rules of the validator, each with an example",
        (_DEBUG,),
        "pipeline.command_validate:rules",
    ),
    "diff": Command(
        "Compare two texts: tracked changes in Word, redlines in HTML and PDF, text, JSON, one sentence",
        (
            Option("old", Takes.PLACE, "earlier text: path, name from `list`, IRI, or REV:path"),
            Option("new", Takes.PLACE, "later text"),
            Option("formats", Takes.VALUE, "formats with commas between (docx,html,pdf,txt,json without)"),
            _OUT,
            _DEBUG,
        ),
        "pipeline.command_versions:diff",
    ),
    "concordance": Command(
        "Lay two texts side by side: differing figures, dates, names, instruments; parity of languages",
        (
            Option("a", Takes.PLACE, "left text: path, name from `list`, IRI, or REV:path"),
            Option("b", Takes.PLACE, "right text"),
            Option("formats", Takes.VALUE, "formats with commas between (html,docx,pdf,json without)"),
            _OUT,
            Option("also", Takes.MANY, "a further language version for the parity report (may repeat)"),
            _DEBUG,
        ),
        "pipeline.command_versions:concordance",
    ),
    "dist": Command(
        "Make distribution copies: every format of a work, manifest, checksums, verifier; folder and zip",
        (
            Option("work", Takes.MANY, "name of a work from `list` (may repeat; all works without)"),
            Option("out", Takes.VALUE, "folder for the copies (dist/copies without)"),
            Option("final", Takes.NOTHING, "refuse a document whose number or date is not assigned"),
            Option("key", Takes.VALUE, "file with a private Ed25519 key in PEM: the copies are signed"),
            Option("base-url", Takes.VALUE, "address where the copies will stand, for the manifest (relative without)"),
            Option("record", Takes.NOTHING, "write the hashes of all files to dist/MANIFEST"),
            _DEBUG,
        ),
        "pipeline.command_distribution:dist",
    ),
    "verify": Command(
        "Check a distribution copy: checksums, signature, and that every file has the text of its XML",
        (
            Option("path", Takes.PLACE, "folder or zip of a copy"),
            Option("key", Takes.VALUE, "file with the public Ed25519 key in PEM: the signature is checked"),
            Option("rebuild", Takes.NOTHING, "build everything again from the XML inside and compare the bytes"),
            _DEBUG,
        ),
        "pipeline.command_distribution:verify",
    ),
    "site": Command(
        "Build the web edition: a static site of all works with search, feeds and permanent addresses",
        (
            _SOURCE,
            Option("out", Takes.VALUE, "folder for the site (dist/site without)"),
            Option("formats", Takes.VALUE, "formats with commas between (those of build without, all for source/)"),
            Option("base-url", Takes.VALUE, "address where the site will stand, for sitemap and metadata"),
            _JOBS,
            Option("recover", Takes.NOTHING, "build a malformed file from what can be recovered"),
            Option("force", Takes.NOTHING, "build also what has not changed"),
            _DEBUG,
        ),
        "pipeline.command_site:site",
        shows_bugs=True,
    ),
    "corrigendum": Command(
        "Write the corrigendum that makes one version of a text into another",
        (
            Option("old", Takes.PLACE, "text to be corrected: path, name from `list`, IRI, or REV:path"),
            Option("new", Takes.PLACE, "the text as it should read"),
            _NUMBER,
            _DATE,
            _FILE,
            _DEBUG,
        ),
        "pipeline.command_life:corrigendum",
    ),
    "apply": Command(
        "Carry out a corrigendum: the corrected text as a new expression",
        (Option("corrigendum", Takes.PLACE, "the corrigendum: path or name from `list`"), _FILE, _DEBUG),
        "pipeline.command_life:apply",
    ),
    "revise": Command(
        "Begin a revision of a text, with symbol, masthead and identification done",
        (_NAME, _NUMBER, _DATE, _FILE, _DEBUG),
        "pipeline.command_life:revise",
    ),
    "addendum": Command(
        "Begin an addendum to a text, with symbol, masthead and identification done",
        (_NAME, _NUMBER, _DATE, _FILE, _DEBUG),
        "pipeline.command_life:addendum",
    ),
    "assign": Command(
        "Fill in symbol, job number and date of distribution once they are known",
        (
            _NAME,
            Option("symbol", Takes.VALUE, "the symbol: A/62/658"),
            Option("job", Takes.VALUE, "the job number: 08-12345 (F)"),
            Option("date", Takes.VALUE, "the date of distribution: 2008-01-31"),
            _DEBUG,
        ),
        "pipeline.command_life:assign",
    ),
    "history": Command(
        "Show the lineage of a work: versions, corrigenda, addenda",
        (Option("work", Takes.PLACE, "name from `list`, or IRI"), _DEBUG),
        "pipeline.command_life:history",
    ),
    "at": Command(
        "Show or write the text of a work as it stood on a day",
        (
            Option("work", Takes.PLACE, "name from `list`, or IRI"),
            Option("date", Takes.VALUE, "the day: 2008-01-31"),
            Option("out", Takes.VALUE, "file to write: .xml, or .pdf, .docx, .html, .txt"),
            _DEBUG,
        ),
        "pipeline.command_life:at",
    ),
    "serve": Command(
        "Show texts as pages that follow their source while it is edited, with findings beside the text",
        (
            _SOURCE,
            Option("port", Takes.NUMBER, "port on this machine's own address (8000 without)"),
            _DEBUG,
        ),
        "pipeline.command_serve:serve",
    ),
    "new": Command(
        "Begin a document: a skeleton in strict form; asks for what is not given on a terminal",
        (
            Option("kind", Takes.PLACE, "letter, note, resolution or decision"),
            Option("out", Takes.VALUE, "file to write; one that is there is not overwritten"),
            Option("language", Takes.VALUE, "ar, en, es, fr, ru or zh (en without)"),
            Option("date", Takes.VALUE, "date of the document: 2026-01-31"),
            Option("symbol", Takes.VALUE, "the symbol, if assigned: A/80/L.5"),
            Option("title", Takes.VALUE, "the title (a placeholder without)"),
            _DEBUG,
        ),
        "pipeline.command_intake:new",
    ),
    "import": Command(
        "Turn a Word file or plain text into Akoma Ntoso, with a report of every doubt",
        (
            Option("file", Takes.PLACE, "the .docx or .txt file"),
            Option("out", Takes.VALUE, "XML file to write; the doubts go to FILE.doubts.md beside it"),
            Option("kind", Takes.VALUE, "resolution, decision, statement, letter … (told by the text without)"),
            Option("language", Takes.VALUE, "language of the text (told by the file without)"),
            Option("symbol", Takes.VALUE, "the symbol (taken from the masthead without)"),
            Option("date", Takes.VALUE, "date of the document (taken from the text without)"),
            _DEBUG,
        ),
        "pipeline.command_intake:import_",
    ),
    "test": Command(
        "Run the tests",
        (Option("only", Takes.VALUE, "folder or file in tests/, or part of a test's name"), _JOBS, _DEBUG),
        "pipeline.command_texts:test",
    ),
    "bench": Command(
        "Measure speed and memory; tables and plots in docs/benchmarks/",
        (
            Option("only", Takes.VALUE, "names of benchmarks with commas between (all without)"),
            Option("peers", Takes.NOTHING, "other programs on the same texts too (extra `bench`)"),
            _DEBUG,
        ),
        "pipeline.command_bench:bench",
    ),
    "clean": Command("Remove everything in dist/ but its MANIFEST", (_DEBUG,), "pipeline.command_texts:clean"),
}
"""In the order in which a table of contents lists them."""


def run(name: str, /, *, debug: bool = False, **options: Any) -> ExitStatus:  # noqa: ANN401 - values as the user gave them
    """Do a command. Every exception ends here: as one line on standard error, and as an exit status."""
    _tell_everything()
    try:
        command = COMMANDS[name]
        options |= {"debug": debug} if command.shows_bugs else {}
        status = command.function()(**options)
        sys.stdout.flush()
        return status
    except PipelineError as error:
        return _told(str(error), error.exit_status, error, debug)
    except BrokenPipeError:  # the reader of our output has gone, as `| head` does
        sys.stdout = None
        return ExitStatus.DONE
    except KeyboardInterrupt:
        return _told("interrupted; what is finished is kept, the same command goes on from there", _CANNOT, None, debug)
    except Exception as error:
        return _told(f"this is a bug: {_one_line(error)}; --debug shows the traceback", _CANNOT, error, debug)


def _tell_everything() -> None:
    """What the terminal cannot show (a file name outside UTF-8) is shown escaped, instead of ending the command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


_CANNOT = ExitStatus.COULD_NOT_RUN


def _told(message: str, status: ExitStatus, error: BaseException | None, debug: bool) -> ExitStatus:
    if debug and error is not None:
        traceback.print_exception(error)
    print(f"pipeline: {message}", file=sys.stderr)
    return status


def _one_line(error: Exception) -> str:
    return f"{type(error).__name__}: {error}".replace("\n", " ")
