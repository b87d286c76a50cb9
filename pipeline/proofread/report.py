"""A proof as text for people, JSON, a page of HTML, SARIF, and commands of GitHub Actions.

Reads a `ProofreadResult`. Gives one string; the same proof always gives the same string.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, replace

from pipeline.errors import UsageError
from pipeline.proofread.page import page
from pipeline.proofread.result import Difference, ProofreadResult, QuotedPassage
from pipeline.proofread.sarif import github, sarif
from pipeline.validate.report.language import ENGLISH, counted_in, in_language, stops, words_in

_EXCERPT = 160
"""Characters quoted of a passage. Chosen: two lines of a terminal."""


def render(proof: ProofreadResult, form: str = "text", language: str = ENGLISH) -> str:
    """Return the proof as `text`, `json`, `html`, `sarif` or `github`, in a language. Raises UsageError for another
    format.
    """
    writer = FORMATS.get(form)
    if writer is None:
        raise UsageError(f"there is no format “{form}”", remedy="choose from: " + ", ".join(FORMATS))
    return writer(proof_in(proof, language), language)


def proof_in(proof: ProofreadResult, language: str) -> ProofreadResult:
    """Return the proof with its messages in a language."""
    if language == ENGLISH:
        return proof
    works = [
        replace(work, rows=tuple(replace(row, message=in_language(row.message, language)) for row in work.rows))
        for work in proof.works
    ]
    return replace(proof, works=works)


def summary(proof: ProofreadResult, language: str = ENGLISH) -> str:
    """Return one line: works, what differs, what may differ."""
    if not proof.works:
        return words_in("nothing was compared: no work is here in two languages", language)
    sure = sum(1 for _, row in proof.rows if row.differs)
    works, colon = counted_in(len(proof.works), "work", language), stops(language)[0]
    rest = f"{len(proof.rows) - sure} {words_in('to look at', language)}"
    return f"{works}{colon} {counted_in(sure, 'difference', language)}, {rest}"


def _text(proof: ProofreadResult, language: str) -> str:
    lines = []
    colon = stops(language)[0]
    for _, row in proof.rows:
        where = f"{row.here.path}:{row.here.line}:1"
        what = "warning" if row.differs else "note"
        at = f" [{row.here.label}]" if row.here.label else ""
        lines.append(f"{where}: {what} {row.kind} {row.message}{at}")
        lines += [f"    {_passage_line(one, language)}" for one in (row.here, *_shown(row))]
    unread = words_in("not read", language)
    lines += [f"{f.path}{colon} {in_language(f.reason, language)}{colon} {unread}" for f in proof.unread]
    return "".join(f"{line}\n" for line in [*lines, summary(proof, language)])


def _shown(row: Difference) -> tuple[QuotedPassage, ...]:
    """Return the second place: English, or the first of the others."""
    english = tuple(one for one in row.others if one.language == "English")
    return english or row.others[:1]


def _passage_line(passage: QuotedPassage, language: str) -> str:
    text = passage.text if len(passage.text) <= _EXCERPT else f"{passage.text[:_EXCERPT]}…"
    return f"{in_language(passage.language, language)} ({passage.path}:{passage.line}){stops(language)[0]} {text}"


def _json(proof: ProofreadResult, _language: str) -> str:
    rows = [
        {"work": work.work, "severity": "warning" if row.differs else "note", **asdict(row)} for work, row in proof.rows
    ]
    rows += [{"work": "", "severity": "error", "kind": "unread", **asdict(file)} for file in proof.unread]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


FORMATS: dict[str, Callable[[ProofreadResult, str], str]] = {
    "text": _text,
    "json": _json,
    "html": page,
    "sarif": sarif,
    "github": github,
}
