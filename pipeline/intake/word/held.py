"""Counts the contents of a Word file in its raw parts, apart from the reader.

Reads the parts of a package. Gives `Held`: words, notes, tables, pictures. Inserted text counts; deleted and hidden
text does not; of alternatives the first counts.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from pipeline.intake.model.arrived import Held
from pipeline.intake.word.markup import W, child, name, switch, value
from pipeline.intake.word.package import WordPackage
from pipeline.intake.word.styles import Styles

_LEFT_OUT = frozenset(("del", "moveFrom", "Fallback", "instrText", "delText", "rPr", "pPr", "sectPr", "docPr"))
_GAPS = frozenset(("tab", "br", "cr", "ptab", "p", "tc"))
_PICTURES = frozenset(("pic", "chart", "relIds", "imagedata"))


def held(package: WordPackage, styles: Styles) -> Held:
    """Return what the text of a package holds, and its notes."""
    body = package.tree(package.main)
    notes = [note for kind in ("footnote", "endnote") for note in _notes(package.part(f"{kind}s"), kind)]
    roots = [*([body] if body is not None else []), *notes]
    called = {_key(e) for e in _walk(body, styles) if name(e).endswith("noteReference")} if body is not None else set()
    words = "\n".join("".join(_texts(root, styles)) for root in roots)
    tags = [name(e) for root in roots for e in _walk(root, styles)]
    return Held(words=words, notes=len(called), tables=tags.count("tbl"),
                pictures=sum(tag in _PICTURES for tag in tags))  # fmt: skip


def _key(reference: etree._Element) -> tuple[str, str]:
    return name(reference), value(reference, "id")


def _notes(root: etree._Element | None, kind: str) -> Iterator[etree._Element]:
    """Yield the notes of a part, without the separators."""
    if root is not None:
        yield from (e for e in root if name(e) == kind and value(e, "type") in ("", "normal"))


def _walk(element: etree._Element, styles: Styles) -> Iterator[etree._Element]:
    """Yield every element that counts, in document order."""
    for inner in element:
        if not isinstance(inner.tag, str) or name(inner) in _LEFT_OUT or _is_hidden(inner, styles):
            continue
        yield inner
        yield from _walk(inner, styles)


def _is_hidden(element: etree._Element, styles: Styles) -> bool:
    """Return True for a run that is hidden, or that files of this project add to their source."""
    properties = child(element, "rPr") if name(element) == "r" else None
    if properties is None:
        return False
    style = value(child(properties, "rStyle"))
    levels = [properties, *styles.run_properties(style)]
    return styles.is_character(style, "generated") or bool(
        next((s for p in levels if (s := switch(child(p, "vanish"))) is not None), False)
    )


def _texts(root: etree._Element, styles: Styles) -> Iterator[str]:
    for element in _walk(root, styles):
        tag = name(element)
        if element.tag == f"{{{W}}}t":
            yield element.text or ""
        elif tag in _GAPS:
            yield "\n" if tag in ("p", "tc") else " "
        elif tag == "noBreakHyphen":
            yield "-"
