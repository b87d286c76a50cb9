"""Findings in another language than English: titles, messages and advice are data.

Reads `templates/validation/messages/<tag>.toml`. Gives reports and findings with the texts of that language. Rules
write English; a message is known by its English form, in which `{}` holds the place of a value, as in the catalogues
of gettext. Text that a message quotes from the document is never translated. A test reads the templates out of the
rules and fails for one that the catalogue does not have.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from pipeline.data import TEMPLATES, Record, decode
from pipeline.errors import UsageError
from pipeline.files import counted
from pipeline.languages.codes import is_singular
from pipeline.validate.model.finding import Finding
from pipeline.validate.model.rule import REGISTER
from pipeline.validate.run.files import Report

FOLDER = TEMPLATES / "validation" / "messages"
ENGLISH = "en"
"""The language of the rules: it needs no catalogue, and reports in it are the same on every machine."""
_DEEPEST = 3
"""Messages inside messages: the words of a summary, of a schema fault, of a value. Chosen: no message has more."""
Table = Literal["messages", "imports"]
"""A table of a catalogue whose entries have values."""
_PLACE = re.compile(r"\{(\d*)\}")


class RuleTexts(Record, frozen=True, kw_only=True):
    """The texts of a rule."""

    title: str
    advice: str


class Catalogue(Record, frozen=True, kw_only=True):
    """The file of a language."""

    report: Mapping[str, str]
    """Words of summaries, by their English form."""
    rules: Mapping[str, RuleTexts]
    imports: Mapping[str, str]
    """Reports of imports: their words and their doubts, as `messages`."""
    messages: Mapping[str, str]
    """By the English form; `{}` takes the values in their order, `{2}` the third one."""


@dataclass(frozen=True, slots=True)
class _Form:
    """One message: how its English form is recognized, and what stands for it."""

    pattern: re.Pattern[str]
    quoted: tuple[bool, ...]
    """For each value: is it quoted text of the document, which stays as it is?"""
    other: str


def tags() -> tuple[str, ...]:
    """Return the tags of the languages in which reports can be written, English first."""
    return (ENGLISH, *sorted(path.stem for path in FOLDER.glob("*.toml")))


@cache
def catalogue(tag: str) -> Catalogue:
    """Return the catalogue of a language other than English. Raises UsageError for an unknown one, TemplateError."""
    if tag not in tags() or tag == ENGLISH:
        raise UsageError(f"reports cannot be written in “{tag}”", remedy="choose from: " + ", ".join(tags()))
    return decode(FOLDER / f"{tag}.toml", Catalogue)


def _table(tag: str, table: Table) -> Mapping[str, str]:
    return catalogue(tag).imports if table == "imports" else catalogue(tag).messages


@cache
def _forms(tag: str, table: Table) -> tuple[_Form, ...]:
    """Return the messages with values, those with the most words of their own first."""
    entries = [(text, other) for text, other in _table(tag, table).items() if "{}" in text]
    entries.sort(key=lambda entry: -len(entry[0]))
    return tuple(_form(text, other) for text, other in entries)


def _form(english: str, other: str) -> _Form:
    before = english.split("{}")[:-1]
    quoted = tuple(text.endswith("“") for text in before)
    return _Form(re.compile(_pattern(english), re.DOTALL), quoted, _numbered(other))


def _pattern(text: str) -> str:
    return "(.*?)".join(map(re.escape, text.split("{}")))


def _numbered(text: str) -> str:
    """Return the text with the number of its value in every place."""
    places = iter(range(len(text)))
    return _PLACE.sub(lambda place: f"{{{place[1] or next(places)}}}", text)


def in_language(text: str, tag: str, depth: int = _DEEPEST, table: Table = "messages") -> str:
    """Return a message or piece of advice in a language; unchanged if its catalogue does not have it."""
    if tag == ENGLISH or not text:
        return text
    exact = _table(tag, table).get(text)
    if exact is not None:
        return exact
    return _filled(text, tag, depth, table) if depth else text


@cache
def _filled(text: str, tag: str, depth: int, table: Table) -> str:
    for form in _forms(tag, table):
        if match := form.pattern.fullmatch(text):
            values = zip(match.groups(), form.quoted, strict=True)
            done = (text if own else in_language(text, tag, depth - 1, table) for text, own in values)
            return form.other.format(*done)
    return text


def title(rule: str, tag: str) -> str:
    """Return the title of a rule in a language."""
    return REGISTER[rule].title if tag == ENGLISH else _rule(rule, tag).title


def advice(rule: str, tag: str) -> str:
    """Return what a rule advises, in a language."""
    return REGISTER[rule].suggestion if tag == ENGLISH else _rule(rule, tag).advice


def _rule(rule: str, tag: str) -> RuleTexts:
    own = REGISTER[rule]
    return catalogue(tag).rules.get(rule, RuleTexts(title=own.title, advice=own.suggestion))


def finding_in(finding: Finding, tag: str) -> Finding:
    """Return a finding with message, advice and second places in a language."""
    if tag == ENGLISH:
        return finding
    own = finding.suggestion == REGISTER[finding.rule].suggestion
    todo = advice(finding.rule, tag) if own else in_language(finding.suggestion, tag)
    related = tuple(replace(one, message=in_language(one.message, tag)) for one in finding.related)
    return replace(finding, message=in_language(finding.message, tag), suggestion=todo, related=related)


def report_in(report: Report, tag: str) -> Report:
    """Return a report in a language; identifiers, places and severities stay. Raises UsageError, TemplateError."""
    if tag == ENGLISH:
        return report
    results = [
        replace(
            one,
            findings=[finding_in(finding, tag) for finding in one.findings],
            suppressed=[finding_in(finding, tag) for finding in one.suppressed],
        )
        for one in report.results
    ]
    return replace(report, results=results, language=tag)


def words_in(text: str, tag: str) -> str:
    """Return words of a summary in a language, by their English form."""
    return text if tag == ENGLISH else catalogue(tag).report.get(text, text)


def counted_in(number: int, noun: str, tag: str) -> str:
    """Return a number with its noun in a language: `0 erreur`, `2 errors`. `noun`: the English singular."""
    if tag == ENGLISH:
        return counted(number, noun)
    return f"{number} {words_in(noun if is_singular(number, tag) else f'{noun}s', tag)}"


def stops(tag: str) -> tuple[str, str]:
    """Return colon and semicolon of a language, with the no-break space that French has before them."""
    return ("\u00a0:", "\u00a0;") if tag == "fr" else (":", ";")
