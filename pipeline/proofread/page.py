"""A proof as one page of HTML: the passages side by side, the differing facts marked, the surest first.

Reads a `result`. Gives HTML that needs nothing else; it is read with a keyboard, on paper and by a screen reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from pipeline.languages.codes import UNDETERMINED, direction
from pipeline.languages.names import language_named
from pipeline.proofread.result import Difference, ProofreadResult, QuotedPassage, WorkProof
from pipeline.validate.report.language import ENGLISH, counted_in, in_language, stops, words_in

_STYLE = """
body { font: 1rem/1.45 system-ui, sans-serif; margin: 1.5rem auto; max-width: 78rem; padding: 0 1rem; color: #1a1a1a; }
table { border-collapse: collapse; width: 100%; margin: 0 0 2rem; table-layout: fixed; }
caption { text-align: start; font-weight: 600; padding: .4rem 0; }
th, td { border: 1px solid #8a8a8a; padding: .4rem .6rem; vertical-align: top; text-align: start; }
td { overflow-wrap: anywhere; }
th { background: #f0f0f0; width: 50%; }
mark { background: #ffe08a; color: inherit; font-weight: 600; }
details { margin: 0 0 .5rem; }
.place { color: #595959; font-size: .85rem; }
.note caption { font-weight: 400; }
@media print { details { display: none; } }
"""


def page(proof: ProofreadResult, tag: str = ENGLISH) -> str:
    """Return the page, its own words in a language."""
    rows = proof.rows
    sure = [pair for pair in rows if pair[1].differs]
    rest = [pair for pair in rows if not pair[1].differs]
    unread = [f"{f.path}{stops(tag)[0]} {in_language(f.reason, tag)}" for f in proof.unread]
    title = words_in("Languages compared", tag)
    counts = f"{counted_in(len(proof.works), 'work', tag)}, {counted_in(len(sure), 'difference', tag)}"
    parts = [
        "<!DOCTYPE html>",
        f'<html lang="{tag}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
        f"<title>{title}</title><style>{_STYLE}</style></head><body>",
        f"<h1>{title}</h1>",
        f"<p>{counts}, {len(rest)} {words_in('to look at', tag)}.</p>",
        _section("Differences", sure, tag),
        _section("To look at", rest, tag),
    ]
    if unread:
        items = "".join(f"<li>{escape(one)}</li>" for one in unread)
        parts.append(f"<h2>{words_in('Not read', tag)}</h2><ul>{items}</ul>")
    return "\n".join([*parts, "</body></html>"]) + "\n"


def _section(title: str, rows: Iterable[tuple[WorkProof, Difference]], tag: str) -> str:
    tables = [_table(work, row, tag) for work, row in rows]
    body = "".join(tables) if tables else f"<p>{words_in('Nothing.', tag)}</p>"
    return f"<h2>{words_in(title, tag)}</h2>{body}"


def _table(work: WorkProof, row: Difference, tag: str) -> str:
    beside = next((one for one in row.others if one.language == "English"), next(iter(row.others), None))
    kind = "sure" if row.differs else "note"
    shown = [(row.here, row.present), *([(beside, row.missing)] if beside else [])]
    names = [(one, escape(in_language(one.language, tag))) for one, _ in shown]
    heads = "".join(f'<th scope="col">{name} {_place(one, tag)}</th>' for one, name in names)
    cells = "".join(_cell(one, facts) for one, facts in shown)
    caption = f"{escape(work.work)}{stops(tag)[0]} {escape(row.message)}"
    rest = _others(row, [one for one in row.others if one is not beside], tag)
    return f'<table class="{kind}"><caption>{caption}</caption><tr>{heads}</tr><tr>{cells}</tr></table>{rest}\n'


def _others(row: Difference, more: list[QuotedPassage], tag: str) -> str:
    """Return the passages of the other languages, folded away; "" if there are none."""
    if not more:
        return ""
    colon = stops(tag)[0]
    rest = "".join(
        f"<p {_language(one)}>{escape(in_language(one.language, tag))}{colon} {_marked(one.text, row.missing)}</p>"
        for one in more
    )
    return f"<details><summary>{words_in('The other languages', tag)}</summary>{rest}</details>"


def _place(passage: QuotedPassage, tag: str) -> str:
    label = f"{passage.label}, " if passage.label else ""
    line = f"{words_in('line', tag)} {passage.line}"
    return f'<span class="place">{escape(label)}{escape(passage.path)}, {line}</span>'


def _cell(passage: QuotedPassage, facts: Iterable[str]) -> str:
    return f"<td {_language(passage)}>{_marked(passage.text, facts)}</td>"


def _language(passage: QuotedPassage) -> str:
    tag = language_named(passage.language) or UNDETERMINED
    return f'lang="{tag}" dir="{direction(tag).value}"'


def _marked(text: str, facts: Iterable[str]) -> str:
    """Return the text with the differing figures and citations marked, however they are grouped."""
    patterns = [_grouped(fact) for fact in facts if any(c.isdigit() for c in fact)]
    shown = escape(text)
    if not patterns:
        return shown
    return re.sub(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\d)", lambda match: f"<mark>{match[0]}</mark>", shown)


def _grouped(fact: str) -> str:
    """Return a pattern for a fact with any separators between its groups of three."""
    if fact.isdecimal() and len(fact) > 3:
        first = len(fact) % 3 or 3
        groups = [fact[:first], *(fact[n : n + 3] for n in range(first, len(fact), 3))]
        return r"[\s,.\u00a0\u202f]?".join(groups)
    return r"\s?".join(re.escape(part) for part in re.split(r"(?=\()", fact))
