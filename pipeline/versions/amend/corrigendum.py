"""Corrigenda as data: the modifications between two versions as an Akoma Ntoso `amendment` in official form.

Reads two sources of one expression's work. Gives the bytes of the corrigendum: masthead and title of the corrected
document, the word "Corrigendum", and for each place an `amendmentReference` that names it and "For … read …" in the
document's language (un-format 9 and 10), each a `mod` with its `textualMod` (guidelines D).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from lxml import etree

from pipeline.errors import DocumentError, UsageError
from pipeline.languages.strings import word
from pipeline.read import Source, akn
from pipeline.versions.amend.derived import NAMESPACES, Derived
from pipeline.versions.amend.frbr import Identification
from pipeline.versions.amend.modifications import Modification, Sort, modifications
from pipeline.versions.names import place_name
from pipeline.versions.patch import attribute_text, content_text


def corrigendum(old: Source, new: Source, number: int, date: str = "") -> bytes:
    """The corrigendum that makes `new` of `old`.

    Raises UsageError for a number below 1 and for texts that do not differ; DocumentError for other works or
    languages, and for changes that no corrigendum can name.
    """
    if number < 1:
        raise UsageError(f"--number must be 1 or more: {number}")
    one, two = Identification(old), Identification(new)
    if str(one.work) != str(two.work) or one.language != two.language:
        what = f"these are not two versions of one text: {one.expression} and {two.expression}"
        raise DocumentError(what, remedy="give two versions of the same work in one language")
    changes = modifications(old, new)
    if not changes:
        raise UsageError("the two texts do not differ: there is nothing to correct")
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
        """The whole file."""
        body = "\n".join(self._body())
        known = self.frame.known
        work = attribute_text(known.uri("FRBRWork")).decode()
        symbol = attribute_text(known.symbol).decode()
        reference = f'<activeRef eId="activeRef_1" href="{work}" showAs="{symbol}"/>'
        return (
            f'<?xml version="1.0" encoding="UTF-8"?>\n<akomaNtoso {NAMESPACES}>\n'
            '  <amendment name="corrigendum" contains="originalVersion">\n'
            f"{self.frame.meta(self._analysis(), reference)}{self.frame.cover()}"
            f"{self.frame.front(self.words.corrigendum.word)}"
            f"    <amendmentBody>\n{body}\n    </amendmentBody>\n  </amendment>\n</akomaNtoso>\n"
        ).encode()

    def _analysis(self) -> str:
        rows = "".join(self._textual_mod(n, m) for n, m in enumerate(self.changes, 1))
        return (
            f'      <analysis source="{self.frame.by()}">\n        <activeModifications>\n{rows}'
            "        </activeModifications>\n      </analysis>\n"
        )

    def _textual_mod(self, number: int, change: Modification) -> str:
        mod = f"mod_{number}"
        inside = ' pos="inside"' if change.sort is Sort.SUBSTITUTION else f' pos="{change.pos}"' if change.pos else ""
        lines = [
            f'<source eId="textualMod_{number}__source" href="#{mod}"/>',
            f'<destination eId="textualMod_{number}__destination" href="{self._address(change)}"{inside}/>',
        ]
        if change.sort is Sort.SUBSTITUTION:
            lines.append(f'<old eId="textualMod_{number}__old" href="#{mod}__qtext_1"/>')
            lines.append(f'<new eId="textualMod_{number}__new" href="#{mod}__qtext_2"/>')
        elif change.sort is Sort.REPEAL:
            lines.append(f'<old eId="textualMod_{number}__old" href="{self._address(change)}"/>')
        else:
            lines.append(f'<new eId="textualMod_{number}__new" href="#{mod}__qstr_1"/>')
        inner = "".join(f"            {line}\n" for line in lines)
        return (
            f'          <textualMod eId="textualMod_{number}" type="{change.sort.value}">\n{inner}'
            "          </textualMod>\n"
        )

    def _address(self, change: Modification) -> str:
        """IRI of what is changed: the component of the corrected Expression, and the eId."""
        element = self.by_eid.get(change.target)
        holder = next((a for a in element.iterancestors(akn("attachment"))), None) if element is not None else None
        this = (holder if holder is not None else self.frame.known.top).find(
            f".//{akn('FRBRExpression')}/{akn('FRBRthis')}"
        )
        base = this.get("value", "") if this is not None else str(self.frame.known.expression)
        return f"{base}#{change.target}" if change.target else base

    def _body(self) -> Iterator[str]:
        """For each place a reference to it in the corrected document, and what is to be read there (guidelines D)."""
        numbered = [(self._place(change), number, change) for number, change in enumerate(self.changes, 1)]
        for place, group in groupby(numbered, key=lambda row: row[0]):
            corrections = list(group)
            said = content_text(place or self.frame.known.symbol).decode()
            address = attribute_text(self._address(corrections[0][2])).decode()
            reference = f'<affectedDocument href="{address}"><i>{said}</i></affectedDocument>'
            yield f"      <amendmentReference>\n        <p>{reference}</p>\n      </amendmentReference>"
            yield "      <amendmentContent>"
            for _, number, change in corrections:
                yield f'        <p><mod eId="mod_{number}">{self._instruction(number, change)}</mod></p>'
            yield "      </amendmentContent>"

    def _place(self, change: Modification) -> str:
        element = self.by_eid.get(change.target)
        around = [] if element is None else [element, *element.iterancestors(), *element]
        return place_name(self.frame.document, [e.get("eId", "") for e in around if e.get("eId")], change.old)

    def _instruction(self, number: int, change: Modification) -> str:
        if change.sort is Sort.SUBSTITUTION:
            parts = {"old": self._quoted(number, 1, change.old), "new": self._quoted(number, 2, change.new)}
            key = "for_read" if change.new else "delete"
            said = _filled(word(self.words.corrigendum, key), parts)
            return said if change.new else f'{said}<quotedText eId="mod_{number}__qtext_2"/>'
        structure = _nested(change.structure, f"mod_{number}__qstr_1__")
        quoted = f'<quotedStructure eId="mod_{number}__qstr_1">{structure}</quotedStructure>' if structure else ""
        inserting = "insert_at_start" if change.pos == "start" else "insert_paragraph"
        key = {Sort.REPEAL: "delete_paragraph", Sort.REPLACEMENT: "replace"}.get(change.sort, inserting)
        said = content_text(word(self.words.corrigendum, key)).decode()
        return said + (f"{content_text(self.words.corrigendum.colon).decode()} {quoted}" if quoted else "")

    def _quoted(self, number: int, which: int, words: str) -> str:
        opened, closed = self.words.corrigendum.quote_open, self.words.corrigendum.quote_close
        inner = content_text(words).decode()
        return f'{opened}<quotedText eId="mod_{number}__qtext_{which}">{inner}</quotedText>{closed}'


def _filled(template: str, parts: dict[str, str]) -> str:
    """The words of a template escaped, the parts, which are mark-up, as they are."""
    pieces = re.split(r"(\{\w+\})", template)
    return "".join(parts[p[1:-1]] if p.startswith("{") else content_text(p).decode() for p in pieces)


_EID = re.compile(r'(\beId=")([^"]+)"')


def _nested(structure: bytes, prefix: str) -> str:
    """An element as it stands in a quoted structure: its eIds under the structure's."""
    return _EID.sub(rf'\1{prefix}\2"', structure.decode("utf-8"))


def unnested(structure: bytes, prefix: str) -> bytes:
    """The element as it stands in the text: without that prefix."""
    return structure.replace(f'eId="{prefix}'.encode(), b'eId="')


def parsed(source: Source) -> etree._Element:
    """The amendment in a source. Raises DocumentError where it is none."""
    found = source.root.find(akn("amendment"))
    if found is None:
        what = "this is no corrigendum: there is no <amendment>"
        raise DocumentError(what, place=source.place(source.root))
    return found
