"""Publishing: from source files to files in a folder, proved, recorded and repeatable.

Reads paths and options. Gives files that appear whole or not at all, and a report. The unit of work is a `Job`: one
source file, its outputs and its settings, paths only, so that it can travel to another process or machine.
"""

FACE = (
    "batch",
    "clean",
    "fingerprint",
    "hashes",
    "job",
    "one_document",
    "plan",
    "pool",
    "progress",
    "public",
    "record",
    "storage",
)
"""Modules that other packages may import, besides the names of this one; the rest is private."""
