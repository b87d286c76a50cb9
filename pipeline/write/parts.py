"""Parts of a zipped file that bring more than they show: instructions to programs, what is only named as a picture.

Reads parts. Gives what is wrong with them, in words. No file of this project has any of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

_SIGNATURES = {
    "png": b"\x89PNG\r\n\x1a\n", "jpg": b"\xff\xd8\xff", "jpeg": b"\xff\xd8\xff",
}  # fmt: skip
"""First bytes of pictures by the ending of their names; a drawing (SVG) may run, and is never in a file."""


_SOURCE_CHANGES = re.compile(rb"<(?:\w+:)?(?:ins|del)[\s/>]")


def may_have_changes(source: bytes) -> bool:
    """Return True if something is inserted or deleted in the XML `source`, or it is not known."""
    return not source or _SOURCE_CHANGES.search(source) is not None


def instructions(name: str, root: etree._Element) -> Iterator[str]:
    """Yield instructions to programs and comments in a part, before its root and behind it too."""
    for node in (*root.itersiblings(preceding=True), *root.iter(), *root.itersiblings()):
        if isinstance(node, etree._ProcessingInstruction):
            yield f"{name}: an instruction to a program: {str(node)[:60]!r}"
        elif isinstance(node, etree._Comment):
            yield f"{name}: a comment: {str(node.text)[:60]!r}"


def pictures(name: str, content: bytes) -> Iterator[str]:
    """Yield a part that is named as a picture and is not one of a known kind."""
    ending = name.rpartition(".")[2].lower()
    if ending == "svg" or not content.startswith(_SIGNATURES.get(ending, b"")):
        yield f"{name}: no picture of a known kind"
