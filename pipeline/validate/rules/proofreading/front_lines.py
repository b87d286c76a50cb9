"""The lines of the front and of the end against each other and against the metadata.

Reads cover, preface, conclusions, workflow. Gives hits of TEXT-011 to 019.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from lxml import etree

from pipeline.akn.bodies import issuing_bodies
from pipeline.languages.names import names_in
from pipeline.languages.strings import FALLBACK, languages, letter, official, strings, tag, tags
from pipeline.read import local
from pipeline.validate.languages import one_of
from pipeline.validate.model.finding import Hit, Severity
from pipeline.validate.model.rule import rule
from pipeline.validate.model.subject import AknFile, ancestors, words
from pipeline.validate.reading.citations import citations
from pipeline.validate.reading.dates import printed_dates
from pipeline.validate.rules.proofreading.printed_dates import own_date

WARNING = Severity.WARNING
SAYS = {
    "adopted": "the {line} says {printed}, {others}",
    "metadata": "the metadata say {date}",
    "item": "the line says agenda item {printed}, its value is {value}",
    "meeting": "the line says meeting {printed}, its value is {value}",
    "record": "the line says meeting {printed}, the record of adoption is {record}",
    "number": "{printed} is here, the symbol on the cover is {symbol}",
    "year": "the symbol {symbol} is of {year}, the text was adopted on {date}",
    "report": "the line says {printed}, the workflow names the report {value}",
    "issued": "issued on {issued}, before the adoption on {adopted}",
    "session": "adopted on {date}, but the session printed above ran from {start} to {end}",
    "job": "the job number ends with ({letter}), the text is in {language}",
    "language": "the line says “{printed}”, the text is in {language}",
    "body": "“{printed}” is on the cover of {symbol}",
}
_LINES = {"docTitle": "title line", "docDate": "closing line"}
_JOB = re.compile(r"(?<![\d-])\d{2}-\d{5}[\s\u00a0]*\(([A-Z])\)")
_ORGANS = ("un-ga", "un-sc", "un-ecosoc")
"""The organs whose names on a cover are compared with the symbol, by their names in IRIs."""


def _named(file: AknFile, element: str, *names: str) -> Iterator[etree._Element]:
    """Yield elements outside meta by name or refersTo."""
    hidden = file.in_meta
    for one in file.all(element):
        called = {one.get("name", "").removeprefix("akn4un:"), one.get("refersTo", "").removeprefix("#")}
        if one not in hidden and called & set(names):
            yield one


def adoption_lines(file: AknFile) -> Iterator[tuple[etree._Element, str]]:
    """Yield (element, date) of each line that prints the date of adoption."""
    titles = [t for t in file.all("docTitle") if "coverPage" in ancestors(t)]
    for element in [*titles, *_named(file, "docDate", "adoptionDate")]:
        part = file.part(element)
        if part is not file.main or (element.getparent() in titles):
            continue
        dates = [date for date in printed_dates(words(element), file.language) if date.iso]
        if len(dates) == 1:
            yield element, dates[0].iso


@rule(
    "TEXT-011",
    WARNING,
    "n",
    "EM mastheads",
    "title line, closing line and metadata give one date of adoption",
    reads="docTitle, docDate of the conclusions, FRBRWork/FRBRdate, workflow",
    suggestion="Look up the day of adoption and correct the line that differs.",
)
def adoption(file: AknFile) -> Iterator[Hit]:
    """Report the line that differs from the others; with one line only, from the metadata."""
    lines = list(adoption_lines(file))
    own = own_date(file)
    if not lines or file.document is None or file.document.get("name") not in ("resolution", "decision"):
        return
    closing = {date for element, date in lines if local(element) == "docDate"}
    if len(closing) > 1 and own in closing:  # a decision that was taken on several days
        lines = [(element, date) for element, date in lines if date not in closing]
    known = Counter(date for _, date in lines) + Counter([own] if own else [])
    expected = max(known, key=lambda date: (known[date], date == own))
    for element, printed in lines:
        if printed != expected and known[expected] > known[printed] - (own == expected):
            others = [f"the {_LINES[local(e)]} {date}" for e, date in lines if e is not element]
            known_dates = ", ".join([*others, SAYS["metadata"].format(date=own or "nothing")])
            more = tuple((e, f"{_LINES[local(e)]}: {date}") for e, date in lines if e is not element)
            yield Hit(
                element,
                SAYS["adopted"].format(line=_LINES[local(element)], printed=printed, others=known_dates),
                related=more,
            )


@rule(
    "TEXT-012",
    WARNING,
    "n",
    "EM mastheads",
    "the agenda item of the line is that of its value",
    reads="inline agenda item",
    suggestion="Compare with the agenda and correct line or value.",
)
def items(file: AknFile) -> Iterator[Hit]:
    """Compare the first number of the line."""
    for element in _named(file, "inline", "agenda item", "agendaItem"):
        value, printed = re.findall(r"\d+", element.get("title", "")), re.findall(r"\d+", words(element))
        if value and printed and value[0] not in printed:
            yield Hit(element, SAYS["item"].format(printed=printed[0], value=element.get("title")), attribute="title")


@rule(
    "TEXT-013",
    WARNING,
    "n",
    "EM mastheads",
    "the meeting of the line is that of its value and of the verbatim record",
    reads="location, inline adoptionMeeting, step",
    suggestion="Compare with the record of the meeting and correct the number.",
)
def meetings(file: AknFile) -> Iterator[Hit]:
    """Compare the meeting at which the text was adopted."""
    records = [
        found[1]
        for step in file.all("step")
        if step.get("outcome") == "adopted" and (found := re.search(r"/P\.?V\.(\d+)", step.get("as", "")))
    ]
    elements = [*_named(file, "location", "adoptionMeeting"), *_named(file, "inline", "adoptionMeeting")]
    for element in elements:
        value, printed = re.findall(r"\d+", element.get("title", "")), re.findall(r"\d+", words(element))
        if value and printed and value[0] not in printed:
            yield Hit(
                element, SAYS["meeting"].format(printed=printed[0], value=element.get("title")), attribute="title"
            )
        elif printed and records and len(elements) == 1 and records[-1] not in printed:
            yield Hit(element, SAYS["record"].format(printed=printed[0], record=f"PV.{records[-1]}"))


@rule(
    "TEXT-014",
    WARNING,
    "n",
    "form symbols",
    "the number before the title is that of the symbol, its year that of the adoption",
    reads="docNumber, docTitle, FRBRWork/FRBRdate",
    suggestion="Compare with the record and correct the number that differs.",
)
def numbers(file: AknFile) -> Iterator[Hit]:
    """Check “79/239.” before the title, “Resolution 2625 (2022)” on the cover of the Council."""
    symbol = citations(file.symbol)
    if len(symbol) != 1 or not re.search(r"/(?:RES|DEC)/", file.symbol):
        return
    expected = re.sub(r"[A-Z]+$", "", symbol[0].name)
    numbers = [n for n in file.all("docNumber") if file.part(n) is file.main and n not in file.symbol_elements]
    for element in [*numbers, *_named(file, "docTitle", "resolutionNumber")]:
        printed = [re.sub(r"[A-Z]+$", "", one.name) for one in citations(words(element))]
        if len(printed) == 1 and printed[0] != expected and "meta" not in ancestors(element):
            yield Hit(element, SAYS["number"].format(printed=printed[0], symbol=file.symbol))
    own = own_date(file)
    if symbol[0].year and own and not own.startswith(str(symbol[0].year)):
        said_year = SAYS["year"].format(symbol=file.symbol, year=symbol[0].year, date=own)
        yield Hit(file.symbol_elements[0], said_year)


@rule(
    "TEXT-015",
    WARNING,
    "n",
    "EM mastheads",
    "the line in brackets names the report that the workflow names",
    reads="inline originating document, step",
    suggestion="Compare with the report of the Committee and correct symbol or paragraph.",
)
def report_line(file: AknFile) -> Iterator[Hit]:
    """Compare the symbol, and the paragraph if both give one."""
    steps = [step for step in file.all("step") if step.get("outcome") == "recommendedForAdoption" and step.get("as")]
    known = {one.name: step for step in steps for one in citations(step.get("as", ""))}
    lines = list(_named(file, "inline", "originating document"))
    if not known or len(lines) != 1:
        return
    text = words(lines[0])
    printed = [one.name for one in citations(text)]
    values = ", ".join(f"{name}, paragraph {step.get('refersTo')}" for name, step in known.items())
    if printed and not set(printed) & set(known):
        yield Hit(lines[0], SAYS["report"].format(printed=printed[0], value=values))
    elif printed and (paragraph := known[next(n for n in printed if n in known)].get("refersTo", "")).isdecimal():
        rest = text[text.rfind("/") :]
        named = re.findall(r"\d+", rest)[1:]
        if named and paragraph not in named:
            yield Hit(lines[0], SAYS["report"].format(printed=text, value=values))


@rule(
    "TEXT-016",
    WARNING,
    "n",
    "calendar",
    "a text is issued after its adoption, and adopted in the session printed above",
    reads="docDate, event session",
    suggestion="Correct the date that is out of order.",
)
def order_of_dates(file: AknFile) -> Iterator[Hit]:
    """Compare the words of the lines; a year that is left out is taken from the value."""
    adopted = own_date(file) or next((date for _, date in adoption_lines(file)), "")
    if not adopted:
        return
    for element in _named(file, "docDate", "dateOfIssuance"):
        dates = printed_dates(words(element), file.language) or printed_dates(words(element), FALLBACK)
        if dates and dates[0].iso and dates[0].iso < adopted:
            yield Hit(element, SAYS["issued"].format(issued=dates[0].iso, adopted=adopted))
    starts, ends = list(_named(file, "date", "startDate")), list(_named(file, "date", "endDate"))
    if len(starts) == 1 and len(ends) == 1:
        start, end = starts[0].get("date", ""), ends[0].get("date", "")
        if start and end and start > "1945" and not start <= adopted <= end:
            yield Hit(ends[0], SAYS["session"].format(date=adopted, start=start, end=end))


@cache
def _job_letters() -> frozenset[str]:
    return frozenset(letter(one) for one in languages() if official(one))


@rule(
    "TEXT-017",
    WARNING,
    "n",
    "form symbols",
    "the letter of the job number is that of the language",
    reads="text",
    suggestion="Correct the letter: A, C, E, F, R or S.",
)
def job_number(file: AknFile) -> Iterator[Hit]:
    """Check the letter of job numbers such as 08-12345 (F)."""
    for block in file.blocks:
        found = _JOB.search(block.text) if "(" in block.text and "-" in block.text else None
        if found and found[1] in _job_letters() and official(file.language) and found[1] != letter(file.language):
            message = SAYS["job"].format(letter=found[1], language=file.language)
            yield block.hit(found.start(), message, length=len(found[0]))


@rule(
    "TEXT-018",
    WARNING,
    "n",
    "EM mastheads",
    "the language line names the language of the text",
    reads="inline languageOfExpression",
    suggestion="Correct the line, or FRBRlanguage.",
)
def language_line(file: AknFile) -> Iterator[Hit]:
    """Check the line, in the language of the text or in English."""
    names = {**names_in(FALLBACK), **names_in(file.language)}
    for element in _named(file, "inline", "languageOfExpression"):
        printed = words(element)
        named = names.get(printed.lower(), "")
        if named and file.language and named != tag(file.language):
            yield Hit(element, SAYS["language"].format(printed=printed, language=file.language))


@cache
def _organ(organ: str) -> re.Pattern[str]:
    """Return the names of an organ in all languages."""
    known = one_of(name for one in tags() for name in strings(one).recognise.organs[organ])
    return re.compile(known, re.IGNORECASE)


@rule(
    "TEXT-019",
    WARNING,
    "n",
    "EM mastheads",
    "the organ on the cover is that of the symbol",
    reads="docAuthority, docNumber",
    suggestion="Correct the name of the organ, or the symbol.",
)
def organ(file: AknFile) -> Iterator[Hit]:
    """Check the General Assembly, the Security Council, the Economic and Social Council."""
    organ = next((one for one in _ORGANS if file.symbol.startswith(issuing_bodies()[one].symbols)), "")
    if not organ:
        return
    for element in _named(file, "docAuthority", "issuingBody"):
        printed = words(element).replace("\u0640", "")
        known = next((one for one in _ORGANS if _organ(one).fullmatch(printed)), "")
        if known and known != organ and file.part(element) is file.main:
            yield Hit(element, SAYS["body"].format(printed=printed, symbol=file.symbol))
