"""Words by which lines are recognised.

Reads the table [recognise] of the languages. Gives the topic of a line in a language or in English, and the body that a
name stands for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal

from pipeline.akn.bodies import issuing_bodies
from pipeline.akn.classes import classes
from pipeline.languages.codes import terminology_code
from pipeline.languages.kinds import any_of, names_kind
from pipeline.languages.names import language_named
from pipeline.languages.strings import FALLBACK, interface, strings, tags

Topic = Literal[
    "original",
    "session",
    "agenda",
    "distribution",
    "formula",
    "preambular",
    "operative",
    "adopted",
    "signed",
    "organization",
    "body",
    "title",
]
"""Keys of the table [recognise], each a topic that a line may have."""
_LONGEST_NUMBERED = 60
"""Most characters of a line with kind and number. Chosen: half a line of print."""
_NUMBER = (
    r"(?P<number>(?:[^\W\d_]{1,6}[-/.])*\d+(?:[-/.][\w.-]*\w| ?\((?:\d{4}|[IVXLC]+|[A-Z]+-[IVXLC]+)\))"
    r"(?: (?:[^\W\d_a-zа-я]{1,3}[ -]){0,3}(?:[^\W\d_a-zа-я]{1,3}|\d{1,2}))?)"
)
"""A number of a decision or resolution: "78/401", "6/CMA.3", "S-27/1", "2720 (2023)", "3362 (S-VII)", "78/8 A"."""


def says(topic: Topic, text: str, language: str) -> bool:
    """Return True if `text` begins with words of a topic in this language or in English."""
    text = " ".join(text.split())
    return any(_pattern(name, topic).match(text) for name in _with_english(language))


def speaks_of(topic: Topic, text: str, language: str) -> bool:
    """Return True if words of a topic are anywhere in `text`, in this language or in English."""
    return any(_pattern(name, topic).search(text) for name in _with_english(language))


def numbered(text: str, language: str) -> tuple[str, str] | None:
    """Return the kind and the number of which a line consists ("Decision 6/CMA.3"); None for any other line."""
    text = " ".join(text.split())
    for name in _with_english(language) if len(text) <= _LONGEST_NUMBERED else ():
        for kind, pattern in _numbered(name):
            match = pattern.fullmatch(text)
            if match:
                return kind, match["number"]
    return None


def opens_title(text: str, language: str) -> bool:
    """Return True if `text` begins as titles of documents do: with the name of a kind, "Report of", "Note by"."""
    return says("title", text, language) or any(names_kind(kind, text, language) for kind in classes())


def original_code(text: str, language: str) -> str:
    """Return ISO 639-2 of the language that "Original: …" names; "" if it is `language` or unknown."""
    named = language_named(re.split("[:：]", text)[-1].strip(" \u00a0[]"))
    return terminology_code(named) if named and named != language else ""


def parts_of_letter(text: str, language: str) -> list[tuple[str, int, int]]:
    """Return where "date", "to" and "from" begin and end in the title of a letter; an empty list for other titles."""
    for name in _with_english(language):
        for form in strings(name).recognise.letter_parts:
            match = re.fullmatch(form.replace(" ", r"[\s\u00a0]+"), text.strip())
            if match:
                return sorted(((part, *match.span(part)) for part in match.groupdict()), key=lambda part: part[1])
    return []


def language_of_organization(text: str) -> str:
    """Return the tag of the one language in which `text` is the name of the organization; "" if there is none."""
    text = " ".join(text.split())
    found = [tag for tag in tags() if _pattern(tag, "organization").match(text)]
    return found[0] if len(found) == 1 else ""


def organ_named(text: str) -> str:
    """Return the body that a line names in any language, by its name in IRIs; "" if it names none."""
    return next((organ for organ in issuing_bodies() if _organ_pattern(organ).search(text)), "")


def _with_english(language: str) -> Iterator[str]:
    yield from dict.fromkeys((interface(language), FALLBACK))


@cache
def _pattern(language: str, topic: Topic) -> re.Pattern[str]:
    return any_of(getattr(strings(language).recognise, topic), language, topic)


@cache
def _numbered(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the patterns of lines that consist of kind and number, with the kind. Case counts in numbers."""
    words = strings(language).recognise.numbered
    made = ((kind, [one.replace("{number}", _NUMBER) for one in forms]) for kind, forms in words.items())
    return tuple((kind, re.compile("|".join(f"(?:{one})" for one in forms))) for kind, forms in made if forms)


@cache
def _organ_pattern(organ: str) -> re.Pattern[str]:
    named = (word for tag in tags() for word in strings(tag).recognise.organs.get(organ, ()))
    return any_of(named, FALLBACK, f"organs.{organ}")
