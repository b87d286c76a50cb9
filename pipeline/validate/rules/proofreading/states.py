"""Names of States: misspelt in the text, on two sides of a vote, counts that are not those of the names.

Reads `templates/validation/countries/`, the text and the record of votes. Gives hits of TEXT-108, VOTE-002, VOTE-003.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from lxml import etree
from rapidfuzz.distance import DamerauLevenshtein

from pipeline.data import TEMPLATES
from pipeline.languages.strings import supported, tags
from pipeline.read import AKN, AKN4UN
from pipeline.validate.languages import in_any
from pipeline.validate.languages import words as words_of
from pipeline.validate.model.finding import Hit, Severity
from pipeline.validate.model.rule import rule
from pipeline.validate.model.subject import AknFile, raw_text, words

WARNING = Severity.WARNING
FILE = TEMPLATES / "validation" / "countries" / "country-codes.csv"
SAYS = {
    "TEXT-108": "“{printed}”: is {meant} meant?",
    "VOTE-002": "{name} is on two sides of the vote",
    "VOTE-003": "{count} votes are printed, {names} States are named",
}
_WORD = re.compile(r"[A-ZÀ-ÝА-ЯЁ][^\W\d_]{5,}")
_SIDES = ("inFavour", "against", "abstaining")


@cache
def names(language: str) -> tuple[str, ...]:
    """Return short and formal names of States in a language, without articles in brackets; () for another language."""
    columns = words_of(language).country_columns
    if not columns:
        return ()
    with FILE.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    found = {row[column] for row in rows for column in columns if row[column]}
    return tuple(sorted(re.sub(r"\s*\([^)]*\)|\*", "", name).strip() for name in found))


@cache
def _parts() -> tuple[dict[str, dict[str, list[str]]], frozenset[str]]:
    """Return (words of names, six letters and more, by language and first letter; all words of all names)."""
    by_language: dict[str, dict[str, list[str]]] = {}
    for tag in tags():
        by_language[tag] = {}
        for word in sorted({word for name in names(tag) for word in _WORD.findall(name)}):
            by_language[tag].setdefault(word[0], []).append(word)
    every = {word.casefold() for tag in tags() for name in names(tag) for word in re.findall(r"\w+", name)}
    return by_language, frozenset(every.union(*(words_of(tag).no_states for tag in tags())))


@cache
def meant(word: str, language: str) -> str:
    """Return the word of a State's name that a misspelt word stands for; "" for a name that is right, and for other
    words.

    >>> meant("Azerbajian", "eng"), meant("Azerbaijani", "eng"), meant("Nigeria", "eng")
    ('Azerbaijan', '', '')
    """
    by_language, every = _parts()
    folded = word.casefold()
    known = by_language.get(supported(language), {})
    for name in known.get(word[0], ()) if folded not in every else ():
        if _slip(folded, name.casefold()):
            return name
    return ""


def _slip(word: str, name: str) -> bool:
    """Return True if a word is a name with one letter wrong, missing, too many or exchanged, not at its end."""
    if word[0] != name[0] or abs(len(word) - len(name)) > 1 or min(len(name), len(word)) < 7:
        return False
    if word[-2:] != name[-2:] or _plain(word) == _plain(name):
        return False
    return DamerauLevenshtein.distance(word, name, score_cutoff=1) == 1


def _plain(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


@rule(
    "TEXT-108",
    WARNING,
    "n",
    "EM country-names",
    "names of States are spelt as in the list of the United Nations",
    reads="text, templates/validation/countries",
    suggestion="Write the name as UNTERM gives it, if the State is meant.",
)
def misspelt(file: AknFile) -> Iterator[Hit]:
    """Report a letter wrong, missing, added or exchanged inside a name: English, French, Spanish, Russian."""
    for block in file.blocks:
        part = block.part
        language = part.language if part else file.language
        if not words_of(language).country_columns:
            continue
        word = next((one for one in _WORD.findall(block.text) if meant(one, language)), "")
        if word:
            name = meant(word, language)
            message = SAYS["TEXT-108"].format(printed=word, meant=name)
            yield block.hit(block.text.index(word), message, length=len(word), replacement=name)


@rule(
    "VOTE-002",
    WARNING,
    "n",
    "corpus metadata.votes",
    "no State is on two sides of a vote",
    reads="akn4un:voters, outcome",
    suggestion="Compare with the record of the vote.",
)
def two_sides(file: AknFile) -> Iterator[Hit]:
    """Compare the sides in the metadata and in the words."""
    for voting in [*file.all("voting"), *file.all("vote")]:
        seen: dict[str, etree._Element] = {}
        for element, name, side in _voters(voting):
            first = seen.setdefault(name.casefold(), side)
            if first is not side:
                yield Hit(element, SAYS["VOTE-002"].format(name=name), related=((first, "the other side"),))


def _voters(voting: etree._Element) -> Iterator[tuple[etree._Element, str, etree._Element]]:
    """Yield (element, State, side) of each State named."""
    for count in voting.iter(f"{{{AKN}}}count"):
        for holder in count.iter(f"{{{AKN4UN}}}voters"):
            for one in holder:
                if isinstance(one.tag, str) and raw_text(one).strip():
                    yield one, " ".join(raw_text(one).split()), count
    for side in _sides(voting):
        for element in side.iter(f"{{{AKN}}}organization"):
            for name in _listed(raw_text(element)):
                yield element, name, side


def _sides(voting: etree._Element) -> list[etree._Element]:
    return [o for o in voting.iter(f"{{{AKN}}}outcome") if o.get("refersTo", "").removeprefix("#") in _SIDES]


@cache
def _last_join() -> re.Pattern[str]:
    """Return what may be before the last name of a list in place of a comma, in any language."""
    return re.compile(in_any(lambda words: words.last_join))


def _listed(text: str) -> list[str]:
    bare = re.sub(r"[\[\].。]", " ", text)
    found = [" ".join(name.split()) for name in re.split(r"[,،、，;；]", bare)]
    return [name for name in found if name]


@rule(
    "VOTE-003",
    WARNING,
    "n",
    "corpus metadata.votes",
    "the votes printed are as many as the States named",
    reads="quantity, outcome",
    suggestion="Compare with the record of the vote and correct number or names.",
)
def counted(file: AknFile) -> Iterator[Hit]:
    """Compare the words of the quantity with the names of its side, and with its value."""
    for voting in file.all("vote"):
        named = {side.get("refersTo", "").removeprefix("#"): side for side in _sides(voting)}
        for quantity in voting.iter(f"{{{AKN}}}quantity"):
            printed = re.findall(r"\d+", words(quantity))
            side = named.get(quantity.get("refersTo", "").removeprefix("#"))
            if len(printed) != 1 or side is None:
                continue
            listed = [n for e in side.iter(f"{{{AKN}}}organization") for n in _listed(raw_text(e))]
            joined = 1 if listed and _last_join().search(listed[-1]) else 0
            if listed and not len(listed) <= int(printed[0]) <= len(listed) + joined:
                yield Hit(quantity, SAYS["VOTE-003"].format(count=printed[0], names=len(listed)))
