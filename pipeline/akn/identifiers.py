"""Identifiers as value objects: IRI, eId, document symbol.

Reads strings. Gives `Iri` [strict iri], `EId` [strict eid] and `Symbol` [form symbols]: parsed or refused with
`IdentifierError`, printed back unchanged. `Iri.normalised` reads what the published files write.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from pipeline.errors import IdentifierError

# [strict classes], and the dependent parts of a document: the type segment is the name of the element under the root.
DOCUMENT_TYPES = (
    "act", "amendment", "amendmentList", "bill", "debate", "debateReport", "doc", "documentCollection", "judgment",
    "officialGazette", "portion", "statement",
)  # fmt: skip

_IRI = re.compile(
    r"""
    /akn/(?P<country>[a-z]{2,}(?:-[a-z0-9]+)*)                    # jurisdiction: un, ml, au
    /(?P<type>[a-z][A-Za-z]*)                                     # name of the element under the root
    (?:/(?P<subtype>[a-z][A-Za-z]*))?                             # FRBRsubtype; compulsory for the UN
    (?:/(?P<actor>[a-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*))?          # organization-body-sub-body; compulsory for the UN
    /(?P<date>\d{4}(?:-\d\d-\d\d)?)                               # date of the Work
    (?:/(?P<number>[^/\s!~@#?;:]+))?                              # FRBRnumber or FRBRname; compulsory for the UN
    (?:/(?P<language>[a-z]{3})                                    # ISO 639-2/T
       (?:@(?P<version>[^/\s!~#.:]*)|:(?P<virtual>[^/\s!~#.]+))?  # "" = first version; "v1;v2"; :date = closest before
       (?:/(?P<maker>[a-z][\w-]*(?:/\d{4}-\d\d-\d\d)?)(?=\.))?    # author and date of the mark-up (Manifestation only)
    )?
    (?:/!(?P<component>[A-Za-z][\w-]*(?:/[A-Za-z][\w-]*)*))?      # part of the package
    (?:/?~(?P<portion>[^\s.\#>]+?(?:->[^\s.\#>]+)?))?             # portion: an eId, or a range
    (?:\.(?P<format>[a-z]{3,4}))?                                 # Manifestation only
    (?:\#(?P<fragment>\S+))?
    """,
    re.VERBOSE,
)
_COUNTRY_UN = "un"
# What published files write against what [strict iri] asks for [corpus iri, standard.2].
_CORPUS_ACTORS = {"unga": "un-ga", "unsc": "un-sc", "unga-hrc": "un-ga-hrc"}


@dataclass(frozen=True, slots=True)
class Iri:
    """An IRI of the Akoma Ntoso naming convention: Work, Expression or Manifestation, with component and portion.

    >>> iri = Iri.parse("/akn/un/doc/communication/un-ga/2008-01-18/A-62-999/fra@/!annex~att_1__para_12")
    >>> iri.type, iri.subtype, iri.actor, iri.date, iri.number
    ('doc', 'communication', 'un-ga', '2008-01-18', 'A-62-999')
    >>> iri.language, iri.version, iri.component, iri.portion, iri.level
    ('fra', '', 'annex', 'att_1__para_12', 'expression')
    >>> str(iri.work), str(iri.expression)
    ('/akn/un/doc/communication/un-ga/2008-01-18/A-62-999', '/akn/un/doc/communication/un-ga/2008-01-18/A-62-999/fra@')
    >>> str(Iri.normalised("/akn/un/statement/deliberation/unga/2022-11-21/77-18/eng@!main/"))
    '/akn/un/statement/deliberation/un-ga/2022-11-21/77-18/eng@/!main'
    """

    text: str
    country: str
    type: str
    subtype: str
    actor: str
    date: str
    number: str
    language: str = ""
    version: str | None = None
    """None without "@" (the version current when read), "" for the first one."""
    virtual: str = ""
    maker: str = ""
    component: str = ""
    portion: str = ""
    format: str = ""
    fragment: str = ""

    @classmethod
    def parse(cls, text: str) -> Iri:
        """Return the IRI written strictly [strict iri]. Raises IdentifierError, which says what is wrong."""
        return _parsed_iri(text)

    @classmethod
    def normalised(cls, text: str) -> Iri:
        """Return the IRI of a string as published files write it: final "/", "@!", "unga". Raises IdentifierError."""
        return _parsed_iri(normalised_iri(text))

    @property
    def level(self) -> str:
        """`work`, `expression` or `manifestation`."""
        if self.format:
            return "manifestation"
        return "expression" if self.language else "work"

    @property
    def work(self) -> Iri:
        """The Work, without component."""
        return _parsed_iri(self._stem(False))

    @property
    def expression(self) -> Iri:
        """The Expression, without component; of a Work, the Work itself."""
        return _parsed_iri(self._stem(True))

    def _stem(self, with_language: bool) -> str:
        segments = [self.country, self.type, self.subtype, self.actor, self.date, self.number]
        stem = "/akn/" + "/".join(segment for segment in segments if segment)
        if not with_language or not self.language:
            return stem
        version = f"@{self.version}" if self.version is not None else f":{self.virtual}" if self.virtual else ""
        return f"{stem}/{self.language}{version}"

    def __str__(self) -> str:
        """Return the string that was parsed, unchanged."""
        return self.text


@lru_cache(maxsize=4096)
def _parsed_iri(text: str) -> Iri:
    found = _IRI.fullmatch(text)
    if found is None:
        raise IdentifierError(_iri_fault(text))
    parts = found.groupdict()
    version = parts.pop("version")
    iri = Iri(text=text, version=version, **{name: value or "" for name, value in parts.items()})
    _check_iri(iri)
    return iri


def _check_iri(iri: Iri) -> None:
    """Raise IdentifierError for what the pattern alone lets pass."""
    if iri.type not in DOCUMENT_TYPES:
        raise IdentifierError(f"“{iri.text}”: “{iri.type}” is not a document type", remedy=", ".join(DOCUMENT_TYPES))
    if iri.country == _COUNTRY_UN and not (iri.subtype and iri.actor and iri.number and len(iri.date) == 10):
        raise IdentifierError(f"“{iri.text}”: a UN IRI has subtype, actor, full date and number")
    if iri.format and not iri.language:
        raise IdentifierError(f"“{iri.text}”: a format needs a language")


# Faults of an IRI in the order in which they are looked for; the first that fits is named.
_IRI_FAULTS: tuple[tuple[str, str], ...] = (
    (r"^https?:|^//", "an IRI has no scheme and no host"),
    (r"\s", "there is a space in it"),
    (r"^(?!/akn/)", "it does not begin with /akn/"),
    (r"//", "there is an empty segment (//)"),
    (r"/$", "there is a “/” at its end"),
    (r"@!", "the component needs a “/” before it (@/!main)"),
    (r"/\d{4}-(?!\d\d-\d\d(?:/|$))", "the date segment is not YYYY-MM-DD"),
)


def _iri_fault(text: str) -> str:
    for pattern, words in _IRI_FAULTS:
        if re.search(pattern, text):
            return f"“{text}” is not an IRI of the naming convention: {words}"
    return f"“{text}” is not an IRI of the naming convention"


def normalised_iri(text: str) -> str:
    """Return the string with what every published file does otherwise put right; other faults stay.

    >>> normalised_iri("/akn/un/statement/deliberation/unsc/2023-01-30/2674-2023/")
    '/akn/un/statement/deliberation/un-sc/2023-01-30/2674-2023'
    """
    text = text.strip()
    if "!" in text:
        text = re.sub(r"(?<!/)!", "/!", text)
    text = text.rstrip("/") or text
    segments = text.split("/")
    if len(segments) > 5:
        segments[5] = normalised_actor(segments[5])
    return "/".join(segments)


_EID_PART = re.compile(r"(?P<ref>[A-Za-z][A-Za-z0-9]*)(?:_(?P<number>[^_\s]+))?")


@dataclass(frozen=True, slots=True)
class EIdPart:
    """One level of an eId: `para_12` is ref `para`, number `12`."""

    ref: str
    number: str = ""

    def __str__(self) -> str:
        """Return `ref` or `ref_number`."""
        return f"{self.ref}_{self.number}" if self.number else self.ref


@dataclass(frozen=True, slots=True)
class EId:
    """An element identifier [strict eid]: levels joined by "__".

    >>> eid = EId.parse("att_1__att_1__sec_I__title_A__list_1__point_i")
    >>> eid.last.ref, eid.last.number, str(eid.prefix)
    ('point', 'i', 'att_1__att_1__sec_I__title_A__list_1')
    >>> str(eid)
    'att_1__att_1__sec_I__title_A__list_1__point_i'
    """

    parts: tuple[EIdPart, ...]

    @classmethod
    def parse(cls, text: str) -> EId:
        """Return the eId of a string. Raises IdentifierError."""
        return _parsed_eid(text)

    @property
    def last(self) -> EIdPart:
        """The level of the element itself."""
        return self.parts[-1]

    @property
    def prefix(self) -> EId | None:
        """The eId of the context; None at the outermost level."""
        return EId(self.parts[:-1]) if len(self.parts) > 1 else None

    def __str__(self) -> str:
        """Return the string that was parsed."""
        return "__".join(map(str, self.parts))


@lru_cache(maxsize=8192)
def _parsed_eid(text: str) -> EId:
    parts = []
    for level in text.split("__"):
        found = _EID_PART.fullmatch(level)
        if found is None:
            raise IdentifierError(f"“{text}” is not an eId: “{level}” is not ref or ref_number")
        parts.append(EIdPart(found["ref"], found["number"] or ""))
    return EId(tuple(parts))


# Words in a num that repeat the type of the unit [strict eid.3], in the six languages; compared in lower case.
_TYPE_WORDS = re.compile(
    r"^(?:art(?:icle|ículo|\.)?|section|sección|chapter|chapitre|capítulo|part|partie|parte|title|titre|título|"
    r"paragraph|paragraphe|párrafo|annex|annexe|anexo|rule|règle|clause|статья|раздел|глава|часть|пункт|المادة)\s+",
    re.IGNORECASE,
)
_SIGN_ONLY = re.compile(r"[\W_]*", re.UNICODE)


@lru_cache(maxsize=8192)
def clean_number(num: str) -> str:
    """Return the number part of an eId from a printed number [strict eid.3, NC 5.4.3].

    Words that repeat the type, outer punctuation and spaces go; inner punctuation becomes "-"; case stays. A number
    of signs only gives "" (the unit is then counted).

    >>> [clean_number(num) for num in ("1.", "(iv)", "I.", "Art. 11.2 bis", "Section 1", "1 -", "–", "a)", "-1")]
    ['1', 'iv', 'I', '11-2bis', '1', '1', '', 'a', '-1']
    """
    text = unicodedata.normalize("NFC", num).strip()
    text = _TYPE_WORDS.sub("", text)
    if _SIGN_ONLY.fullmatch(text):
        return ""
    negative = re.fullmatch(r"-\d+", text) is not None
    text = re.sub(r"\s", "", re.sub(r"^[\W_]+|[\W_]+$", "", text))
    return ("-" if negative else "") + re.sub(r"[\W_]+", "-", text)


_SUFFIX = re.compile(r"(Add|Corr|Rev|Amend|Summary)\.(\d+)")
_SEGMENT = re.compile(r"[\w.() \-…]+")
_ORGAN = re.compile(r"[A-Z][A-Z0-9]*(?:-[A-Z]+)?|GA|UNEP|[A-Z]{2,}")
UNASSIGNED = "…"
PUBLISHED = "https://docs.un.org/"
"""Where the United Nations have their documents: by symbol, and by language and symbol."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """A document symbol [form symbols].

    >>> symbol = Symbol.parse("A/RES/78/249")
    >>> symbol.organ, symbol.series, symbol.session, symbol.number, symbol.assigned
    ('A', 'RES', '78', '249', True)
    >>> council = Symbol.parse("S/RES/2674 (2023)")
    >>> council.number, council.year, council.iri_number
    ('2674', '2023', 'S-RES-2674_(2023)')
    >>> Symbol.parse("A/62/…").assigned, Symbol.parse("A/62/…").session
    (False, '62')
    >>> corrected = Symbol.parse("A/80/604/Add.3/Corr.1")
    >>> corrected.suffixes, str(corrected.parent), str(corrected)
    ((('Add', 3), ('Corr', 1)), 'A/80/604/Add.3', 'A/80/604/Add.3/Corr.1')
    >>> [str(one) for one in Symbol.parse("A/62/837–S/2008/317").joint]
    ['A/62/837', 'S/2008/317']
    """

    text: str
    segments: tuple[str, ...]
    suffixes: tuple[tuple[str, int], ...] = ()
    asterisks: int = 0
    """Reissued so many times for technical reasons."""

    @classmethod
    def parse(cls, text: str) -> Symbol:
        """Return the symbol of a string; of a joint symbol the first, with `joint` for all. Raises IdentifierError."""
        first = re.split(r"[–—]", text)[0]
        symbol = _single_symbol(first)
        for other in re.split(r"[–—]", text)[1:]:
            _single_symbol(other)
        return cls(text, symbol.segments, symbol.suffixes, symbol.asterisks)

    @property
    def joint(self) -> tuple[Symbol, ...]:
        """Every symbol of a joint document (A/62/837–S/2008/317); the symbol alone where there is one."""
        return tuple(_single_symbol(one) for one in re.split(r"[–—]", self.text))

    @property
    def organ(self) -> str:
        """A, S, E, CCPR…"""
        return self.segments[0]

    @property
    def series(self) -> str:
        """RES, DEC, PRST, PV, INF…; "" if the symbol has none."""
        return next((s for s in self.segments[1:] if re.fullmatch(r"[A-Z]{2,}", s) and s != "HRC"), "")

    @property
    def session(self) -> str:
        """Session of the Assembly or the Human Rights Council ("78", "ES-11"); "" for other organs."""
        if self.organ != "A" or "CN.4" in self.segments:
            return ""
        return next((s for s in self.segments[1:-1] if re.fullmatch(r"(?:E?S-)?\d+", s)), "")

    @property
    def number(self) -> str:
        """Number within series and session, as written without year: "249", "93 A", "L.4", "…"."""
        return re.sub(r" ?\(\d{4}\)$", "", self.segments[-1])

    @property
    def year(self) -> str:
        """Year in the symbol (S/RES/2674 (2023), S/2023/772), else ""."""
        found = re.search(r"(?:\(|/)((?:19|20)\d\d)(?:\)|/)", "/".join(self.segments))
        return found[1] if found else ""

    @property
    def assigned(self) -> bool:
        """False while the last part is "…"."""
        return UNASSIGNED not in self.segments[-1]

    @property
    def parent(self) -> Symbol | None:
        """Symbol that an addendum, corrigendum or revision belongs to; None for a main document."""
        if not self.suffixes:
            return None
        return _single_symbol(self.text.rstrip("*").rpartition("/")[0])

    @property
    def iri_number(self) -> str:
        """The number segment of the IRI [strict iri]: "/" becomes "-", a space "_"."""
        return iri_number(self.text.rstrip("*"))

    def __str__(self) -> str:
        """Return the string that was parsed, unchanged."""
        return self.text


def normalised_actor(actor: str) -> str:
    """Return a body as [strict iri] writes it, of what published files write: "unga" is "un-ga"."""
    return _CORPUS_ACTORS.get(actor, actor)


def iri_number(symbol: str) -> str:
    """Return the number segment of an IRI for a printed symbol or a part of one [strict iri].

    >>> iri_number("S/RES/2674 (2023)"), iri_number("/Corr.1")
    ('S-RES-2674_(2023)', '-Corr.1')
    """
    return symbol.replace("/", "-").replace(" ", "_").replace("\u00a0", "_")


@lru_cache(maxsize=1024)
def _single_symbol(text: str) -> Symbol:
    stem = text.rstrip("*")
    segments = stem.replace("\u00a0", " ").split("/")
    if len(segments) < 2 or not _ORGAN.fullmatch(segments[0]):
        raise IdentifierError(f"“{text}” is not a document symbol, which begins with an organ (A/, S/, E/…)")
    for segment in segments[1:]:
        if not _SEGMENT.fullmatch(segment) or segment != segment.strip():
            raise IdentifierError(f"“{text}” is not a document symbol: “{segment}” is not a part of one")
    main = list(segments)
    suffixes: list[tuple[str, int]] = []
    while len(main) > 2 and (found := _SUFFIX.fullmatch(main[-1])):
        suffixes.insert(0, (found[1], int(found[2])))
        main.pop()
    if any(re.match(r"(?:Add|Corr|Rev|Amend)\b", segment) for segment in main):
        raise IdentifierError(f"“{text}” is not a document symbol: Add., Corr., Rev. and Amend. end it, with a number")
    return Symbol(text, tuple(main), tuple(suffixes), len(text) - len(stem))
