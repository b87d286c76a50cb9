"""Proof that nothing was lost and every page can be read: the source XML against the written file.

Reads a `Source` and the bytes of a written file. Gives a `Proof`. The oracle is the source itself, read here a second
time without `prepare`, so that a fault there shows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TypeVar

from pipeline.errors import DocumentError, LostWordsError, Place
from pipeline.prove.compare import compare
from pipeline.prove.count import Lack, lacking
from pipeline.prove.oracle import Words, words
from pipeline.prove.pages import look, parted
from pipeline.prove.proof import LostWord, Proof
from pipeline.read import Source
from pipeline.write import Sort, format_named, read_back, structured

__all__ = ["Lack", "LostWord", "Proof", "Words", "prove", "prove_words", "words"]

_View = TypeVar("_View")


def prove(source: Source, data: bytes, format: str) -> Proof:
    """Prove one written file. `Proof.error()` is the loss as an error, None if nothing is lost.

    Raises LostWordsError itself only where the file cannot be read back at all.
    """
    return prove_words(words(source), data, format)


def prove_words(expected: Words, data: bytes, format: str) -> Proof:
    """Prove words that were found already: one reading of the source serves all its formats.

    A file in which words are missing or out of order as a person meets them is read again along its own structure, if
    it has one: what is in doubt is asked of both readings, and the better answer counts. The pages of a format that
    has pages are looked at as well, and what the file holds besides words is counted.
    """
    read = _read_back(partial(read_back, asked=expected.contents), expected, data, format)
    seen, pages, _ = read
    first = compare(expected, seen, format_named(format))
    text = "" if first.sound else _read_back(structured, expected, data, format)
    second = compare(expected, text, format_named(format)) if text else first
    proof = min(first, second, key=lambda proof: (len(proof.lost), len(proof.displaced)))
    looked = look(expected, seen, pages)
    remarks = (*looked.remarks, *(parted(expected, seen, first.pieces) if pages else ()))
    lacks = lacking(expected, read, format_named(format))
    return replace(proof, faults=looked.faults, remarks=remarks, lacks=lacks, counted=_totals(expected))


def _totals(expected: Words) -> dict[str, int]:
    """Return how many things of each kind the source has."""
    counted = {f"{sort}s": len(items) for sort, items in expected.contents.items()}
    quotes = expected.quotes.total()
    return counted | ({f"{Sort.QUOTE}s": quotes} if quotes else {})


def _read_back(view: Callable[[bytes, str, str], _View], expected: Words, data: bytes, format: str) -> _View:
    try:
        return view(data, format, "")
    except DocumentError as error:
        what = f"{format}: the written file cannot be read back: {error.__cause__ or error}"
        raise LostWordsError(what, place=Place(expected.source.path)) from error


FACE = ("fold",)
"""Modules that other packages may import, besides the names of this one; the rest is private."""
