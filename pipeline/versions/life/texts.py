"""A text and its relatives: the versions of a Work, and the corrigenda and addenda to it.

Reads source files beside each other. Gives `Text`s with what the steps of a life ask of them, and the `Lineage` of one.
Texts are of one Work if they share an address, those from before a symbol was assigned included.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from pipeline.akn.identification import WORK
from pipeline.akn.identifiers import UNASSIGNED, normalised_iri
from pipeline.errors import PipelineError
from pipeline.library.expressions import is_expression
from pipeline.read import Source, akn, local, parse_file
from pipeline.versions.amend.identification import SourceIdentification

_CORRIGENDUM = re.compile(r"-Corr\.(\d+)$")
_ADDENDUM = re.compile(r"-Add\.(\d+)$")


class Kind(StrEnum):
    """Role of a text in the life of a document."""

    ORIGINAL = "the first version"
    REVISION = "a revision"
    CORRECTED = "a corrected text"
    CORRIGENDUM = "a corrigendum"
    ADDENDUM = "an addendum"


@dataclass(frozen=True)
class Text:
    """A text of a Work, or of a corrigendum or an addendum to it."""

    source: Source

    @property
    def path(self) -> Path:
        """Its file."""
        return self.source.path

    @cached_property
    def known(self) -> SourceIdentification:
        """Its identification."""
        return SourceIdentification(self.source)

    @cached_property
    def version(self) -> str:
        """Version part of its IRI: "" for the first."""
        return normalised_iri(self.known.expression.uri).rpartition("/")[2].partition("@")[2]

    @cached_property
    def days(self) -> list[str]:
        """The dates of the version: of the text, and of each correction; [] if it has none."""
        return [part for part in self.version.split(";") if part[:4].isdigit()]

    @property
    def date(self) -> str:
        """The last day on which something of it came to be."""
        return self.days[-1] if len(self.days) > 1 else max(self.known.date, *self.days, "")

    @cached_property
    def revision(self) -> int:
        """Its number as a revision; 0 for none."""
        return self.known.revision_number

    @property
    def corrections(self) -> int:
        """Number of corrigenda applied to it."""
        return max(0, len(self.days) - 1)

    @cached_property
    def kind(self) -> Kind:
        """Its role."""
        if self.source.root.find(akn("amendment")) is not None:
            return Kind.CORRIGENDUM
        if any(e.get("name") == "addendumTo" for e in self._references("TLCReference")):
            return Kind.ADDENDUM
        if self.corrections:
            return Kind.CORRECTED
        return Kind.REVISION if self.revision else Kind.ORIGINAL

    @cached_property
    def number(self) -> int:
        """Its number as a corrigendum or an addendum; 0 for others."""
        pattern = {Kind.CORRIGENDUM: _CORRIGENDUM, Kind.ADDENDUM: _ADDENDUM}.get(self.kind)
        found = pattern.search(self.known.number) if pattern else None
        return int(found[1]) if found else 0

    @property
    def is_temporary(self) -> bool:
        """True while its number is a temporary one."""
        return self.known.number.startswith("tmp-")

    @property
    def symbol(self) -> str:
        """Its symbol as printed, "/Rev.n" included; "" while it is not assigned."""
        return "" if UNASSIGNED in self.known.symbol or self.is_temporary else self.known.printed_symbol

    @cached_property
    def addresses(self) -> set[str]:
        """Every IRI of its Work."""
        return self.known.addresses(WORK)

    @cached_property
    def belongs_to(self) -> set[str]:
        """IRIs of the Work that it corrects or adds to."""
        if self.kind is Kind.CORRIGENDUM:
            found = list(self._references("activeRef"))
        else:
            found = [e for e in self._references("TLCReference") if e.get("name") == "addendumTo"]
        return {normalised_iri(e.get("href", "")) for e in found}

    @cached_property
    def corrected(self) -> str:
        """IRI of the Expression that a corrigendum corrects; "" for others."""
        destination = next(self.source.root.iter(akn("destination")), None)
        if self.kind is not Kind.CORRIGENDUM or destination is None:
            return ""
        return normalised_iri(destination.get("href", "").partition("#")[0]).partition("/!")[0]

    def _references(self, name: str) -> Iterator:  # type: ignore[type-arg]
        block = self.known.block_of("references")
        return (e for e in (block if block is not None else ()) if local(e) == name)

    @property
    def name(self) -> str:
        """The text as a message names it."""
        return f"{self.path.parent.name}/{self.path.stem}" if is_expression(self.path) else self.path.name


@dataclass(slots=True)
class Lineage:
    """The texts of one Work, and those that correct it or add to it."""

    texts: list[Text] = field(default_factory=list)
    others: list[Text] = field(default_factory=list)

    def versions(self, language: str) -> list[Text]:
        """Return the versions in one language, the first one first; translations that are not official left out."""
        found = [t for t in self.texts if t.known.language == language and (not t.version or t.days)]
        return sorted(found, key=lambda t: (t.revision, t.corrections, t.version))

    def corrigenda(self, text: Text) -> list[Text]:
        """Return the corrigenda to a revision (or to the first version) in its language, by their numbers."""
        found = [t for t in self.others if t.kind is Kind.CORRIGENDUM and t.known.language == text.known.language]
        return sorted((t for t in found if revision_of(t) == text.revision), key=lambda t: t.number)

    def addenda(self, text: Text) -> list[Text]:
        """Return the addenda in a language, by their numbers."""
        found = [t for t in self.others if t.kind is Kind.ADDENDUM and t.known.language == text.known.language]
        return sorted((t for t in found if revision_of(t) == text.revision), key=lambda t: t.number)


def revision_of(text: Text) -> int:
    """Return the number of the revision that a corrigendum or addendum belongs to; 0 for the first version."""
    found = re.search(r"-Rev\.(\d+)-(?:Corr|Add)\.\d+$", text.known.number)
    return int(found[1]) if found else 0


def home_of(path: Path) -> Path:
    """Return the folder in which the relatives of a text are: that of the works, else its own."""
    folder = path.resolve().parent
    return folder.parent if is_expression(path) else folder


def lineage(text: Text) -> Lineage:
    """Return the texts of the Work of `text`, itself included, and what corrects them or adds to them.

    They are looked for beside it. A file that cannot be read is not a relative.
    """
    known = {text.path.resolve(): text}
    expected = set(text.addresses) | (text.belongs_to if text.number else set())
    while True:
        found = [t for t in _naming(home_of(text.path), expected, known) if t is not None]
        more = set().union(*(t.addresses for t in found if t.addresses & expected or not t.number), expected)
        if more == expected:
            break
        expected = more
    return _sorted_out([text, *(t for t in found if t.path.resolve() != text.path.resolve())], expected)


def _sorted_out(found: Iterable[Text], expected: set[str]) -> Lineage:
    made = Lineage()
    for one in found:
        if one.belongs_to & expected:
            made.others.append(one)
        elif one.addresses & expected:
            made.texts.append(one)
    return made


def _naming(home: Path, addresses: set[str], known: dict[Path, Text]) -> Iterator[Text | None]:
    """Yield the texts below a folder whose files name one of these addresses."""
    marks = [address.encode() for address in addresses]
    for path in [*home.glob("*/*@*.xml"), *home.glob("*@*.xml")]:
        real = path.resolve()
        if real in known:
            yield known[real]
            continue
        try:
            if any(mark in path.read_bytes() for mark in marks):
                text = Text(parse_file(path))
                if text.known.work.uri and text.kind:
                    known[real] = text
                    yield text
        except (OSError, PipelineError):
            continue
