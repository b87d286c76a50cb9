"""Documents cited in running text: resolutions by session and number or by number and year, and symbols.

Reads a string. Gives `Citation`s in the order of the text, in a form that does not depend on how they are written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_S = r"[ \u00a0\u2009\u202f\u200e\u200f]"
_SYMBOL = (
    r"(?P<symbol>(?<![A-Za-z\d/])[A-Z]{1,5}(?:\.\d+)?(?:[\u200e\u200f]*/[\u200e\u200f]*[A-Za-z0-9][A-Za-z0-9.-]*(?:–\d[A-Za-z0-9.-]*)*)+"
    rf"(?:{_S}*\((?:19|20)\d\d\))?)"
)
_COUNCIL = (
    rf"(?P<number>(?<![\d/.])\d{{1,4}})[\u200e\u200f]*{_S}?[\u200e\u200f]*\((?P<year>(?:19|20)\d\d)[\u200e\u200f]*\)"
)
_OLD = rf"(?P<old>(?<![\d/.])\d{{1,4}}(?:{_S}?[A-ZА-Я])?){_S}{{0,2}}\((?P<roman>(?:S-|ES-)?[IVXL]+)\)"
_ASSEMBLY = (
    r"(?P<session>(?<![A-Za-z0-9/.,-])(?:S-|ES-)?\d{1,3})/(?P<item>\d{1,4})(?![\d/])"
    rf"(?:{_S}(?P<letter>[A-Z])(?![\w’'-]))?"
)
_ANY = re.compile(f"{_SYMBOL}|{_COUNCIL}|{_OLD}|{_ASSEMBLY}")
_IN_BRACKETS = re.compile(r"\((?:(?:19|20)\d\d|(?:S-|ES-)?[IVXL])")
"""A citation without a stroke has a year or a Roman number in brackets."""
_YEAR = re.compile(r"(?:18|19|20)\d\d")
"""An item that is the year of a law or regulation: Regulation 833/2014."""
_OTHER_BODY = re.compile(r"(?<![A-Za-z])(?!RES|DEC)[A-Z]{2,6}[ \u00a0]?$")
"""Before the number of a document of another organization: MSC 107/8, EB 136/8."""
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_RESOLUTION = re.compile(r"^(?:A/(?:HRC/)?(?:RES|DEC)|S/RES)/")
_NO_SYMBOLS = re.compile(
    r"^(?:HIV/AIDS|VIH/SIDA|ODA/GNI|SIDA/VIH|AND/OR|COVID|I/O|N/A|24/7|UN/\w{2,}|[A-Z]{2,}(?:/[A-Z]{2,})+)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Citation:
    """A cited document; `begin` and `end` are characters of the text."""

    begin: int
    end: int
    name: str
    """`79/239`, `2567(2021)`, `3474(XXX)`, `A/79/408`: the same however it is written."""
    session: int = 0
    """Session in the number or symbol of the Assembly; 0 if there is none."""
    year: int = 0
    """Year in the number or symbol; 0 if there is none."""


def citations(text: str) -> list[Citation]:
    """Return the documents that a text cites.

    >>> [one.name for one in citations("resolutions 79/239, 2567 (2021) and S/RES/2625 (2022), see A/79/408, para. 1")]
    ['79/239', '2567(2021)', '2625(2022)', 'A/79/408']
    """
    if "/" not in text and ("(" not in text or not _IN_BRACKETS.search(text)):
        return []
    hidden = [match.span() for match in _ADDRESS.finditer(text)] if "//" in text or "www." in text else []
    found = []
    for match in _ANY.finditer(text):
        if any(begin <= match.start() < end for begin, end in hidden):
            continue
        one = _citation(match)
        if one is not None:
            found.append(one)
    return found


def _citation(match: re.Match[str]) -> Citation | None:
    begin, end = match.span()
    if match["symbol"]:
        return _symbol(re.sub("[\u200e\u200f]", "", match["symbol"]), begin, end)
    if match["number"]:
        return Citation(begin, end, f"{match['number']}({match['year']})", year=int(match["year"]))
    if match["old"]:
        return Citation(begin, end, f"{re.sub(r'[^0-9A-Z]', '', match['old'])}({match['roman']})")
    session = match["session"]
    if _OTHER_BODY.search(match.string, max(0, begin - 9), begin):
        return None
    if not session.lstrip("ES-").isdecimal() or match["item"].startswith("0") or _YEAR.fullmatch(match["item"]):
        return None
    letter = match["letter"] or ""
    number = int(session) if session.isdecimal() else 0
    return Citation(begin, end, f"{session}/{match['item']}{letter}", session=number)


def _symbol(text: str, begin: int, end: int) -> Citation | None:
    bare = text.rstrip(".-")
    end -= len(text) - len(bare)
    if _NO_SYMBOLS.match(bare) or not any(c.isdigit() for c in bare):
        return None
    name = canonical(bare)
    session = re.match(r"(?:A|A/(?:HRC|C\.\d|RES|HRC/RES|DEC))/(\d{1,3})(?:/|$)", bare)
    year = re.search(r"(?:/|\()((?:19|20)\d\d)(?:/|\))", bare)
    council = "/HRC/" in bare
    number = int(session[1]) if session and not council else 0
    return Citation(begin, end, name, session=number, year=int(year[1]) if year else 0)


def canonical(symbol: str) -> str:
    """Return the name of a symbol: a resolution without its series, no spaces, a hyphen in ranges.

    >>> canonical("A/RES/79/239"), canonical("S/RES/2625 (2022)"), canonical("A/HRC/RES/55/22"), canonical("A/79/1–3")
    ('79/239', '2625(2022)', '55/22', 'A/79/1-3')
    """
    return re.sub(r"\s|\u200e", "", _RESOLUTION.sub("", symbol)).replace("–", "-").rstrip(".-")
