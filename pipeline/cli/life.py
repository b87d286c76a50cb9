"""The part of the table of commands that is about the life of a document: `LIFE`, for `pipeline.cli.table`."""

from __future__ import annotations

from pipeline.cli.options import Command, Group, Option
from pipeline.cli.shared import DEBUG, JSON, NAME, old_and_new
from pipeline.cli.values import day, language, path, whole_number


def _kinds() -> tuple[str, ...]:
    from pipeline.akn.classes import classes

    return tuple(classes())


def _bodies() -> tuple[str, ...]:
    from pipeline.versions.life.steps import bodies

    return bodies()


_WORK = Option("work", "work: name from `list`, IRI, or path of a text", metavar="WORK", plain=True, required=True)
_NUMBER = Option(
    "number", "its number: the n of Corr.n, Rev.n, Add.n", metavar="N", read=whole_number(1), required=True
)
_DATE = Option("date", "its date", metavar="DATE", read=day, shown="SOURCE_DATE_EPOCH, else the date of the text")
_FILE = Option("out", "file to write; never overwritten", metavar="FILE", short="o", read=path, shown="beside the text")

LIFE = {
    "corrigendum": Command(
        Group.LIFE,
        "Write the corrigendum that turns one version of a text into another",
        (*old_and_new("text to be corrected", "the text as it should read"), _NUMBER, _DATE, _FILE, DEBUG),
        "life:corrigendum",
    ),
    "apply": Command(
        Group.LIFE,
        "Apply a corrigendum: write the corrected text as a new expression",
        (
            Option(
                "corrigendum",
                "the corrigendum: path or name from `list`",
                metavar="CORRIGENDUM",
                plain=True,
                required=True,
            ),
            _FILE,
            DEBUG,
        ),
        "life:apply",
    ),
    "revise": Command(
        Group.LIFE,
        "Begin a revision of a text, with symbol, masthead and identification",
        (NAME, _NUMBER, _DATE, _FILE, DEBUG),
        "life:revise",
    ),
    "addendum": Command(
        Group.LIFE,
        "Begin an addendum to a text, with symbol, masthead and identification",
        (NAME, _NUMBER, _DATE, _FILE, DEBUG),
        "life:addendum",
    ),
    "assign": Command(
        Group.LIFE,
        "Fill in what was not known: symbol, job number, date, original language, kind, body",
        (
            NAME,
            Option("symbol", "the symbol: A/62/658", metavar="SYMBOL"),
            Option("job", "the job number: 08-12345 (F)", metavar="NUMBER"),
            Option("date", "the date of distribution", metavar="DATE", read=day),
            Option("kind", "kind that an import did not know", metavar="KIND", choices=_kinds),
            Option("body", "body that issued it, which an import did not know", metavar="BODY", choices=_bodies),
            Option("original", "the language that the text was written in: code or name", metavar="TAG", read=language),
            DEBUG,
        ),
        "life:assign",
    ),
    "history": Command(
        Group.LIFE, "Show the lineage of a work: versions, corrigenda, addenda", (_WORK, JSON, DEBUG), "life:history"
    ),
    "at": Command(
        Group.LIFE,
        "Name the version of a work that was in force on a day, or write it to a file",
        (
            _WORK,
            Option("date", "the day", metavar="DATE", read=day, required=True),
            Option("out", "file to write: .xml, or .pdf, .docx, .html, .txt", metavar="FILE", short="o", read=path),
            DEBUG,
        ),
        "life:at",
    ),
    "undo": Command(
        Group.LIFE,
        "Take back the last step in the life of a work: assign, revise, addendum, corrigendum, apply",
        (_WORK, DEBUG),
        "life:undo",
    ),
}
"""Commands by name."""
