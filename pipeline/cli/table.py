"""The table of commands: names, options and help, for the tasks of invoke and for the console command.

Everything that is said about a command is said here: help, the completion of shells and the manual are made from it.
"""

from __future__ import annotations

from collections.abc import Callable

from pipeline.cli.checks import CHECKS, REPORT_LANGUAGE
from pipeline.cli.life import LIFE
from pipeline.cli.options import Command, Group, Option
from pipeline.cli.shared import DEBUG, JOBS, JSON, NAME, SOURCE, old_and_new
from pipeline.cli.values import day, folder, language, path, web_address, whole_number


def _formats() -> tuple[str, ...]:
    from pipeline.write import FORMATS

    return tuple(FORMATS)


def _default_formats() -> tuple[str, ...]:
    from pipeline.write import DEFAULT_FORMATS

    return DEFAULT_FORMATS


def _labels() -> dict[str, str]:
    """Return the names of formats by what readers call them."""
    from pipeline.write import FORMATS

    return {called.lower(): f.name for f in FORMATS.values() for called in (f.label, *f.other_names)}


def _kinds() -> tuple[str, ...]:
    from pipeline.akn.classes import classes

    return tuple(classes())


def _kinds_with_skeleton() -> tuple[str, ...]:
    from pipeline.akn.classes import kinds_with_skeleton

    return kinds_with_skeleton()


def _benchmarks() -> tuple[str, ...]:
    from tests.benchmarks.run import BENCHMARKS

    return tuple(BENCHMARKS)


def _redlines() -> tuple[str, ...]:
    from pipeline.write import REDLINES

    return (*REDLINES, "json")


def _side_by_side() -> tuple[str, ...]:
    from pipeline.write import SIDE_BY_SIDE

    return (*SIDE_BY_SIDE, "json")


_RECOVER = Option("recover", "build a malformed file from what can be recovered")
_FORCE = Option("force", "build also what has not changed")


def _out(shown: str, what: str = "output folder") -> Option:
    return Option("out", what, metavar="DIR", short="o", shown=shown, read=folder)


def _chosen(names: Callable[[], tuple[str, ...]]) -> Option:
    return Option("formats", "comma-separated formats", metavar="LIST", choices=names, listed=True, default=names)


COMMANDS = {
    "list": Command(
        Group.TEXTS,
        "Show the texts of source/, their outputs, and what is not assigned yet",
        (
            JSON,
            DEBUG,
        ),
        "texts:list_texts",
    ),
    **CHECKS,
    "prepare": Command(
        Group.TEXTS,
        "Show what was understood of a text before any format: an outline, or all of it as JSON",
        (NAME, JSON, DEBUG),
        "prepare:prepare",
    ),
    "build": Command(
        Group.PUBLISH,
        "Build documents in every format, with proof that no word was lost",
        (
            SOURCE,
            _out("dist/", "output folder or fsspec URL"),
            Option(
                "formats",
                "comma-separated formats",
                metavar="LIST",
                choices=_formats,
                also=_labels,
                listed=True,
                default=_default_formats,
            ),
            JOBS,
            _RECOVER,
            _FORCE,
            Option("no-proof", "do not compare the words of source and outputs"),
            Option("strict-glyphs", "fail if no font has a character"),
            Option("plain", "ignore page breaks, frames, landscape pages, columns and widths that come from Word"),
            Option(
                "scheduler",
                "Dask scheduler, tcp://host:port or local (extra `cluster`)",
                metavar="URL",
                shown="processes of this machine",
            ),
            JSON,
            DEBUG,
        ),
        "build:build",
        handles_bugs=True,
    ),
    "dist": Command(
        Group.PUBLISH,
        "Make distribution copies of works, sets or volumes: manifest, checksums, verifier; folder and zip",
        (
            SOURCE,
            Option("work", "a work, by its name from `list`", metavar="NAME", many=True),
            Option(
                "set",
                "one package of all these texts, with this title: cover, contents, read-me, one manifest",
                metavar="TITLE",
            ),
            Option(
                "volume",
                "all these texts as one PDF and EPUB for each language, with this title: contents, indexes",
                metavar="TITLE",
            ),
            _out("dist/copies/", "folder for the copies"),
            Option("final", "refuse a document whose number or date is not assigned, or with errors"),
            Option("key", "private Ed25519 key in PEM that signs the copies", metavar="FILE", read=path),
            Option(
                "base-url",
                "address where the copies will be, for the manifest",
                metavar="URL",
                read=web_address,
                shown="relative links",
            ),
            Option("record", "write the hashes of all files to dist/MANIFEST"),
            JOBS,
            JSON,
            DEBUG,
        ),
        "distribution:dist",
    ),
    "verify": Command(
        Group.PUBLISH,
        "Check a distribution copy: build everything again from the XML inside and compare the bytes",
        (
            Option("path", "folder or zip of a copy", metavar="COPY", plain=True, required=True, read=path),
            Option("key", "public Ed25519 key in PEM that checks the signature", metavar="FILE", read=path),
            Option("rebuild", "build everything again; done unless the copy was made with another version (default)"),
            Option("no-rebuild", "only compare sums, signature, statements and text, which proves nothing"),
            Option("accept-unproved", "end with status 0 also for a copy against which nothing speaks"),
            JSON,
            DEBUG,
        ),
        "distribution:verify",
    ),
    "site": Command(
        Group.PUBLISH,
        "Build the web edition: a static site with search, feeds and permanent addresses",
        (
            SOURCE,
            _out("dist/site/", "folder for the site"),
            Option(
                "formats",
                "comma-separated formats",
                metavar="LIST",
                choices=_formats,
                also=_labels,
                listed=True,
                shown="those of build; epub, odt and md too for source/",
            ),
            Option(
                "base-url",
                "address where the site will be, for sitemap and metadata",
                metavar="URL",
                read=web_address,
                shown="relative links",
            ),
            JOBS,
            _RECOVER,
            _FORCE,
            DEBUG,
        ),
        "web:site",
        handles_bugs=True,
    ),
    "serve": Command(
        Group.PUBLISH,
        "Preview texts in a browser while they are edited, with findings beside the text",
        (
            SOURCE,
            Option("port", "port of this machine", metavar="N", read=whole_number(1, 65535), default=8000),
            Option(
                "beside",
                "official print next to the text: a PDF, or a folder of PDFs named as the XML files",
                metavar="PATH",
                read=path,
            ),
            Option(
                "editor",
                "address that opens a place of the XML in your editor; off: no links to it",
                metavar="ADDRESS",
                shown="vscode://file{path}:{line}:{column}",
            ),
            DEBUG,
        ),
        "web:serve",
    ),
    "diff": Command(
        Group.COMPARE,
        "Compare two texts: tracked changes in Word, redlines in HTML and PDF, text, JSON",
        (
            *old_and_new("earlier text", "later text"),
            _chosen(_redlines),
            _out("dist/versions/"),
            REPORT_LANGUAGE,
            DEBUG,
        ),
        "versions:diff",
    ),
    "concordance": Command(
        Group.COMPARE,
        "Lay two texts side by side: differing numbers, dates, names, instruments; parity of languages",
        (
            Option("a", "left text: path, name from `list`, IRI, or REV:path", metavar="A", plain=True, required=True),
            Option("b", "right text", metavar="B", plain=True, required=True),
            _chosen(_side_by_side),
            _out("dist/versions/"),
            Option("also", "another language version for the parity report", metavar="NAME", many=True),
            REPORT_LANGUAGE,
            DEBUG,
        ),
        "versions:concordance",
    ),
    **LIFE,
    "new": Command(
        Group.BEGIN,
        "Begin a document: a skeleton in strict form; asks on a terminal for what is not given",
        (
            Option(
                "kind",
                "kind of document",
                metavar="KIND",
                plain=True,
                required=True,
                choices=_kinds_with_skeleton,
            ),
            Option("out", "file to write; never overwritten", metavar="FILE", short="o", read=path, required=True),
            Option("language", "ar, en, es, fr, ru or zh, or its name", metavar="TAG", read=language, shown="en"),
            Option("date", "date of the document", metavar="DATE", read=day, shown="SOURCE_DATE_EPOCH"),
            Option("symbol", "the symbol, if assigned: A/80/L.5", metavar="SYMBOL"),
            Option("title", "the title", metavar="TEXT", shown="a placeholder"),
            DEBUG,
        ),
        "intake:new",
    ),
    "import": Command(
        Group.BEGIN,
        "Turn a Word file or plain text into Akoma Ntoso, with a report of every doubt",
        (
            Option("file", "the .docx or .txt file", metavar="FILE", plain=True, required=True, read=path),
            Option(
                "out",
                "XML file to write; beside it OUT.doubts.md, and OUT.before.xml for tracked changes",
                metavar="OUT",
                short="o",
                read=path,
                required=True,
            ),
            Option(
                "kind",
                "kind of document",
                metavar="KIND",
                choices=_kinds,
                shown="detected from the text",
            ),
            Option("language", "language of the text: tag or name", metavar="TAG", read=language, shown="detected"),
            Option("symbol", "the symbol", metavar="SYMBOL", shown="taken from the masthead"),
            Option("date", "date of the document", metavar="DATE", read=day, shown="taken from the text"),
            Option(
                "split",
                "several decisions or resolutions in one file: also write each as a file of its own, OUT.NUMBER.xml",
            ),
            REPORT_LANGUAGE,
            JSON,
            DEBUG,
        ),
        "intake:import_",
    ),
    "completion": Command(
        Group.PROGRAM,
        "Print the script that completes command lines in a shell",
        (
            Option("shell", "the shell", metavar="SHELL", plain=True, required=True, choices=("bash", "zsh", "fish")),
            DEBUG,
        ),
        "program:completion",
    ),
    "manual": Command(
        Group.PROGRAM,
        "Print the manual: a man page, or the page of commands",
        (Option("format", "form", metavar="FORMAT", choices=("man", "markdown"), default="man"), DEBUG),
        "program:manual",
    ),
    "test": Command(
        Group.CHECKOUT,
        "Run the tests",
        (
            Option(
                "only",
                "folder or file in tests/, or part of a test's name",
                metavar="TESTS",
                plain=True,
                shown="all tests",
            ),
            JOBS,
            DEBUG,
        ),
        "checkout:test",
    ),
    "lint": Command(Group.CHECKOUT, "Check the style of the code with ruff", (DEBUG,), "checkout:lint"),
    "format": Command(Group.CHECKOUT, "Format the code with ruff", (DEBUG,), "checkout:format_"),
    "types": Command(Group.CHECKOUT, "Check the types of the code with mypy", (DEBUG,), "checkout:types"),
    "bench": Command(
        Group.CHECKOUT,
        "Measure speed and memory; tables and plots in docs/benchmarks/",
        (
            Option(
                "only",
                "comma-separated benchmarks",
                metavar="LIST",
                choices=_benchmarks,
                listed=True,
                plain=True,
                default=_benchmarks,
                shown="all",
            ),
            Option("peers", "also measure other programs on the same texts (extra `bench`)"),
            DEBUG,
        ),
        "checkout:bench",
    ),
    "corpus": Command(
        Group.CHECKOUT,
        "Clone public repositories of documents with git, for the tests and benchmarks that read many",
        (
            Option("from", "address of a repository", metavar="URL", many=True, plain=True, required=True),
            _out(".cache/corpus", "folder with one folder for each repository"),
            DEBUG,
        ),
        "checkout:corpus",
    ),
    "clean": Command(Group.CHECKOUT, "Remove everything in dist/ but its MANIFEST", (DEBUG,), "checkout:clean"),
}
"""All commands, in the order in which a table of contents lists them."""

INSTALLED = {name: command for name, command in COMMANDS.items() if not command.in_checkout_only}
"""The commands that work wherever the package is installed."""
