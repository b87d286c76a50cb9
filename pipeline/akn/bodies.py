"""Bodies that issue documents: their names in IRIs and in the metadata, and how their symbols begin.

Reads `templates/akn/bodies.toml`. A new body is a new table of that file, with its names in the languages.
"""

from __future__ import annotations

from functools import cache

from pipeline.data import TEMPLATES, Record, decode

_FILE = TEMPLATES / "akn" / "bodies.toml"


class IssuingBody(Record, frozen=True, kw_only=True):
    """A body that issues documents."""

    symbols: str
    """How the symbols of its documents begin: "A/"."""
    name: str
    """Its English name, for the metadata."""


@cache
def issuing_bodies() -> dict[str, IssuingBody]:
    """Return the bodies by their names in IRIs ("un-ga"), those with the longer symbols first."""
    return decode(_FILE, dict[str, IssuingBody])


@cache
def short_names() -> dict[str, str]:
    """Return the names in IRIs by the last parts of them, which users type: "hrc" for "un-ga-hrc"."""
    return {actor.rpartition("-")[2]: actor for actor in issuing_bodies()}


def body_of_symbol(symbol: str) -> str:
    """Return the body whose documents have such symbols, by its name in IRIs; "" if it is not known.

    >>> body_of_symbol("A/HRC/57/L.1"), body_of_symbol("A/80/1"), body_of_symbol("FCCC/CP/2021/1")
    ('un-ga-hrc', 'un-ga', '')
    """
    return next((actor for actor, body in issuing_bodies().items() if symbol.startswith(body.symbols)), "")
