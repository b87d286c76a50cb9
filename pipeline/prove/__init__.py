"""Proof that no word was lost: the words of the source XML against the words of the written file.

Reads a `Source` and the bytes of a written file. Gives a `Proof`. The oracle is the source itself, read here a second
time without `prepare`, so that a fault there shows.
"""

from __future__ import annotations

from pipeline.errors import DocumentError, LostWordsError, Place
from pipeline.prove.compare import compare
from pipeline.prove.oracle import Words, words
from pipeline.prove.proof import LostWord, Proof
from pipeline.read import Source
from pipeline.write import format_named, seen

__all__ = ["LostWord", "Proof", "Words", "prove", "prove_words", "words"]


def prove(source: Source, data: bytes, format: str) -> Proof:
    """Prove one written file. `Proof.error()` is the loss as an error, None where nothing is lost.

    Raises LostWordsError itself only where the file cannot be read back at all.
    """
    return prove_words(words(source), data, format)


def prove_words(expected: Words, data: bytes, format: str) -> Proof:
    """As `prove`, for words that were found already: one reading of the source serves all its formats."""
    return compare(expected, _read_back(expected, data, format), format_named(format))


def _read_back(expected: Words, data: bytes, format: str) -> str:
    try:
        return seen(data, format, "")
    except DocumentError as error:
        what = f"{format}: the written file cannot be read back: {error.__cause__ or error}"
        raise LostWordsError(what, place=Place(expected.source.path)) from error
