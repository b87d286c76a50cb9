"""Corrigenda as data: the modifications between two versions as an Akoma Ntoso `amendment` in official form.

Reads two sources of one expression's work. Gives the bytes of the corrigendum: masthead and title of the corrected
document, the word "Corrigendum", and for each place an `amendmentReference` that names it and "For … read …" in the
document's language [form series.corr, wording.words], each a `mod` with its `textualMod` [strict modifications.1].
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from lxml import etree

from pipeline.akn.builder import Child, make
from pipeline.akn.identification import attachments
from pipeline.errors import DocumentError, UsageError
from pipeline.languages.strings import word
from pipeline.read import Source, akn
from pipeline.versions.amend.derived import Derived
from pipeline.versions.amend.identification import SourceIdentification
from pipeline.versions.amend.modifications import Modification, Sort, modifications
from pipeline.versions.amend.textual_mods import active_mod, mod_id, nested, quotation, structure
from pipeline.versions.names import place_name


def corrigendum(old: Source, new: Source, number: int, date: str = "") -> bytes:
    """Return the corrigendum that makes `new` of `old`.

    Raises UsageError for a number below 1 and for texts that do not differ; DocumentError for other works or
    languages, and for changes that no corrigendum can name.
    """
    if number < 1:
        raise UsageError(f"--number must be 1 or more: {number}")
    one, two = SourceIdentification(old), SourceIdentification(new)
    if str(one.work_iri) != str(two.work_iri) or one.language != two.language:
        what = f"these are not two versions of one text: {one.expression_iri} and {two.expression_iri}"
        raise DocumentError(what, remedy="give two versions of the same work in one language")
    changes = modifications(old, new)
    if not changes:
        raise UsageError("the two texts do not differ: there is nothing to correct", remedy="give two versions")
    date = date or two.date or one.date
    frame = Derived(old, f"/Corr.{number}", "amendment", "modification", date, "corrigendum")
    return _Writer(frame, changes).bytes()


class _Writer:
    def __init__(self, frame: Derived, changes: Sequence[Modification]) -> None:
        self.frame = frame
        self.changes = changes
        self.words = frame.words
        self.by_eid = {e.get("eId"): e for e in frame.source.root.iter("*") if e.get("eId")}

    def bytes(self) -> bytes:
        """Return the whole file."""
        known = self.frame.known
        mods = (active_mod(n, change, self._address(change)) for n, change in enumerate(self.changes, 1))
        return self.frame.file(
            "corrigendum",
            self.words.corrigendum.word,
            make("amendmentBody", *self._body()),
            make("activeRef", eId="activeRef_1", href=known.work.uri, showAs=known.symbol),
            make("analysis", make("activeModifications", *mods), source=known.by),
        )

    def _address(self, change: Modification) -> str:
        """Return the IRI of what is changed: the component of the corrected Expression, and the eId."""
        element, known = self.by_eid.get(change.target), self.frame.known
        around = {} if element is None else dict.fromkeys(element.iterancestors(akn("attachment")))
        holder = next((part for attachment, part in attachments(known.top) if attachment in around), known)
        base = holder.expression.this or str(known.expression_iri)
        return f"{base}#{change.target}" if change.target else base

    def _body(self) -> Iterator[etree._Element]:
        """Yield, for each place, a reference to it in the corrected document, and its corrected words.

        See [strict corrigendum].
        """
        numbered = [(self._place(change), number, change) for number, change in enumerate(self.changes, 1)]
        for place, group in groupby(numbered, key=lambda row: row[0]):
            corrections = list(group)
            symbol = make("i", place or self.frame.known.symbol)
            address = self._address(corrections[0][2])
            yield make("amendmentReference", make("p", make("affectedDocument", symbol, href=address)))
            mods = (make("mod", *self._instruction(n, change), eId=mod_id(n)) for _, n, change in corrections)
            yield make("amendmentContent", *(make("p", mod) for mod in mods))

    def _place(self, change: Modification) -> str:
        element = self.by_eid.get(change.target)
        around = [] if element is None else [element, *element.iterancestors(), *element]
        return place_name(self.frame.document, [e.get("eId", "") for e in around if e.get("eId")], change.old)

    def _instruction(self, number: int, change: Modification) -> list[Child]:
        """Return what the corrigendum says, with the words or the element that it quotes."""
        if change.sort is Sort.SUBSTITUTION:
            parts = {"old": self._quoted(quotation(number, 1), change.old), "new": []}
            if change.new:
                parts["new"] = self._quoted(quotation(number, 2), change.new)
                return _filled(word(self.words.corrigendum, "for_read"), parts)
            deleted = make("quotedText", eId=quotation(number, 2))
            return [*_filled(word(self.words.corrigendum, "delete"), parts), deleted]
        inserting = "insert_at_start" if change.pos == "start" else "insert_paragraph"
        key = {Sort.REPEAL: "delete_paragraph", Sort.REPLACEMENT: "replace"}.get(change.sort, inserting)
        phrase = word(self.words.corrigendum, key)
        if not change.structure:
            return [phrase]
        name = structure(number)
        quoted = make("quotedStructure", *(nested(element, f"{name}__") for element in change.structure), eId=name)
        return [f"{phrase}{self.words.corrigendum.colon} ", quoted]

    def _quoted(self, eid: str, words: str) -> list[Child]:
        opened, closed = self.words.corrigendum.quote_open, self.words.corrigendum.quote_close
        return [opened, make("quotedText", words, eId=eid), closed]


def _filled(template: str, parts: Mapping[str, Sequence[Child]]) -> list[Child]:
    """Return the words of a template with the parts in place of their names."""
    pieces = re.split(r"\{(\w+)\}", template)
    return [child for n, piece in enumerate(pieces) for child in (parts[piece] if n % 2 else [piece])]


def parsed(source: Source) -> etree._Element:
    """Return the amendment in a source. Raises DocumentError if there is none."""
    found = source.root.find(akn("amendment"))
    if found is None:
        what = "this is not a corrigendum: it has no <amendment>"
        raise DocumentError(what, place=source.place(source.root), remedy="`corrigendum OLD NEW` writes one")
    return found
