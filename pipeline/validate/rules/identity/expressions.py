"""Expressions: translation, language, parts, lifecycle, modifications [G1 5.1, 5.4, 7, strict translations, versions].

Reads meta of every part and the text. Gives hits of AKN4UN-009, 010, 012 to 017; 011 is in `batches`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from lxml import etree

from pipeline.akn.identification import LEVELS
from pipeline.akn.identifiers import Iri
from pipeline.errors import IdentifierError
from pipeline.languages.codes import bcp47, terminology_code
from pipeline.languages.detection import detected
from pipeline.languages.names import names_in
from pipeline.languages.scripts import letters
from pipeline.languages.strings import strings, supported, tags
from pipeline.read import AKN, local
from pipeline.validate.languages import in_any, is_latin, one_of, other_letters
from pipeline.validate.model.finding import Hit, Severity
from pipeline.validate.model.rule import rule
from pipeline.validate.model.subject import AknFile, Block, FilePart

ERROR, WARNING = Severity.ERROR, Severity.WARNING
_LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?(?:-[a-z0-9]{5,8})*")
_SAMPLE = 6000
"""Number of characters from which the language of a text is detected. Chosen: two pages; more changes no answer."""
_MOD_CHILDREN = ("source", "destination", "force", "efficacy", "application", "duration", "condition", "previous",
                 "old", "new")  # fmt: skip
# What a modification of each type needs [strict modifications.1].
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
    "AKN4UN-009",
    ERROR,
    "y",
    "G1 5.1.11",
    "FRBRtranslation names another language of the same Work",
    reads="FRBRtranslation",
    suggestion="Let href be the Expression translated, fromLanguage its language.",
)
def translation(file: AknFile) -> Iterator[Hit]:
    """Compare the language in href with fromLanguage, not with FRBRlanguage."""
    for part in file.parts:
        for element in part.all("FRBRExpression", "FRBRtranslation"):
            yield from _translation_hits(part, element)


def _translation_hits(part: FilePart, element: etree._Element) -> Iterator[Hit]:
    source = element.get("fromLanguage", "")
    if source == part.language:
        yield Hit(element, f"the text is said to be translated from {source} into {source}", attribute="fromLanguage")
    try:
        iri = Iri.parse(element.get("href", ""))
    except IdentifierError:
        if element.get("href"):
            yield Hit(element, f"“{element.get('href')}” is not an Expression IRI", attribute="href")
        return
    if iri.language != source:
        yield Hit(element, f"href is in “{iri.language}”, fromLanguage is “{source}”", attribute="href")
    elif part.value("FRBRWork", "FRBRuri").rstrip("/") != str(iri.work):
        yield Hit(element, "the Expression translated is of another Work", attribute="href")


@rule(
    "AKN4UN-010",
    ERROR,
    "s",
    "EM mastheads",
    "the line “Original” agrees with the metadata",
    reads="the line Original, FRBRtranslation, FRBRlanguage",
    suggestion="Correct the line or fromLanguage; a part with another original says so in brackets.",
)
def original_line(file: AknFile) -> Iterator[Hit]:
    """Compare the line with fromLanguage of the part; if it is not a translation, with its own language."""
    stated: dict[int, bool] = {}
    for block in file.blocks:
        if not {"coverPage", "preface"} & block.above:
            continue
        found = _original().search(block.text) if ":" in block.text or "：" in block.text else None
        part = block.part
        if found is None or part is None:
            continue
        stated[id(part)] = True
        yield from _original_hits(file, part, block, found)
    main = file.main
    for part in file.parts[1:]:
        source = part.value("FRBRExpression", "FRBRtranslation", "fromLanguage")
        host = (part.host or main).value("FRBRExpression", "FRBRtranslation", "fromLanguage") if main else ""
        if main and source and source != host and id(part) not in stated:
            yield Hit(part.element, f"the part is translated from {source}, its host is not, and no line says so")


_TRANSLATED = "Add FRBRtranslation with fromLanguage=“{}”; line and FRBRlanguage stay as they are, if both are right."


@cache
def _original() -> re.Pattern[str]:
    """Return the line “Original: English”, in any language."""
    names = one_of(name for tag in tags() for name in strings(tag).recognise.original)
    return re.compile(rf"(?:{names})[\s\u00a0]*[:：][\s\u00a0]*([^\]\[/,;]*)", re.IGNORECASE)


def _original_hits(file: AknFile, part: FilePart, block: Block, found: re.Match[str]) -> Iterator[Hit]:
    language = part.language or file.language
    names = names_in(language) if supported(language) else {}
    line = found[1].strip().lower()
    printed = next((terminology_code(tag) for name, tag in names.items() if name in line), "")
    expected = part.value("FRBRExpression", "FRBRtranslation", "fromLanguage") or part.language
    if not printed or not expected or printed == expected:
        return
    if part.find("FRBRExpression", "FRBRtranslation") is None:
        what = f"“{found[0].strip()}” names {printed}, and no FRBRtranslation says that the text is translated"
        yield block.hit(found.start(1), what, _TRANSLATED.format(printed))
    else:
        what = f"“{found[0].strip()}” names {printed}, the metadata say {expected}"
        yield block.hit(found.start(1), what)


@cache
def _unofficial() -> re.Pattern[str]:
    """Return the notice that a text is not official, in any language."""
    return re.compile(in_any(lambda words: words.unofficial), re.IGNORECASE)


@rule(
    "AKN4UN-012",
    WARNING,
    "-",
    "G1 5.1",
    "a text that is not official says so in its words",
    reads="FRBRauthoritative, FRBRtranslation/@authoritative",
    suggestion="Print the notice (« Traduction non officielle ») in the preface.",
)
def notice(file: AknFile) -> Iterator[Hit]:
    """Require FRBRauthoritative false, or a translation that is not authoritative."""
    for part in file.parts:
        marks = [(e, "value") for e in part.all("FRBRExpression", "FRBRauthoritative")]
        marks += [(e, "authoritative") for e in part.all("FRBRExpression", "FRBRtranslation")]
        for element, attribute in marks:
            if element.get(attribute) == "false" and not any(_unofficial().search(block.text) for block in file.blocks):
                yield Hit(element, "the text is not official, but its words do not say so", attribute=attribute)
                break


@rule(
    "AKN4UN-013",
    WARNING,
    "s",
    "corpus files.4",
    "FRBRlanguage agrees with script and words of the text",
    reads="FRBRlanguage, the text",
    suggestion="Correct FRBRlanguage (and the IRI), or the text.",
)
def language_of_text(file: AknFile) -> Iterator[Hit]:
    """Report a language only if the text leaves no doubt."""
    for part in file.parts:
        element = part.find("FRBRExpression", "FRBRlanguage")
        if element is None:
            continue
        text = " ".join(_sentences(file, part))
        found = detected(text[:_SAMPLE], sure=True)
        if found and supported(part.language) and found != supported(part.language):
            message = f"FRBRlanguage is {part.language}, the text is in {terminology_code(found)}"
            yield Hit(element, message, attribute="language")


def _sentences(file: AknFile, part: FilePart) -> Iterator[str]:
    """Yield the blocks of the part; of an annex only those with a sentence: lists of names are there in any
    language.
    """
    for block in file.blocks:
        text = block.text
        if block.part is part and (part.host is None or len(text) > 160 or text.rstrip().endswith((".", "。", "；"))):
            yield text


@rule(
    "AKN4UN-014",
    WARNING,
    "y",
    "G1 4.1.6",
    "xml:lang is on foreign passages and is a language tag",
    reads="@xml:lang, the text",
    suggestion="Mark the passage with xml:lang (fr, en, zh…); not what is in the document's language.",
)
def foreign(file: AknFile) -> Iterator[Hit]:
    """Require BCP 47 tags; passages in another script than the document's carry one."""
    name = "{http://www.w3.org/XML/1998/namespace}lang"
    own = bcp47(file.language)
    for element in file.elements:
        tag = element.get(name)
        if tag is None:
            continue
        if not _LANGUAGE_TAG.fullmatch(tag):
            yield Hit(element, f"“{tag}” is not a language tag", attribute="lang")
        elif tag == own:
            yield Hit(element, f"xml:lang repeats the language of the document ({tag})", attribute="lang")
    if is_latin(file.language):
        yield from _unmarked(file, name)


_BEYOND_LATIN = re.compile("[\u0370-\u1dff\u2c00-\U0010ffff]")
"""Where the letters of all scripts but Latin are."""


def _unmarked(file: AknFile, name: str) -> Iterator[Hit]:
    """Yield words in Arabic, Cyrillic or Chinese script in a text in Latin script, without xml:lang around them."""
    for block in file.blocks:
        if not _BEYOND_LATIN.search(block.text):
            continue
        for pattern in other_letters().values():
            found = pattern.search(block.text)
            if found and letters("Latin").search(block.text):
                hit = block.hit(found.start(), f"“{found[0][:20]}” is in another script and has no xml:lang")
                holder = hit.node.getparent() if hit.tail else hit.node
                if holder is not None and not any(a.get(name) for a in (holder, *holder.iterancestors())):
                    yield hit


@rule(
    "AKN4UN-015",
    WARNING,
    "y",
    "G3 1.8, G1 5.1.13",
    "a part names its host; an autonomous annex its original; componentInfo is complete",
    reads="attachmentOf, original, componentInfo",
    suggestion="Add attachmentOf (and original) to the part, componentInfo to the host.",
)
def belonging(file: AknFile) -> Iterator[Hit]:
    """Require as many parts in componentInfo, on three levels, as there are."""
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
        listed = list(holder.iter(f"{{{AKN}}}componentData")) if holder is not None else []
        if holder is not None and len(listed) != len(annexes) + 1:
            yield Hit(holder, f"componentInfo of {level} lists {len(listed)} of {len(annexes) + 1} parts")


@rule(
    "AKN4UN-016",
    ERROR,
    "-",
    "G1 5.4",
    "the lifecycle begins with the generation, and its dates ascend",
    reads="eventRef",
    suggestion="Put the generation first and the events in the order of their dates.",
)
def lifecycle(file: AknFile) -> Iterator[Hit]:
    """Check the events; that sources resolve is checked by AKN-NC-026."""
    for cycle in file.all("lifecycle"):
        events = [child for child in cycle if local(child) == "eventRef"]
        if events and events[0].get("type") != "generation":
            yield Hit(
                events[0], f"the first event is “{events[0].get('type', '')}”, not the generation", attribute="type"
            )
        for before, after in pairwise(events):
            if after.get("date", "")[:10] < before.get("date", "")[:10]:
                yield Hit(after, f"{after.get('date')} is after {before.get('date')}", attribute="date")


@rule(
    "AKN4UN-017",
    ERROR,
    "s",
    "G1 7.1, P1 5.10",
    "each mod has its textualMod and each textualMod its parts, in order",
    reads="mod, textualMod",
    suggestion="Give source, destination, old and new as the type of modification asks.",
)
def modifications(file: AknFile) -> Iterator[Hit]:
    """Check both ways: from the text to the analysis and back."""
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
            yield Hit(change, f"a textualMod of the type {change.get('type')} needs <{needed}>")
    for source in change.findall(f"{{{AKN}}}source") if active else []:
        target = file.by_eid.get(source.get("href", "")[1:])
        if target is None or local(target) not in ("mod", "rmod", "mmod"):
            yield Hit(source, f"“{source.get('href', '')}” is not a mod of this file", attribute="href")
