"""Whether a Markdown file is inert: no mark-up of another language in it, and no link but to the web and into itself.

Reads the bytes of a file, by pandoc. Gives what is not inert, in words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pipeline.write.pandoc.markdown.read import document_of
from pipeline.write.text.inert import CONTROLS, faults_of_text

_WEB = re.compile(r"(?:https?://|mailto:)\S|#")
_PICTURE = re.compile(r"(?![./])(?!.*\.\.)(?!\w+:)[\w./ -]+\.(?:png|jpe?g|svg)", re.IGNORECASE)


def inert(data: bytes, source: bytes = b"") -> Iterator[str]:
    """Yield what in a Markdown file is not inert; `source` plays no part. Raises ValueError if it cannot be read."""
    yield from faults_of_text(data, CONTROLS)
    document = document_of(data)
    yield from _nodes([*document["meta"].values(), *document["blocks"]])


def _nodes(node: Any) -> Iterator[str]:  # noqa: ANN401 - JSON of pandoc
    if isinstance(node, list):
        for inner in node:
            yield from _nodes(inner)
    elif isinstance(node, dict):
        kind, content = str(node.get("t")), node.get("c", [])
        if kind in ("RawBlock", "RawInline"):
            yield f"mark-up of another language: {str(content[1])[:60]!r}"
        elif kind in ("Link", "Image"):
            pattern, address = (_WEB if kind == "Link" else _PICTURE), str(content[2][0])
            if not pattern.match(address):
                yield f"a {kind.lower()} that leads to {address[:80]!r}"
        yield from _attributes(kind, content)
        yield from _nodes(list(content.values()) if isinstance(content, dict) and "t" not in content else content)


def _attributes(kind: str, content: Any) -> Iterator[str]:  # noqa: ANN401
    """Yield the attributes of what has some: none may be a handler of events."""
    if kind not in ("Span", "Div", "Link", "Image", "Code", "CodeBlock"):
        return
    for name, _ in content[0][2]:
        if name.lower().startswith("on") or name.lower() in ("style", "srcdoc", "href", "src"):
            yield f"an attribute {name[:40]!r}"
