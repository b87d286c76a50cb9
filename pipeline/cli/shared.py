"""Options that several commands have."""

from __future__ import annotations

from pipeline.cli.options import Option
from pipeline.cli.values import whole_number

DEBUG = Option("debug", "show the traceback of an unexpected error")
JSON = Option("json", "print one JSON document with a published schema instead of a table")
SOURCE = Option(
    "source", "file, folder, or name from `list`", metavar="FILE", many=True, plain=True, shown="all texts of source/"
)
JOBS = Option(
    "jobs", "number of worker processes", metavar="N", read=whole_number(0), default=0, shown="chosen automatically"
)
