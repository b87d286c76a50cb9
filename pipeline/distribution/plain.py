"""Content read back from Markdown and plain text.

Reads the bytes of a file. Gives `Content`. Markdown tells by classes what is generated. Plain text has no structure:
its notices stand in brackets, its colophon is the last line, both known by their wording; the marks of its notes stand
in brackets, as the hash of words expects. So of plain text only the words can be compared, not their order.
"""

from __future__ import annotations

import re
from typing import Any

from pipeline.distribution.content import Content
from pipeline.forms.wording import TextWords, wording
from pipeline.prove.packages import markdown_blocks, text_of_blocks

_GENERATED = frozenset(("generated", "noteref"))


def content_of_md(data: bytes) -> Content:
    """The content of a Markdown file."""
    masthead: list[str] = []
    notes: list[str] = []
    text: list[Any] = []
    for block in markdown_blocks(data):
        classes = set(block["c"][0][1]) if block["t"] == "Div" else set()
        if "masthead" in classes:
            masthead += [text_of_blocks([field]) for field in _bare(block["c"][1], notes)]
        elif "note" in classes:
            notes.append(text_of_blocks(_bare(block["c"][1], notes)))
        else:
            text += _bare([block], notes)
    return Content(tuple(masthead), text_of_blocks(text), tuple(notes))


def _bare(node: Any, notes: list[str]) -> Any:  # noqa: ANN401 - JSON
    """The node without what is generated; native notes are taken out into `notes`."""
    if isinstance(node, list):
        return [_bare(part, notes) for part in node if not _is_generated(part)]
    if not isinstance(node, dict) or "c" not in node:
        return node
    if node["t"] == "Note":
        notes.append(text_of_blocks(_bare(node["c"], notes)))
        return {"t": "SoftBreak"}
    return {"t": node["t"], "c": _bare(node["c"], notes)}


def _is_generated(node: Any) -> bool:  # noqa: ANN401 - JSON
    marked = isinstance(node, dict) and node.get("t") in ("Div", "Span", "Link")
    return marked and bool(_GENERATED & set(node["c"][0][1]))


def content_of_text(data: bytes, language: str) -> Content:
    """The content of a plain text file, all of it as text. `language` is BCP 47."""
    lines = data.decode("utf-8").splitlines()
    words = wording(language).text
    text = "\n".join(lines)
    for notice in _notices(words):
        text = notice.sub("\n", text, count=1)
    return Content((), text, ())


def _notices(words: TextWords) -> list[re.Pattern[str]]:
    """The notices at the head of the file and the colophon at its end, wrapped at any blank."""
    head = [rf"\A\s*{_wrapped(f'[{notice}]')}" for notice in (words.provisional, words.recovered)]
    return [re.compile(pattern) for pattern in (*head, rf"{_wrapped(words.colophon)}\s*\Z")]


def _wrapped(text: str) -> str:
    """A pattern for the text with line ends anywhere between its characters; `{what}` stands for anything."""
    parts = text.split("{what}")
    found = [r"\s*".join(re.escape(c) for c in part if not c.isspace()) for part in parts]
    return r"[^\]]*?".join(found)
