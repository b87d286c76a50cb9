"""A proof as text for people, JSON, a page of HTML, and SARIF.

Reads a `ProofreadResult`. Gives one string; the same proof always gives the same string.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict

from pipeline.errors import UsageError
from pipeline.files import counted
from pipeline.proofread.page import page
from pipeline.proofread.run import Difference, ProofreadResult, QuotedPassage
from pipeline.proofread.sarif import sarif

_EXCERPT = 160


def render(proof: ProofreadResult, form: str = "text") -> str:
    """Return the proof as `text`, `json`, `html` or `sarif`. Raises UsageError for another format."""
    writer = FORMATS.get(form)
    if writer is None:
        raise UsageError(f"there is no format “{form}”", remedy="choose from: " + ", ".join(FORMATS))
    return writer(proof)


def summary(proof: ProofreadResult) -> str:
    """Return one line: works, what differs, what may differ."""
    if not proof.works:
        return "nothing was compared: no work is here in two languages"
    sure = sum(1 for _, row in proof.rows if row.differs)
    works = counted(len(proof.works), "work")
    return f"{works}: {counted(sure, 'difference')}, {len(proof.rows) - sure} to look at"


def _text(proof: ProofreadResult) -> str:
    lines = []
    for _, row in proof.rows:
        where = f"{row.here.path}:{row.here.line}:1"
        what = "warning" if row.differs else "note"
        at = f" [{row.here.label}]" if row.here.label else ""
        lines.append(f"{where}: {what} {row.kind} {row.message}{at}")
        lines += [f"    {_passage_line(one, row)}" for one in (row.here, *_shown(row))]
    lines += [f"{reason}: not read" for work in proof.works for reason in work.unread]
    return "".join(f"{line}\n" for line in [*lines, summary(proof)])


def _shown(row: Difference) -> tuple[QuotedPassage, ...]:
    """Return the second place: English, or the first of the others."""
    english = tuple(one for one in row.others if one.language == "English")
    return english or row.others[:1]


def _passage_line(passage: QuotedPassage, row: Difference) -> str:
    text = passage.text if len(passage.text) <= _EXCERPT else f"{passage.text[:_EXCERPT]}…"
    return f"{passage.language} ({passage.path}:{passage.line}): {text}"


def _json(proof: ProofreadResult) -> str:
    rows = [
        {"work": work.work, "severity": "warning" if row.differs else "note", **asdict(row)} for work, row in proof.rows
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


FORMATS: dict[str, Callable[[ProofreadResult], str]] = {"text": _text, "json": _json, "html": page, "sarif": sarif}
