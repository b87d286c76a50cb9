"""Text of Markdown that would be read as mark-up: at the beginning of a line, and in raised or lowered text.

Reads Pandoc nodes. Gives them with words that would open a list, a heading or a rule kept from the beginning of a
line: bound to the word before, or, where the line must begin there or a column is narrow, escaped. In raised and
lowered text no line begins, and pandoc reads signs as mark-up though they are escaped: such text is a run with the
class `superscript` or `subscript`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pipeline.write.pandoc import ast
from pipeline.write.pandoc.ast import Node

_OPENS = re.compile(r"\(?(?:\d+|#|@[\w-]*|[A-Za-z]|[ivxlcdmIVXLCDM]+)[.)]|[-+*#>|:~=_^]+")
"""Words that open a list, a heading, a quotation, a definition, a division or a rule at the beginning of a line."""

_SIGN = re.compile(r"([^\w\s])")
_MARKUP = re.compile(r"[\\`*_$~^@<>|!{}\[\]]")
_RAISED = frozenset(("Superscript", "Subscript"))
_BOUND = ast.raw_inline("markdown", " ")
"""A space at which no line ends."""


def kept_within_lines(nodes: list[Node], *, wraps: bool, in_table: bool = False) -> list[Node]:
    """Return the nodes, whatever they are, with no word that opens something where a line may begin.

    `wraps` says that a line may end at every space.
    """
    result: list[Node] = []
    for number, node in enumerate(nodes):
        before = nodes[number - 1]["t"] if number else ""
        risky = before == "LineBreak" or (wraps and before == "Space")
        if risky and _OPENS.fullmatch(_word(nodes, number)):
            if before == "Space" and not in_table:
                result[-1] = _BOUND
            else:
                result.append(_escaped(node))
                continue
        result.append(_inside(node, wraps, in_table))
    return result


def _word(nodes: list[Node], begin: int) -> str:
    """Return the text from one node on to the next space; "" if anything but plain text is in it."""
    text = ""
    for node in nodes[begin:]:
        if node["t"] in ("Space", "SoftBreak", "LineBreak"):
            break
        if node["t"] != "Str":
            return ""
        text += node["c"]
    return text


def _escaped(node: Node) -> Node:
    return ast.raw_inline("markdown", _SIGN.sub(r"\\\1", node["c"]))


def _inside(node: Node, wraps: bool, in_table: bool) -> Node:
    """Return a node with its content gone through; text and attributes stay as they are."""
    if _is_risky(node):
        node = ast.span(ast.attr("", node["t"].lower()), node["c"])
    within = in_table or node["t"] == "Table"
    wraps = wraps and node["t"] not in _RAISED
    return {**node, "c": _content(node["c"], wraps, within)} if isinstance(node.get("c"), list) else node


def _is_risky(node: Node) -> bool:
    """Return True for raised or lowered text whose signs could be read as mark-up around its letters."""
    if node["t"] not in _RAISED:
        return False
    text = "".join(_strings(node["c"]))
    return _MARKUP.search(text) is not None and any(map(str.isalnum, text))


def _strings(content: Any) -> Iterator[str]:  # noqa: ANN401 - JSON
    """Yield the words of nodes."""
    if isinstance(content, list):
        for part in content:
            yield from _strings(part)
    elif isinstance(content, dict) and content.get("t") == "Str":
        yield content["c"]
    elif isinstance(content, dict):
        yield from _strings(content.get("c"))


def _content(content: list[Any], wraps: bool, in_table: bool) -> list[Any]:
    """Return lists within lists, down to those of nodes."""
    if content and all(isinstance(part, dict) and "t" in part for part in content):
        return kept_within_lines(content, wraps=wraps, in_table=in_table)
    return [_content(part, wraps, in_table) if isinstance(part, list) else part for part in content]
