"""Masthead: what the cover shows, and whether it agrees with the metadata.

See [G2 8.3, EM mastheads, form symbols, wording].

Reads coverPage, preface, session, dates, symbol. Gives hits of AKN4UN-201 to 206 and VOTE-001.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from lxml import etree

from pipeline.akn.identifiers import Symbol
from pipeline.errors import IdentifierError
from pipeline.languages.codes import terminology_code
from pipeline.languages.names import language_named
from pipeline.languages.numbers import ordinal
from pipeline.read import AKN, AKN4UN, local
from pipeline.validate.languages import compiled, in_any, printed_date
from pipeline.validate.languages import words as words_of
from pipeline.validate.model.finding import Hit, Severity
from pipeline.validate.model.rule import rule
from pipeline.validate.model.subject import AknFile, ancestors, raw_text, words
from pipeline.validate.rules.identity.metadata import not_assigned

ERROR, WARNING = Severity.ERROR, Severity.WARNING
_DISTRIBUTIONS = ("general", "limited", "restricted")
_FIRST_SESSION = 1945  # session n of the Assembly begins in September 1945 + n
"""From the rules of procedure of the General Assembly, rule 1."""
_CONFERENCE_NUMBER = re.compile(r"\d{1,3}/[A-Z]{2,6}\.\d{1,3}")
"""The number of a decision or resolution of a conference of parties: number, body, session."""
_OPENS = "-09-01"
_CLOSES = "-09-30"


@rule(
    "AKN4UN-201",
    ERROR,
    "y",
    "G2 8.3, EM mastheads",
    "the cover shows organization, symbol, organ, distribution, date and languages",
    reads="coverPage",
    suggestion="Add the field; what is not known yet is a placeholder with a status.",
)
def cover_fields(file: AknFile) -> Iterator[Hit]:
    """Check documents whose actor is a known UN organ; a field is empty only with status or placeholder."""
    main = file.main
    actor = main.value("FRBRWork", "FRBRuri").split("/")[5:6] if main else []
    if main is None or not actor or not actor[0].startswith("un") or not_assigned(file, "body"):
        return
    if file.cover is None:
        yield Hit(main.element, "there is no coverPage")
        return
    for name, present in _cover(file.cover, file.language):
        if not present:
            yield Hit(file.cover, f"the cover has no {name}")
    for element in file.cover.iter(f"{{{AKN}}}*"):
        if local(element) in ("docNumber", "docDate", "docAuthority", "session", "docStatus", "inline"):
            unknown = element.get("status") or any(local(e) == "placeholder" for e in element.iter())
            if not words(element) and not unknown:
                yield Hit(element, f"<{local(element)}> is empty and has no status")


def _cover(cover: etree._Element, language: str) -> list[tuple[str, bool]]:
    """Return (field, whether the cover has it) pairs; "Original: English" names the language of the text too."""
    counts: dict[str, int] = {}
    names = set()
    for element in cover.iter(f"{{{AKN}}}*"):
        counts[local(element)] = counts.get(local(element), 0) + 1
        names.add(element.get("name", "").removeprefix("akn4un:"))
    text = raw_text(cover)
    return [
        ("organization and organ (docAuthority)", counts.get("docAuthority", 0) >= 2),
        ("symbol (docNumber)", counts.get("docNumber", 0) >= 1),
        ("distribution", "distribution" in names or "Distr." in text),
        ("date of issue (docDate)", counts.get("docDate", 0) + counts.get("placeholder", 0) >= 1),
        ("language of the text", "languageOfExpression" in names or _is_original(cover, language)),
        ("original language", "originalLanguage" in names),
    ]


def _is_original(cover: etree._Element, language: str) -> bool:
    """Return True if the line of the original names the language of the text: "Original: English"."""
    lines = (words(e) for e in cover.iter(f"{{{AKN}}}inline") if (e.get("name") or "").endswith("originalLanguage"))
    return any(terminology_code(named) == language for line in lines if (named := language_named(line)))


@rule(
    "AKN4UN-202",
    ERROR,
    "s",
    "EM mastheads",
    "session: value, words and symbol name the same session",
    reads="session, docNumber",
    suggestion="Correct value, or the words of the session line.",
)
def session(file: AknFile) -> Iterator[Hit]:
    """Compare @value, the ordinal in words, and the session part of the symbol."""
    expected = _symbol_session(file.symbol)
    for element in file.all("session"):
        value, text = element.get("value", "").strip(), words(element)
        if not text or not {"coverPage", "preface"} & ancestors(element):
            continue
        if not value:
            yield Hit(element, "session has no value", attribute="value" if "value" in element.attrib else "")
            continue
        if not _says(text, value, file.language):
            yield Hit(element, f"the value is {value}, the words are “{text}”", attribute="value")
        if expected and value.removeprefix("ES-").removeprefix("S-") != expected:
            yield Hit(
                element, f"the value is {value}, the symbol {file.symbol} is of session {expected}", attribute="value"
            )


def _symbol_session(symbol: str) -> str:
    try:
        return Symbol.parse(symbol).session.removeprefix("ES-").removeprefix("S-")
    except IdentifierError:
        return ""


def _says(text: str, value: str, language: str) -> bool:
    """Return True if the words name the session; True if they cannot be read."""
    number = re.sub(r"\D", "", value)
    if not number or not ordinal(int(number), language):
        return True
    lower = " ".join(text.lower().split())
    return re.search(rf"(?<!\d){number}(?!\d)", lower) is not None or ordinal(int(number), language) in lower


@rule(
    "AKN4UN-203",
    WARNING,
    "n",
    "calendar",
    "the date of a document of the Assembly lies in its session",
    reads="FRBRWork/FRBRdate, symbol",
    suggestion="Correct the date or the session of the symbol.",
)
def date_in_session(file: AknFile) -> Iterator[Hit]:
    """Check the date: session n runs from September 1945+n to September 1946+n."""
    element = file.main.find("FRBRWork", "FRBRdate") if file.main else None
    number = _symbol_session(file.symbol) if file.symbol.startswith("A/") and "/HRC/" not in file.symbol else ""
    if element is None or not number.isdecimal() or "S-" in file.symbol:
        return
    value, first = element.get("date", ""), _FIRST_SESSION + int(number)
    if value and not f"{first}{_OPENS}" <= value <= f"{first + 1}{_CLOSES}":
        yield Hit(element, f"{value} is not in session {number} ({first}-{first + 1})", attribute="date")


@rule(
    "AKN4UN-204",
    ERROR,
    "n",
    "G1 4.6.5",
    "the date in the mark-up is the date in the words",
    reads="docDate, date",
    suggestion="Correct @date; the words are the text.",
)
def dates(file: AknFile) -> Iterator[Hit]:
    """Compare words that print less than a full date as far as they go."""
    hidden = file.in_meta
    for element in file.all("docDate", "date"):
        value, text = element.get("date", ""), words(element)
        found = re.match(r"(\d{4})-(\d\d)-(\d\d)", value)
        if element in hidden or not text or not found or not re.search(r"\d", text):
            continue
        part = file.part(element)
        printed = printed_date(text, part.language or file.language if part else file.language)
        marked = tuple(map(int, found.groups()))
        if any(p is not None and p != m for p, m in zip(printed, marked, strict=True)):
            yield Hit(element, f"date is {value}, the words are “{text}”", attribute="date")


@cache
def _distribution(name: str) -> re.Pattern[str]:
    """Return the words of the line in any language [form wording.distribution]; many print the English ones."""
    return re.compile(in_any(lambda words: getattr(words.distribution, name)), re.IGNORECASE)


@rule(
    "AKN4UN-205",
    WARNING,
    "n",
    "EM mastheads",
    "the distribution word fits language and symbol",
    reads="the line Distr., docNumber",
    suggestion="General; Limited for /L. symbols, Restricted for /R.; in the language of the text.",
)
def distribution(file: AknFile) -> Iterator[Hit]:
    """Compare with the symbol, in which L. means limited, R. restricted."""
    if file.cover is None:
        return
    expected = (
        "limited" if re.search(r"/L\.", file.symbol) else "restricted" if re.search(r"/R\.", file.symbol) else "general"
    )
    for block in file.blocks:
        begin = block.text.find("Distr.")
        if begin < 0 or file.cover not in set(block.element.iterancestors()):
            continue
        text = block.text[begin:].strip()
        named = next((name for name in _DISTRIBUTIONS if _distribution(name).search(text)), "")
        line = words_of(file.language).distribution.line
        if named and named != expected and file.symbol:
            yield block.hit(begin, f"“{text}” does not fit the symbol {file.symbol}: {expected} distribution")
        elif line and not compiled(line).match(text):
            yield block.hit(begin, f"“{text}” is not the line of a document in {file.language}")


@rule(
    "AKN4UN-206",
    ERROR,
    "s",
    "form symbols",
    "docNumber is a document symbol",
    reads="coverPage//docNumber",
    suggestion="Write the symbol as printed: organ, session or year, number, suffix.",
)
def symbol(file: AknFile) -> Iterator[Hit]:
    """Check joint symbols, which are split at the dash; an unassigned part is “…” with a status.

    A decision or resolution of a conference of parties has no symbol; its number takes the place of one: “6/CMA.3”.
    """
    for element in file.symbol_elements:
        text = words(element)
        if not text:
            if not element.get("status"):
                yield Hit(element, "the symbol is empty")
            continue
        if _CONFERENCE_NUMBER.fullmatch(text):
            continue
        try:
            assigned = Symbol.parse(text).assigned
        except IdentifierError as error:
            yield Hit(element, error.what)
            continue
        if not assigned and not element.get("status"):
            yield Hit(element, f"the symbol “{text}” is not assigned, but docNumber has no status")


@rule(
    "VOTE-001",
    ERROR,
    "s",
    "corpus metadata.votes",
    "the count of a vote is the number of the voters named",
    reads="count/@value, akn4un:voters",
    suggestion="Compare with the record of the vote and correct value or names.",
)
def votes(file: AknFile) -> Iterator[Hit]:
    """Check votes only if voters are named."""
    for count in file.all("count"):
        voters = [e for holder in count.iter(f"{{{AKN4UN}}}voters") for e in holder if isinstance(e.tag, str)]
        value = count.get("value", "").strip()
        if voters and value.isdecimal() and int(value) != len(voters):
            yield Hit(count, f"the count is {int(value)}, {len(voters)} voters are named", attribute="value")
