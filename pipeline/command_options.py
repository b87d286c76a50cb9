"""What many commands ask of the values of their options.

Reads option values. Gives nothing, or a UsageError that names the option and says what it takes.
"""

from __future__ import annotations

from pipeline.errors import UsageError

_REMEDIES = {
    "base_url": "give a web address",
    "date": "give a day: --date 2026-01-31",
    "formats": "give names of formats, with commas between",
    "key": "give the file of a key",
    "only": "give names of benchmarks, with commas between",
    "out": "give a folder, or leave the option out",
    "scheduler": "local, or tcp://host:port",
}


def not_empty(**options: str | None) -> None:
    """Raise UsageError for the first option that is given without a value (`--out ""`)."""
    for name, value in options.items():
        if value is not None and not value.strip():
            raise UsageError(f"--{name.replace('_', '-')} has no value", remedy=_REMEDIES[name])


def not_negative(jobs: int) -> None:
    """Raise UsageError for a number of processes below 0; 0 is as many as pay."""
    if jobs < 0:
        raise UsageError(f"--jobs must not be negative: {jobs}", remedy="leave it out for as many as pay")
