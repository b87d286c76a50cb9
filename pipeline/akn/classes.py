"""Classes of documents: what a document of a kind is called in Akoma Ntoso, and how it differs from others.

Reads `templates/akn/classes.toml`. Gives a `DocumentClass` by its key, by the name of a document element, by the series
in a symbol. A new kind is a new table of that file; code asks for what is said of a kind there.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Literal

from pipeline.data import TEMPLATES, Record, decode
from pipeline.errors import UsageError

OTHER = "other"
"""The kind of every document whose class is not in the table."""
_FILE = TEMPLATES / "akn" / "classes.toml"

SkeletonPart = Literal["preamble", "operative", "text", "signature"]


class ElementClass(Record, frozen=True, kw_only=True):
    """An element class as [strict classes] write it: element under the root, its name, its subtype, the name of its
    date.
    """

    element: str
    name: str
    subtype: str
    date: str
    """Name of the date of the Work: `adoption`."""


class DocumentClass(ElementClass, frozen=True, kw_only=True):
    """A kind of document."""

    other_names: tuple[str, ...] = ()
    """Further values of @name in published files."""
    styled_as: str = ""
    """The kind whose styles it takes, if that is another one."""
    loose: bool = False
    """Its name stands for other kinds too: a title that begins as theirs says which."""
    series: tuple[str, ...] = ()
    """The series in symbols of this kind: `RES`."""
    mentioned: bool = False
    """An import recognises it by its words anywhere in a line, not only at the beginning."""
    adopted: bool = False
    """A body adopts it: its numbered paragraphs are operative, and a preamble may be before them."""
    quoted: bool = False
    """It quotes a text as a whole: a paragraph that opens with a quotation mark is quoted."""
    correspondence: bool = False
    """It is a letter: its title gives date, sender and addressee."""
    running_title: bool = False
    """Its title is in the running heads."""
    origin_in_masthead: bool = False
    """Its proponent is a line of the masthead, not of the title block."""
    annexes_follow: frozenset[str] = frozenset()
    """The bodies whose documents have annexes that do not begin a page."""
    skeleton: tuple[SkeletonPart, ...] = ()
    """What `new` writes below the title; nothing: `new` does not make it."""


class _Classes(Record, frozen=True, kw_only=True):
    """The file `classes.toml`."""

    collection: ElementClass
    kinds: dict[str, DocumentClass]

    def __post_init__(self) -> None:
        names = [name for one in self.kinds.values() for name in (one.name, *one.other_names)]
        if doubled := {name for name in names if names.count(name) > 1}:
            raise ValueError(f"several kinds have the name {', '.join(sorted(doubled))}")
        meant = {OTHER, *(one.styled_as for one in self.kinds.values() if one.styled_as)}
        if unknown := meant - set(self.kinds):
            raise ValueError(f"there is no kind {', '.join(sorted(unknown))}")


def document_class(kind: str) -> DocumentClass:
    """Return the class of a kind. Raises UsageError if the table has no such kind."""
    found = _classes().kinds.get(kind)
    if found is None:
        raise UsageError(f"--kind {kind!r} is not a kind of document", remedy=f"one of: {', '.join(_classes().kinds)}")
    return found


def collection() -> ElementClass:
    """Return the class of several documents in one issue."""
    return _classes().collection


def classes() -> dict[str, DocumentClass]:
    """Return all classes by their keys, in the order of the file."""
    return _classes().kinds


def kinds_with_skeleton() -> tuple[str, ...]:
    """Return the kinds that `new` makes."""
    return tuple(kind for kind, one in _classes().kinds.items() if one.skeleton)


def kind_named(name: str) -> str:
    """Return the kind of a document element with this @name, its first letter in either case; `other` if unknown."""
    return _named().get(name) or _named().get(name[:1].lower() + name[1:], OTHER)


def kind_meant(kind: str, symbol_series: str, names: Callable[[str], bool]) -> str:
    """Return the kind that is meant where a name stands for several: by the series in the symbol, else the first of
    the same element, and for a class that is known also of the same subtype, of which `names` says that it is named.
    """
    own = document_class(kind)
    if not own.loose:
        return kind
    near = (
        key
        for key, one in _classes().kinds.items()
        if one.element == own.element and (kind == OTHER or one.subtype == own.subtype)
    )
    return kind_of_series(symbol_series) or next(filter(names, near), kind)


def kind_of_series(series: str) -> str:
    """Return the kind to which a series in a symbol belongs (`RES`); "" for a series of no kind."""
    return next((kind for kind, one in _classes().kinds.items() if series in one.series), "")


@cache
def _classes() -> _Classes:
    return decode(_FILE, _Classes)


@cache
def _named() -> dict[str, str]:
    kinds = _classes().kinds.items()
    return {name: kind for kind, one in kinds for name in (one.name, *one.other_names)}
