"""Metadata: class, blocks of meta, numbers, dates, translations, lifecycle (G1 3 and 5, guidelines A1, A3 to A6).

Reads meta of every part. Gives hits of AKN4UN-001 to 010 and 012 to 017; 011 is in `batches`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from pipeline.errors import IdentifierError
from pipeline.read import AKN, AKN4UN, local
from pipeline.read.identifiers import Iri
from pipeline.validate.finding import Hit, Severity
from pipeline.validate.languages import BCP47, LANGUAGE_NAMES, LATIN, SCRIPTS, UNOFFICIAL, guessed_language
from pipeline.validate.rule import rule
from pipeline.validate.rules.iris import is_date
from pipeline.validate.subject import LEVELS, AknFile, Block, Part, words

ERROR, WARNING = Severity.ERROR, Severity.WARNING
# Subtypes of each type (guidelines A1).
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
# Names of documents (guidelines A1), and those that published files add (akn4un-profile 2).
NAMES = frozenset(
    """
    charter codeOfConduct codeOfPractice constitution convention protocol recommendation rules rulesOfProcedure
    regulation treaty standard resolution decision resolutionDraft decisionDraft administrativeInstruction
    administrativeCircular agendaListing agendaAnnotated meetingMinute meetingReport conferenceReport councilReport
    verbatimRecord judgment order advisoryOpinion policy positionPaper progressReport budgetaryDocument address
    bulletin circular declaration memoranda note officialLetter officialStatement pressRelease amendment corrigendum
    amendmentList annex appendix addendum summary publication presidentialStatement draftResolution
    """.split()  # noqa: SIM905 - a table of words
)
_COMPOUND_NAME = re.compile(r"(?:publication|collection|officialCompilation)[A-Z]\w*")
_BLOCKS_WITH_SOURCE = ("identification", "classification", "lifecycle", "workflow", "analysis", "temporalData",
                       "references", "notes", "proprietary", "presentation")  # fmt: skip
TEMPORARY = re.compile(r"tmp-[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*")
TEMPORARY_FORM = re.compile(r"tmp-[A-Za-z0-9]+-\d{8}-[a-z]{3}-\d+")
DUMMY_DATES = ("0001-01-01", "1-01-01", "9999-12-31")
UNKNOWN_DATE = "1900-01-01"
_ORIGINAL = re.compile(r"(?:Original|Язык оригинала|Подлинный текст|原件|原文|الأصل)[\s\u00a0]*[:：][\s\u00a0]*([^\]\[/,;]*)")
_LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?(?:-[a-z0-9]{5,8})*")
_MOD_CHILDREN = ("source", "destination", "force", "efficacy", "application", "duration", "condition", "previous",
                 "old", "new")  # fmt: skip
# What a modification of each type needs (guidelines D).
_MOD_NEEDS = {
    "repeal": ("old",),
    "insertion": ("destination", "new"),
    "substitution": ("old", "new"),
    "replacement": ("new",),
    "renumbering": ("previous",),
    "split": ("old", "destination", "new"),
    "join": ("new",),
}


@rule(
    "AKN4UN-001", ERROR, "n", "G1 3.3", "document type and subtype belong together",
    reads="akomaNtoso/*, FRBRsubtype, FRBRWork/FRBRuri", suggestion="Choose a pair of guidelines A1.",
)  # fmt: skip
def class_pair(file: AknFile) -> Iterator[Hit]:
    """The root document; parts repeat the subtype of their host."""
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
        yield Hit(holder, f"“{subtype}” is no subtype of {kind} (permitted: {allowed})", attribute="value")


@rule(
    "AKN4UN-002", WARNING, "s", "G1 3.3", "the name of the document is one that the guidelines know",
    reads="@name of the document", suggestion="Use a name of guidelines A1.",
)  # fmt: skip
def known_name(file: AknFile) -> Iterator[Hit]:
    """Of every part."""
    for part in file.parts:
        name = part.element.get("name", "")
        if name and name not in NAMES and not _COMPOUND_NAME.fullmatch(name):
            yield Hit(part.element, f"“{name}” is no name of guidelines A1", attribute="name")


@rule(
    "AKN4UN-003", WARNING, "y", "G1 2.2.3", "contains is given and agrees with version and lifecycle",
    reads="@contains, lifecycle, FRBRExpression/FRBRuri", suggestion="Write contains=\"originalVersion\" for the text as issued.",
)  # fmt: skip
def contains(file: AknFile) -> Iterator[Hit]:
    """Another version than the original needs a lifecycle; the first version is the original."""
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
    "AKN4UN-004", ERROR, "y", "G1 5", "meta has identification, references, and publication unless the number is temporary",
    reads="meta/*", suggestion="Add the block; publication may be missing while the number is temporary.",
)  # fmt: skip
def blocks_present(file: AknFile) -> Iterator[Hit]:
    """Of the root document."""
    main = file.main
    if main is None or main.meta is None:
        return
    names = {local(child) for child in main.meta}
    wanted = ["identification", "references"]
    if not is_temporary(main):
        wanted.append("publication")
    for name in wanted:
        if name not in names:
            yield Hit(main.meta, f"meta has no {name}")


def is_temporary(part: Part) -> bool:
    """Whether the number of the Work is a stand-in."""
    return TEMPORARY.fullmatch(part.value("FRBRWork", "FRBRnumber")) is not None


@rule(
    "AKN4UN-005", ERROR, "y", "G1 5", "every block of meta but publication names its source, “#” and an agent",
    reads="meta/*/@source", suggestion="Write source=\"#…\" with the eId of a TLCPerson or TLCOrganization.",
)  # fmt: skip
def sources(file: AknFile) -> Iterator[Hit]:
    """That the agent exists is the business of AKN-NC-026."""
    for meta in file.all("meta"):
        for block in meta:
            source = block.get("source") if local(block) in _BLOCKS_WITH_SOURCE else "#"
            if source is None:
                yield Hit(block, f"<{local(block)}> has no source")
            elif not source.startswith("#"):
                yield Hit(block, f"the source “{source}” of <{local(block)}> is no pointer (#…)", attribute="source")


@rule(
    "AKN4UN-006", ERROR, "y", "G1 5.1.4", "FRBRnumber shows the printed symbol, and its value is made from it",
    reads="FRBRnumber, coverPage//docNumber", suggestion="Write the printed symbol in showAs, with “/” as “-” and blank as “_” in value.",
)  # fmt: skip
def number(file: AknFile) -> Iterator[Hit]:
    """A temporary number has a value of its own (AKN4UN-007)."""
    main = file.main
    if main is None or "FRBRWork" not in main.levels:
        return
    given = main.find("FRBRWork", "FRBRnumber")
    if given is None:
        if file.symbol:
            yield Hit(main.levels["FRBRWork"], f"there is no FRBRnumber for the printed symbol “{file.symbol}”")
        return
    shown, value = given.get("showAs"), given.get("value", "")
    if shown is None:
        yield Hit(given, "FRBRnumber has no showAs")
    elif file.symbol and shown != file.symbol:
        yield Hit(given, f"FRBRnumber shows “{shown}”, the cover prints “{file.symbol}”", attribute="showAs")
    elif not is_temporary(main) and re.sub(r"[\s\u00a0]", "_", shown.replace("/", "-")) != value:
        yield Hit(given, f"the value “{value}” is not made from “{shown}”", attribute="value")


@rule(
    "AKN4UN-007", ERROR, "-", "G1 5.1.4, 6.1.1", "a temporary number has its form and its marks, and is replaced before release",
    reads="FRBRnumber, docNumber/@status, publication", suggestion="Assign the symbol when it is known; until then mark it as guidelines A3 say.",
)  # fmt: skip
def temporary(file: AknFile) -> Iterator[Hit]:
    """tmp-{session}-{date}-{sender}-{n}; status on docNumber; no publication block."""
    main = file.main
    given = main.find("FRBRWork", "FRBRnumber") if main else None
    if main is None or given is None or not given.get("value", "").startswith("tmp-"):
        return
    value = given.get("value", "")
    if not TEMPORARY_FORM.fullmatch(value):
        yield Hit(given, f"“{value}” is not of the form tmp-session-date-sender-n", attribute="value")
    else:
        yield Hit(given, f"the number {value} is temporary: the symbol is not assigned yet", attribute="value")
    for number in file.symbol_elements:
        if number.get("status") not in ("incomplete", "unknown"):
            yield Hit(number, "the number is temporary, but docNumber has no status “incomplete”")
    for publication in main.meta.findall(f"{{{AKN}}}publication") if main.meta is not None else []:
        yield Hit(publication, "the number is temporary, but there is a publication block")
    if not any(e.tag == f"{{{AKN4UN}}}numberStatus" for e in file.root.iter(f"{{{AKN4UN}}}*")):
        yield Hit(given, "the number is temporary, but no akn4un:numberStatus says so", attribute="value")


@rule(
    "AKN4UN-008", ERROR, "y", "G1 5.1.3, 5.1.10", "dates are real: no dummy, empty or impossible date",
    reads="@date", suggestion="Give the true date, or leave the element out: an unknown date is not invented.",
)  # fmt: skip
def dates(file: AknFile) -> Iterator[Hit]:
    """1900-01-01 stands for an unknown date only beside FRBRversionNumber."""
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
            yield Hit(element, f"“{value}” is no date", attribute="date")
        elif value == UNKNOWN_DATE and not _has_version_number(file, element):
            yield Hit(element, f"{value} stands for an unknown date only where FRBRversionNumber is given", attribute="date")


def _has_version_number(file: AknFile, element: etree._Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent.find(f"{{{AKN}}}FRBRversionNumber") is not None


@rule(
    "AKN4UN-009", ERROR, "y", "G1 5.1.11", "FRBRtranslation names another language of the same Work",
    reads="FRBRtranslation", suggestion="Let href be the Expression translated, fromLanguage its language.",
)  # fmt: skip
def translation(file: AknFile) -> Iterator[Hit]:
    """The language in href is fromLanguage and not FRBRlanguage."""
    for part in file.parts:
        for element in part.all("FRBRExpression", "FRBRtranslation"):
            yield from _translation_hits(part, element)


def _translation_hits(part: Part, element: etree._Element) -> Iterator[Hit]:
    source = element.get("fromLanguage", "")
    if source == part.language:
        yield Hit(element, f"the text is said to be translated from {source} into {source}", attribute="fromLanguage")
    try:
        iri = Iri.parse(element.get("href", ""))
    except IdentifierError:
        if element.get("href"):
            yield Hit(element, f"“{element.get('href')}” is no Expression IRI", attribute="href")
        return
    if iri.language != source:
        yield Hit(element, f"href is in “{iri.language}”, fromLanguage is “{source}”", attribute="href")
    elif part.value("FRBRWork", "FRBRuri").rstrip("/") != str(iri.work):
        yield Hit(element, "the Expression translated is of another Work", attribute="href")


@rule(
    "AKN4UN-010", ERROR, "s", "EM mastheads", "the line “Original” agrees with the metadata",
    reads="the line Original, FRBRtranslation, FRBRlanguage", suggestion="Correct the line or fromLanguage; a part with another original says so in brackets.",
)  # fmt: skip
def original_line(file: AknFile) -> Iterator[Hit]:
    """fromLanguage of the part, its own language where it is no translation."""
    stated: dict[int, bool] = {}
    for block in file.blocks:
        found = _ORIGINAL.search(block.text)
        part = file.part(block.element) if found else None
        if found is None or part is None or not ({"coverPage", "preface"} & {local(a) for a in block.element.iterancestors()}):
            continue
        stated[id(part)] = True
        yield from _original_hits(file, part, block, found)
    main = file.main
    for part in file.parts[1:]:
        source = part.value("FRBRExpression", "FRBRtranslation", "fromLanguage")
        host = part.host.value("FRBRExpression", "FRBRtranslation", "fromLanguage") if part.host else ""
        if main and source and source != host and id(part) not in stated:
            yield Hit(part.element, f"the part is translated from {source}, its host is not, and no line says so")


def _original_hits(file: AknFile, part: Part, block: Block, found: re.Match[str]) -> Iterator[Hit]:
    names = LANGUAGE_NAMES.get(part.language or file.language, {})
    printed = next((code for name, code in names.items() if name in found[1].strip().lower()), "")
    expected = part.value("FRBRExpression", "FRBRtranslation", "fromLanguage") or part.language
    if printed and expected and printed != expected:
        what = f"“{found[0].strip()}” names {printed}, the metadata say {expected}"
        yield block.hit(found.start(1), what)


@rule(
    "AKN4UN-012", WARNING, "-", "G1 5.1", "a text that is not official says so in its words",
    reads="FRBRauthoritative, FRBRtranslation/@authoritative", suggestion="Print the notice (« Traduction non officielle ») in the preface.",
)  # fmt: skip
def notice(file: AknFile) -> Iterator[Hit]:
    """FRBRauthoritative false, or a translation that is not authoritative."""
    for part in file.parts:
        marks = [(e, "value") for e in part.all("FRBRExpression", "FRBRauthoritative")]
        marks += [(e, "authoritative") for e in part.all("FRBRExpression", "FRBRtranslation")]
        for element, attribute in marks:
            if element.get(attribute) == "false" and not any(UNOFFICIAL.search(block.text) for block in file.blocks):
                yield Hit(element, "the text is not official, but its words do not say so", attribute=attribute)
                break


@rule(
    "AKN4UN-013", WARNING, "s", "AP 1", "FRBRlanguage agrees with script and words of the text",
    reads="FRBRlanguage, the text", suggestion="Correct FRBRlanguage (and the IRI), or the text.",
)  # fmt: skip
def language_of_text(file: AknFile) -> Iterator[Hit]:
    """Only where the text leaves no doubt."""
    for part in file.parts:
        element = part.find("FRBRExpression", "FRBRlanguage")
        if element is None:
            continue
        text = " ".join(block.text for block in file.blocks if file.part(block.element) is part)
        guessed = guessed_language(text)
        if guessed and part.language in BCP47 and guessed != part.language:
            yield Hit(element, f"FRBRlanguage is {part.language}, the text is in {guessed}", attribute="language")


@rule(
    "AKN4UN-014", WARNING, "y", "G1 4.1.6", "xml:lang stands on foreign passages and is a language tag",
    reads="@xml:lang, the text", suggestion="Mark the passage with xml:lang (fr, en, zh…); not what is in the document's language.",
)  # fmt: skip
def foreign(file: AknFile) -> Iterator[Hit]:
    """Tags are BCP 47; passages in another script than the document's carry one."""
    name = "{http://www.w3.org/XML/1998/namespace}lang"
    own = BCP47.get(file.language, file.language)
    for element in file.elements:
        tag = element.get(name)
        if tag is None:
            continue
        if not _LANGUAGE_TAG.fullmatch(tag):
            yield Hit(element, f"“{tag}” is no language tag", attribute="lang")
        elif tag == own:
            yield Hit(element, f"xml:lang repeats the language of the document ({tag})", attribute="lang")
    if file.language in BCP47 and file.language not in SCRIPTS:
        yield from _unmarked(file, name)


def _unmarked(file: AknFile, name: str) -> Iterator[Hit]:
    """Words in Arabic, Cyrillic or Chinese script in a text in Latin script, without xml:lang around them."""
    for block in file.blocks:
        if block.text.isascii():
            continue
        for pattern in SCRIPTS.values():
            found = re.search(f"(?:{pattern.pattern}){{2,}}", block.text)
            if found and LATIN.search(block.text):
                hit = block.hit(found.start(), f"“{found[0][:20]}” is in another script and has no xml:lang")
                holder = hit.node.getparent() if hit.tail else hit.node
                if not any(a.get(name) for a in (holder, *holder.iterancestors()) if a is not None):
                    yield hit


@rule(
    "AKN4UN-015", WARNING, "y", "G3 1.8, G1 5.1.13", "a part names its host; an autonomous annex its original; componentInfo is complete",
    reads="attachmentOf, original, componentInfo", suggestion="Add attachmentOf (and original) to the part, componentInfo to the host.",
)  # fmt: skip
def belonging(file: AknFile) -> Iterator[Hit]:
    """Three levels of componentInfo list as many parts as there are."""
    annexes = [part for part in file.parts[1:] if not part.in_components]
    for part in annexes:
        names = {local(e) for e in part.meta.iter()} if part.meta is not None else set()
        if "attachmentOf" not in names:
            yield Hit(part.element, "the part does not name its host (attachmentOf)")
        alias = next((e for e in part.all("FRBRWork", "FRBRalias") if e.get("name") == "autonomousWork"), None)
        if alias is not None and "original" not in names:
            yield Hit(alias, "the part has a Work of its own, but no original names it")
    main = file.main
    for level in LEVELS if main and annexes else ():
        holder = main.levels.get(level) if main else None
        listed = [e for e in holder.iter(f"{{{AKN}}}componentData")] if holder is not None else []
        if holder is not None and len(listed) != len(annexes) + 1:
            yield Hit(holder, f"componentInfo of {level} lists {len(listed)} of {len(annexes) + 1} parts")


@rule(
    "AKN4UN-016", ERROR, "-", "G1 5.4", "the lifecycle begins with the generation, and its dates ascend",
    reads="eventRef", suggestion="Put the generation first and the events in the order of their dates.",
)  # fmt: skip
def lifecycle(file: AknFile) -> Iterator[Hit]:
    """That sources resolve is the business of AKN-NC-026."""
    for cycle in file.all("lifecycle"):
        events = [child for child in cycle if local(child) == "eventRef"]
        if events and events[0].get("type") != "generation":
            yield Hit(events[0], f"the first event is “{events[0].get('type', '')}”, not the generation", attribute="type")
        for before, after in zip(events, events[1:], strict=False):
            if after.get("date", "")[:10] < before.get("date", "")[:10]:
                yield Hit(after, f"{after.get('date')} stands after {before.get('date')}", attribute="date")


@rule(
    "AKN4UN-017", ERROR, "s", "G1 7.1, P1 5.10", "each mod has its textualMod and each textualMod its parts, in order",
    reads="mod, textualMod", suggestion="Give source, destination, old and new as guidelines D ask for the type.",
)  # fmt: skip
def modifications(file: AknFile) -> Iterator[Hit]:
    """Both ways: from the text to the analysis and back."""
    active = [e for holder in file.all("activeModifications") for e in holder if local(e) == "textualMod"]
    named = {s.get("href", "")[1:] for mod in active for s in mod if local(s) == "source"}
    for mod in file.all("mod"):
        if mod.get("eId", "") not in named:
            yield Hit(mod, f"no textualMod has the mod “{mod.get('eId', '')}” as its source")
    for change in file.all("textualMod"):
        yield from _modification_hits(file, change, change in active)


def _modification_hits(file: AknFile, change: etree._Element, active: bool) -> Iterator[Hit]:
    names = [local(child) for child in change if isinstance(child.tag, str)]
    places = [_MOD_CHILDREN.index(name) for name in names if name in _MOD_CHILDREN]
    if places != sorted(places):
        yield Hit(change, "the parts of the textualMod are not in their order")
    for needed in _MOD_NEEDS.get(change.get("type", ""), ()):
        if needed not in names:
            yield Hit(change, f"a {change.get('type')} needs <{needed}>")
    for source in change.findall(f"{{{AKN}}}source") if active else []:
        target = file.by_eid.get(source.get("href", "")[1:])
        if target is None or local(target) not in ("mod", "rmod", "mmod"):
            yield Hit(source, f"“{source.get('href', '')}” is no mod of this file", attribute="href")


