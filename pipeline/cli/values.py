"""Converters: functions that turn the value of an option into what a command takes.

Reads a value and the option that it belongs to, and SOURCE_DATE_EPOCH. Gives the converted value, or a UsageError that
says what was expected and what was found.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import urlsplit

from pipeline.errors import UsageError
from pipeline.files import exists
from pipeline.nearest import nearest

_EARLIEST = datetime.date(1980, 1, 1)
"""No format holds an earlier date [cli dates.floor]."""
_OF_FILES = frozenset((".pdf", ".docx", ".html", ".txt", ".md", ".epub", ".odt", ".json", ".xml", ".zip"))


def whole_number(least: int, greatest: int | None = None) -> Callable[[Any, Any], int]:
    """Return the converter to a whole number within limits, both included."""
    limits = f"from {least}" + ("" if greatest is None else f" to {greatest}")

    def read(option: Any, given: Any) -> int:  # noqa: ANN401
        try:
            number = int(given)
        except ValueError:
            number = least - 1
        if number < least or (greatest is not None and number > greatest):
            raise UsageError(f"--{option.name}: expected a whole number {limits}, found {str(given)!r}")
        return number

    return read


def day(option: Any, given: Any) -> datetime.date:  # noqa: ANN401
    """Return the day of an ISO date."""
    if isinstance(given, datetime.date):
        return given
    try:
        return datetime.date.fromisoformat(given)
    except ValueError as error:
        expected = f"--{option.name}: expected a date such as 2026-01-31, found {given!r}"
        raise UsageError(expected) from error


def web_address(option: Any, given: str) -> str:  # noqa: ANN401
    """Return a base address without its final slash."""
    parts = urlsplit(given.strip())
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment:
        expected = f"--{option.name}: expected a web address such as https://example.org/folder, found {given!r}"
        raise UsageError(expected)
    return given.strip().rstrip("/")


def path(_option: Any, given: Any) -> Path:  # noqa: ANN401
    """Return a path of this machine."""
    return Path(given)


def folder(option: Any, given: str) -> str:  # noqa: ANN401
    """Return the path or address of a folder, which need not exist; a name that reads like a file's is refused."""
    suffix = PurePath(given).suffix.lower()
    if suffix in _OF_FILES and not exists(given):
        what = f"--{option.name}: {given!r} reads like a file, but outputs go into a folder"
        raise UsageError(what, remedy=f"give a folder: --{option.name} {PurePath(given).with_suffix('')}")
    return given


def language(option: Any, given: str) -> str:  # noqa: ANN401
    """Return the tag of a language for its code or its name in one of the languages: "fr" for FRA and "French"."""
    from pipeline.languages.codes import bcp47, name_in, primary
    from pipeline.languages.names import language_named, names_in
    from pipeline.languages.strings import supported, tags

    word = given.strip()
    if found := supported(word) or language_named(word):
        return found
    tag = bcp47(word)
    if name_in(primary(tag), "en").lower() not in (tag.lower(), primary(tag)):  # ICU knows it
        return tag
    meant = nearest(word, (*tags(), *names_in("en")))
    remedy = f"{meant} choose from {', '.join(tags())}".strip()
    raise UsageError(f"--{option.name}: unknown value {given!r}", remedy=remedy)


def epoch_date() -> datetime.date | None:
    """Return the date of SOURCE_DATE_EPOCH (seconds since 1970, UTC), None if it is not set. Raises UsageError."""
    text = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    if not text:
        return None
    try:
        moment = datetime.datetime.fromtimestamp(int(text), datetime.UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(f"SOURCE_DATE_EPOCH is not a number of seconds: {text!r}", remedy="unset it") from error
    return max(moment.date(), _EARLIEST)
