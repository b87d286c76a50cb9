"""Names for readers: of texts, "A/RES/80/239 (eng)", and of places in them, "Annexe, paragraphe 42".

Reads a prepared document, and an eId. Gives the name; that of a place in the document's language.
"""

from __future__ import annotations

from pipeline.document import Document, PartKind
from pipeline.languages.records.comparison import ComparisonWords
from pipeline.languages.strings import strings
from pipeline.versions.comparison.tokens import tokens
from pipeline.versions.comparison.units import Unit, block_units, note_units

_WORDS_OF_BEGINNING = 5
"""Words by which a block without number is named. Chosen: enough to find it."""


def text_name(document: Document) -> str:
    """Return the symbol (else number in the IRI) and expression of a text; what is known if it has no IRI."""
    identity = document.identity
    number, _, expression = identity.expression.rstrip("/").rpartition("/")
    known = identity.symbol_printed or number.rpartition("/")[2]
    version = expression.removesuffix("@")
    return f"{known} ({version})" if known and version else known or identity.source_name


def pair_names(old: Document, new: Document) -> tuple[str, str]:
    """Return the names of two texts that are compared: the symbols where these are of one language and differ."""
    before, after = old.identity, new.identity
    symbols = before.symbol_printed, after.symbol_printed
    same = before.language == after.language
    return symbols if same and all(symbols) and symbols[0] != symbols[1] else (text_name(old), text_name(new))


def place_name(document: Document, eids: list[str], text: str = "") -> str:
    """Return the name of the unit with the first of `eids` (nearest first) that has one; else of the unit that says
    `text`.
    """
    words = strings(document.identity.language).comparison
    units = [*block_units(document), *note_units(document)]
    found = next((u for eid in eids for u in units if eid in (u.eid, u.anchor)), None)
    found = found or next((u for u in units if text and text in u.text), None)
    if found is None:
        return words.corrigendum.masthead if _in_masthead(document, text) else ""
    parts = [*_part_name(document, found), _unit_name(found, words)]
    name = words.corrigendum.join.join(filter(None, parts))
    return name[:1].upper() + name[1:]


def _in_masthead(document: Document, text: str) -> bool:
    fields = document.masthead.fields if document.masthead else ()
    return bool(text) and any(text in "".join(getattr(i, "text", "") for i in f.inlines) for f in fields)


def _part_name(document: Document, unit: Unit) -> list[str]:
    if unit.kind == "note" or unit.part < 0:
        return []
    part = document.parts[unit.part]
    if part.kind not in (PartKind.ANNEX, PartKind.APPENDIX):
        return []
    names = [part.label]
    for other in document.parts[: unit.part]:
        inside = other.kind is PartKind.ANNEX and other.eid and part.eid.startswith(f"{other.eid}__")
        names = [other.label, *names] if inside else names
    return names


def _unit_name(unit: Unit, words: ComparisonWords) -> str:
    label = unit.label.rstrip(".)").lstrip("(")
    if unit.kind == "note":
        return words.corrigendum.note.format(label=unit.label)
    if unit.part < 0:
        return words.corrigendum.title
    if unit.kind == "heading":
        return words.corrigendum.heading.format(label=" ".join(filter(None, (unit.label, unit.text))))
    if unit.kind == "table":
        return words.corrigendum.table.format(label="").strip()
    if label and any(c.isalnum() for c in label):
        name = words.corrigendum.paragraph.format(label=label)
        return name[:1].lower() + name[1:]
    return words.corrigendum.unnumbered.format(label=beginning(unit.text))


def beginning(text: str) -> str:
    """Return the first words of a text."""
    taken, count = "", 0
    for token in tokens(text):
        count += token[0].isalnum()
        if count > _WORDS_OF_BEGINNING:
            return taken.rstrip() + "…"
        taken += token
    return taken
