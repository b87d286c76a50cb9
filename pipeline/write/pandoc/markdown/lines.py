"""Lines of Markdown that begin with what would be read as a mark of a list, a heading or a rule.

Reads Pandoc nodes. Gives them with such words kept from the beginning of a line: bound to the word before, or, where
the line must begin there or a column is narrow, escaped.
"""

from __future__ import annotations

import re
from typing import Any

from pipeline.write.pandoc import ast
from pipeline.write.pandoc.ast import Node

_OPENS = re.compile(r"\(?(?:\d+|#|@[\w-]*|[A-Za-z]|[ivxlcdmIVXLCDM]+)[.)]|[-+*#>|:~=_^]+")
"""Words that open a list, a heading, a quotation, a definition, a division or a rule at the beginning of a line."""

_SIGN = re.compile(r"([^\w\s])")
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
    within = in_table or node["t"] == "Table"
    return {**node, "c": _content(node["c"], wraps, within)} if isinstance(node.get("c"), list) else node


def _content(content: list[Any], wraps: bool, in_table: bool) -> list[Any]:
    """Return lists within lists, down to those of nodes."""
    if content and all(isinstance(part, dict) and "t" in part for part in content):
        return kept_within_lines(content, wraps=wraps, in_table=in_table)
    return [_content(part, wraps, in_table) if isinstance(part, list) else part for part in content]
