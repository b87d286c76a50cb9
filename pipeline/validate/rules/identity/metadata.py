"""Metadata: class, blocks of meta, numbers, dates [G1 3, 5, strict classes, no-symbol, identification, metadata].

Reads meta of every part. Gives hits of AKN4UN-001 to 008.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from pipeline.read import AKN, AKN4UN, local
from pipeline.validate.model.finding import Fixable, Hit, Severity
from pipeline.validate.model.rule import rule
from pipeline.validate.model.subject import AknFile, FilePart
from pipeline.validate.rules.identity.iris import is_date

ERROR, WARNING = Severity.ERROR, Severity.WARNING
# Subtypes of each type [strict classes].
SUBTYPES: dict[str, frozenset[str]] = {
    "act": frozenset({"provision"}),
    "bill": frozenset({"provision"}),
    "statement": frozenset({"deliberation", "instruction"}),
    "debateReport": frozenset({"agenda", "minute", "report"}),
    "debate": frozenset({"record"}),
    "judgment": frozenset({"decision"}),
    "doc": frozenset({"paper", "communication"}),
    "amendment": frozenset({"modification"}),
    "documentCollection": frozenset({"publication", "collection"}),
    "officialGazette": frozenset({"publication", "collection"}),
    "amendmentList": frozenset({"publication", "collection"}),
}
# Names of documents [strict classes], those that published files add [corpus skeletons], and the one of
# templates/akn/classes.toml for notes verbales, which the classes count as letters.
NAMES = frozenset(
    """
    charter codeOfConduct codeOfPractice constitution convention protocol recommendation rules rulesOfProcedure
    regulation treaty standard resolution decision resolutionDraft decisionDraft administrativeInstruction
    administrativeCircular agendaListing agendaAnnotated meetingMinute meetingReport conferenceReport councilReport
    verbatimRecord judgment order advisoryOpinion policy positionPaper progressReport budgetaryDocument address
    bulletin circular declaration memoranda note officialLetter officialStatement pressRelease amendment corrigendum
    amendmentList annex appendix addendum summary publication presidentialStatement draftResolution
    document noteVerbale
    """.split()  # noqa: SIM905 - a table of words
)
_COMPOUND_NAME = re.compile(r"(?:publication|collection|officialCompilation)[A-Z]\w*")
_BLOCKS_WITH_SOURCE = ("identification", "classification", "lifecycle", "workflow", "analysis", "temporalData",
                       "references", "notes", "proprietary", "presentation")  # fmt: skip
_SUFFIXES = r"(?:-(?:Add|Amend|Corr|Rev)\.\d+)*"
TEMPORARY = re.compile(r"tmp-[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*?" + _SUFFIXES)
TEMPORARY_FORM = re.compile(r"tmp-[A-Za-z0-9]+-\d{8}-[a-z]{3}-\d+" + _SUFFIXES)
DUMMY_DATES = ("0001-01-01", "1-01-01", "9999-12-31")
UNKNOWN_DATE = "1900-01-01"


@rule(
    "AKN4UN-001",
    ERROR,
    "n",
    "G1 3.3",
    "document type and subtype belong together",
    reads="akomaNtoso/*, FRBRsubtype, FRBRWork/FRBRuri",
    suggestion="Choose a type and a subtype of one class of documents.",
)
def class_pair(file: AknFile) -> Iterator[Hit]:
    """Check the root document; parts repeat the subtype of their host."""
    main = file.main
    if main is None or main.identification is None:
        return
    kind = local(main.element)
    given = main.find("FRBRWork", "FRBRsubtype")
    uri = main.find("FRBRWork", "FRBRuri")
    segments = uri.get("value", "").split("/") if uri is not None else []
    subtype = given.get("value", "") if given is not None else "".join(segments[4:5])
    holder = given if given is not None else uri
    if holder is not None and subtype and subtype not in SUBTYPES.get(kind, frozenset({subtype})):
        allowed = ", ".join(sorted(SUBTYPES[kind]))
        yield Hit(holder, f"“{subtype}” is not a subtype of {kind} (permitted: {allowed})", attribute="value")


@rule(
    "AKN4UN-002",
    WARNING,
    "s",
    "G1 3.3",
    "the name of the document is one that the guidelines know",
    reads="@name of the document",
    suggestion="Use a name that the guidelines suggest for the class.",
)
def known_name(file: AknFile) -> Iterator[Hit]:
    """Check every part."""
    for part in file.parts:
        name = part.element.get("name", "")
        if name and name not in NAMES and not _COMPOUND_NAME.fullmatch(name):
            yield Hit(part.element, f"“{name}” is not among the names that the guidelines suggest", attribute="name")


@rule(
    "AKN4UN-003",
    WARNING,
    "y",
    "G1 2.2.3",
    "contains is given and agrees with version and lifecycle",
    reads="@contains, lifecycle, FRBRExpression/FRBRuri",
    suggestion='Write contains="originalVersion" for the text as issued.',
)
def contains(file: AknFile) -> Iterator[Hit]:
    """Require a lifecycle for another version than the original; the first version is the original."""
    document, main = file.document, file.main
    if document is None or main is None:
        return
    value = document.get("contains")
    if value is None:
        yield Hit(document, f"<{local(document)}> does not say what it contains")
        return
    if value != "originalVersion" and not file.all("lifecycle"):
        yield Hit(document, f"contains is {value}, but there is no lifecycle", attribute="contains")
    if value != "originalVersion" and main.value("FRBRExpression", "FRBRuri").endswith("@"):
        yield Hit(document, f"the IRI is that of the first version, contains is {value}", attribute="contains")


@rule(
    "AKN4UN-004",
    ERROR,
    "y",
    "G1 5",
    "meta has identification, references, and publication unless the number is temporary or the date open",
    reads="meta/*",
    suggestion="Add the block; publication may be missing while the number is temporary or the date of issue open.",
)
def blocks_present(file: AknFile) -> Iterator[Hit]:
    """Check the root document."""
    main = file.main
    if main is None or main.meta is None:
        return
    names = {local(child) for child in main.meta}
    required = ["identification", "references"]
    if not is_temporary(main) and not _date_is_open(file):
        required.append("publication")
    for name in required:
        if name not in names:
            yield Hit(main.meta, f"meta has no {name}")


def _date_is_open(file: AknFile) -> bool:
    """Return True while the cover has a placeholder for the date of issue, which publication needs."""
    return any(element.get("refersTo") == "#dateOfIssuance" for element in file.all("placeholder"))


def is_temporary(part: FilePart) -> bool:
    """Return True if the number of the Work is a stand-in."""
    return TEMPORARY.fullmatch(part.value("FRBRWork", "FRBRnumber")) is not None


@rule(
    "AKN4UN-005",
    ERROR,
    "y",
    "G1 5",
    "every block of meta but publication names its source, “#” and an agent",
    reads="meta/*/@source",
    suggestion='Write source="#…" with the eId of a TLCPerson or TLCOrganization.',
)
def sources(file: AknFile) -> Iterator[Hit]:
    """Check the pointer; that the agent exists is checked by AKN-NC-026."""
    for meta in file.all("meta"):
        for block in meta:
            source = block.get("source") if local(block) in _BLOCKS_WITH_SOURCE else "#"
            if source is None:
                yield Hit(block, f"<{local(block)}> has no source")
            elif not source.startswith("#"):
                what = f"the source “{source}” of <{local(block)}> is not a pointer (#…)"
                yield Hit(block, what, attribute="source", fixable=Fixable.TRIED)


@rule(
    "AKN4UN-006",
    ERROR,
    "y",
    "G1 5.1.4",
    "FRBRnumber shows the printed symbol, and its value is made from it",
    reads="FRBRnumber, coverPage//docNumber",
    suggestion="Write the printed symbol in showAs, with “/” as “-” and space as “_” in value.",
)
def number(file: AknFile) -> Iterator[Hit]:
    """Compare numbers; a temporary one has its own value (AKN4UN-007); the cover of a revision adds its Rev.n.

    See [strict revision].
    """
    main = file.main
    if main is None or "FRBRWork" not in main.levels:
        return
    given = main.find("FRBRWork", "FRBRnumber")
    if given is None:
        if file.symbol:
            yield Hit(main.levels["FRBRWork"], f"there is no FRBRnumber for the printed symbol “{file.symbol}”")
        return
    shown, value = given.get("showAs"), given.get("value", "")
    version = main.value("FRBRExpression", "FRBRversionNumber", "showAs")
    if shown is None:
        yield Hit(given, "FRBRnumber has no showAs")
    elif file.symbol and file.symbol not in (shown, f"{shown}/{version}"):
        yield Hit(given, f"FRBRnumber shows “{shown}”, the cover prints “{file.symbol}”", attribute="showAs")
    elif not is_temporary(main) and re.sub(r"[\s\u00a0]", "_", shown.replace("/", "-")) != value:
        yield Hit(given, f"the value “{value}” is not made from “{shown}”", attribute="value")


@rule(
    "AKN4UN-007",
    ERROR,
    "-",
    "G1 5.1.4, 6.1.1",
    "a temporary number has its form and its marks, and is replaced before release",
    reads="FRBRnumber, docNumber/@status, publication",
    suggestion="Assign the symbol when it is known; until then mark it as temporary.",
)
def temporary(file: AknFile) -> Iterator[Hit]:
    """Check tmp-{session}-{date}-{sender}-{n}, status on docNumber, and that there is no publication block.

    A number that is marked as temporary in every place is a warning: a document without a number has a temporary one
    [strict no-symbol.1, no-symbol.2]; it is a release that fails on it [strict conformance.5], see `dist --final`.
    """
    main = file.main
    given = main.find("FRBRWork", "FRBRnumber") if main else None
    if main is None or given is None or not given.get("value", "").startswith("tmp-"):
        return
    value = given.get("value", "")
    if not TEMPORARY_FORM.fullmatch(value):
        yield Hit(given, f"“{value}” is not of the form tmp-session-date-sender-n", attribute="value")
    else:
        what = f"the number {value} is temporary: the symbol is not assigned yet"
        yield Hit(given, what, attribute="value", severity=Severity.WARNING)
    for number in file.symbol_elements:
        if number.get("status") not in ("incomplete", "unknown"):
            yield Hit(number, "the number is temporary, but docNumber has no status “incomplete”")
    for publication in main.meta.findall(f"{{{AKN}}}publication") if main.meta is not None else []:
        yield Hit(publication, "the number is temporary, but there is a publication block")
    if not any(e.tag == f"{{{AKN4UN}}}numberStatus" for e in file.root.iter(f"{{{AKN4UN}}}*")):
        yield Hit(given, "the number is temporary, but no akn4un:numberStatus says so", attribute="value")


@rule(
    "AKN4UN-008",
    ERROR,
    "y",
    "G1 5.1.3, 5.1.10",
    "dates are real: no dummy, empty or impossible date",
    reads="@date",
    suggestion="Give the true date, or leave the element out: an unknown date is not invented.",
)
def dates(file: AknFile) -> Iterator[Hit]:
    """Check dates; 1900-01-01 is unknown only beside FRBRversionNumber, or if the date is not assigned."""
    for element in file.elements:
        value = element.get("date")
        if value is None:
            continue
        day = value[:10]
        if not value.strip():
            yield Hit(element, f"the date of <{local(element)}> is empty", attribute="date")
        elif value in DUMMY_DATES:
            yield Hit(element, f"{value} is a dummy date", attribute="date")
        elif not is_date(day):
            yield Hit(element, f"“{value}” is not a date", attribute="date")
        elif value == UNKNOWN_DATE and not (_has_version_number(element) or not_assigned(file, "date")):
            yield Hit(
                element, f"{value} stands for an unknown date only where FRBRversionNumber is given", attribute="date"
            )


def not_assigned(file: AknFile, name: str) -> bool:
    """Return True if the metadata says that this is not known: "date", "body" [strict no-symbol]."""
    meta = file.main.meta if file.main is not None else None
    given = meta.iter(f"{{{AKN4UN}}}notAssigned") if meta is not None else ()
    return any(element.get("name") == name for element in given)


def _has_version_number(element: etree._Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent.find(f"{{{AKN}}}FRBRversionNumber") is not None
