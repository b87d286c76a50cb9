"""Options that several commands have."""

from __future__ import annotations

from pipeline.cli.options import Option
from pipeline.cli.values import whole_number

DEBUG = Option("debug", "show the traceback of an unexpected error")
JSON = Option("json", "print one JSON document with a published schema instead of a table")
SOURCE = Option(
    "source",
    "file, folder, name from `list`, or REV:path",
    metavar="FILE",
    many=True,
    plain=True,
    shown="all texts of source/",
)
JOBS = Option(
    "jobs", "number of worker processes", metavar="N", read=whole_number(0), default=0, shown="chosen automatically"
)
NAME = Option("name", "text: path, name from `list`, IRI, or REV:path", metavar="NAME", plain=True, required=True)


def old_and_new(old: str, new: str) -> tuple[Option, Option]:
    """Return the options for two texts that are compared."""
    return (
        Option("old", f"{old}: path, name from `list`, IRI, or REV:path", metavar="OLD", plain=True, required=True),
        Option("new", new, metavar="NEW", plain=True, required=True),
    )
