"""Structure: parts of a document, lists, headings, numbers and inlines in their places.

See [G1 4, G2 1.1, strict structure].

Reads the tree outside meta. Gives hits of AKN4UN-101 to 109, 111 to 114.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from lxml import etree

from pipeline.read import AKN, local
from pipeline.validate.languages import in_any
from pipeline.validate.model.finding import Hit, Severity
from pipeline.validate.model.rule import rule
from pipeline.validate.model.subject import NUMBERED, AknFile, ancestors, words

ERROR, WARNING = Severity.ERROR, Severity.WARNING
# The body of each document type [G2 1.1]; the collection types have collectionBody.
BODIES = {
    "act": "body", "bill": "body", "doc": "mainBody", "statement": "mainBody", "amendment": "amendmentBody",
    "debate": "debateBody", "debateReport": "mainBody", "judgment": "judgmentBody", "portion": "portionBody",
    "documentCollection": "collectionBody", "officialGazette": "collectionBody", "amendmentList": "collectionBody",
}  # fmt: skip
_ORDER = ("meta", "coverPage", "preface", "header", "preamble", *dict.fromkeys(BODIES.values()), "conclusions",
          "attachments", "components")  # fmt: skip
_NO_PREFACE = frozenset({"judgment", "portion"})
_DOC_INLINES = ("docTitle", "docNumber", "docType", "docStatus", "docAuthority", "docProponent", "docCommittee",
                "docIntroducer", "docStage", "docJurisdiction", "docketNumber", "docPurpose", "session")  # fmt: skip
_DOC_PLACES = frozenset({"coverPage", "preface", "conclusions", "meta", "header", "longTitle"})
_NO_HTML_LISTS = frozenset({"act", "bill", "statement"})
_LIST_CHILDREN = frozenset({"point", "indent", "sublist", "alinea", "list", "item"})
_IN_PREAMBLE = frozenset(
    {"container", "formula", "recitals", "recital", "citations", "citation", "preambularParagraph"}
)
_SEMANTIC = ("person", "organization", "role", "location", "event", "concept", "object", "term", "entity", "process")
_DIVIDER = re.compile(r"[\W_]*")
# A printed label: up to three short groups of letters or digits, "Article 12 bis" included.
_LABEL = re.compile(r"\W*(?:[^\W\d_]+\.?[\s\u00a0]+)?[\w.’‘'-]{1,8}(?:[\s\u00a0][\w.-]{1,6})?\W*")


@cache
def _annex(name: str, form: str = "{}", flags: int = re.IGNORECASE) -> re.Pattern[str]:
    """Return what annexes have by a name in `[validate.annexes]`, in any language."""
    return re.compile(form.replace("{}", in_any(lambda words: getattr(words.annexes, name))), flags)


@rule(
    "AKN4UN-101",
    ERROR,
    "s",
    "G2 1.1",
    "preface and body are present, the parts in the order of the schema, one each",
    reads="children of the document",
    suggestion="Add the missing part; keep the order of the schema.",
)
def document_parts(file: AknFile) -> Iterator[Hit]:
    """Check the root document and the documents in components."""
    for part in file.parts:
        kind = local(part.element)
        names = [(local(child), child) for child in part.element if local(child) in _ORDER]
        present = [name for name, _ in names]
        required = [BODIES[kind]] if part.host or kind in _NO_PREFACE else ["preface", BODIES[kind]]
        for name in required:
            if name not in present:
                yield Hit(part.element, f"<{kind}> has no {name}")
        for (before, _), (after, element) in pairwise(names):
            if _ORDER.index(after) < _ORDER.index(before):
                yield Hit(element, f"<{after}> is after <{before}>")
            elif after == before:
                yield Hit(element, f"a second <{after}>")


@rule(
    "AKN4UN-102",
    WARNING,
    "y",
    "G2 1.1",
    "coverPage, preamble and conclusions are grouped in containers with a name",
    reads="coverPage, preamble, conclusions",
    suggestion='Group what belongs together in container name="…".',
)
def grouped(file: AknFile) -> Iterator[Hit]:
    """Check grouping; formula and recitals group by themselves; an empty container name says nothing."""
    for element in file.all("coverPage", "conclusions"):
        if len(element) and not any(local(child) == "container" for child in element):
            yield Hit(element, f"<{local(element)}> has no container")
    for element in file.all("preamble"):
        for child in element:
            if isinstance(child.tag, str) and local(child) not in _IN_PREAMBLE:
                yield Hit(child, f"<{local(child)}> is in the preamble outside a container")
    for element in file.all("container"):
        if not element.get("name", "").strip():
            yield Hit(element, "the container has no name", attribute="name" if "name" in element.attrib else "")


@rule(
    "AKN4UN-103",
    WARNING,
    "s",
    "G1 4.6.2",
    "docTitle, docNumber and their like are in coverPage, preface, conclusions only",
    reads="doc… inlines",
    suggestion="Use ref, inline or heading in the body.",
)
def document_inlines(file: AknFile) -> Iterator[Hit]:
    """Check everything but the body and the preamble."""
    for element in file.all(*_DOC_INLINES):
        if not _DOC_PLACES & ancestors(element):
            yield Hit(element, f"<{local(element)}> is in the body")


@rule(
    "AKN4UN-104",
    ERROR,
    "n",
    "G1 4.4.3",
    "no ul and ol in act, bill and statement (elsewhere better not)",
    reads="ul, ol",
    suggestion="Use list with point or indent; blockList where no hierarchy is allowed.",
)
def html_lists(file: AknFile) -> Iterator[Hit]:
    """Report an error in normative and deliberative texts, a warning elsewhere."""
    for element in file.all("ul", "ol"):
        part = file.part(element)
        kind = local(part.element) if part else ""
        severity = None if kind in _NO_HTML_LISTS else WARNING
        yield Hit(element, f"<{local(element)}> is a list of web pages, not of documents", severity=severity)


@rule(
    "AKN4UN-105",
    ERROR,
    "y",
    "G1 4.4.3",
    "a list has one kind of children, its intro first, its inner list inside the point",
    reads="list, blockList",
    suggestion="Put the inner list into its point; keep intro first and wrapUp last.",
)
def lists(file: AknFile) -> Iterator[Hit]:
    """Check list and blockList."""
    for element in file.all("list", "blockList"):
        children = [child for child in element if isinstance(child.tag, str)]
        kinds = [child for child in children if local(child) in _LIST_CHILDREN]
        other = next((child for child in kinds if local(child) != local(kinds[0])), None)
        if other is not None:
            yield Hit(other, f"a <{local(other)}> among the <{local(kinds[0])}>s of a list")
        for child in children[1:]:
            earlier = children[: children.index(child)]
            if local(child) in ("intro", "listIntroduction") and any(local(e) in _LIST_CHILDREN for e in earlier):
                yield Hit(child, f"<{local(child)}> is behind the first {local(kinds[0])}")


@rule(
    "AKN4UN-106",
    WARNING,
    "y",
    "G1 4.4.3",
    "a subheading is beside a heading only",
    reads="subheading",
    suggestion="Make it a heading (of a unit one level lower).",
)
def subheadings(file: AknFile) -> Iterator[Hit]:
    """Report a subheading without heading."""
    for element in file.all("subheading"):
        parent = element.getparent()
        if parent is not None and parent.find(f"{{{AKN}}}heading") is None:
            yield Hit(element, f"a subheading without a heading: “{words(element)[:40]}”")


@rule(
    "AKN4UN-107",
    WARNING,
    "n",
    "G1 4, G3 1.5",
    'a crossHeading is preambular (refersTo="#preamble") or a mere divider',
    reads="crossHeading",
    suggestion='Use a unit with a heading, or refersTo="#preamble".',
)
def cross_headings(file: AknFile) -> Iterator[Hit]:
    """Report text without refersTo, which is a heading in the wrong place."""
    for element in file.all("crossHeading"):
        if element.get("refersTo") != "#preamble" and not _DIVIDER.fullmatch(words(element)):
            yield Hit(element, f"the crossHeading “{words(element)[:40]}” is neither preambular nor a divider")


@rule(
    "AKN4UN-108",
    ERROR,
    "s",
    "G1 4.1.4",
    "num holds the label only, and the text does not repeat it",
    reads="num, text of the unit",
    suggestion="Keep the label in num and the words in heading or content.",
)
def labels(file: AknFile) -> Iterator[Hit]:
    """Report a typed label: it is short, and the following text begins otherwise."""
    for num in file.all("num"):
        label = words(num)
        if len(label) > 30 or (len(label) > 12 and not _LABEL.fullmatch(label)):
            yield Hit(num, f"num holds more than a label: “{label[:40]}”")
            continue
        following = num.getnext()
        if following is None or not re.search(r"\w", label) or len(label) < 2:
            continue
        block = next((b for e in following.iter(f"{{{AKN}}}*") if (b := file.block_of.get(e)) is not None), None)
        text = block.text.lstrip() if block else ""
        if block and text.startswith(label) and not text[len(label) : len(label) + 1].isalnum():
            yield block.hit(len(block.text) - len(text), f"the text repeats the number “{label}”")


@rule(
    "AKN4UN-109",
    ERROR,
    "y",
    "G1 4.4.3",
    "a numbered unit is not empty",
    reads="units with num",
    suggestion="Put the text into the unit whose number it bears.",
)
def empty_units(file: AknFile) -> Iterator[Hit]:
    """Require text, a picture or a table besides num."""
    for num in file.all("num"):
        unit = num.getparent()
        if unit is None or local(unit) not in NUMBERED:
            continue
        rest = [child for child in unit if child is not num]
        if not any(_has_content(child) for child in rest):
            yield Hit(unit, f"the unit “{words(num)}” is empty")


def _has_content(element: etree._Element) -> bool:
    if not isinstance(element.tag, str):
        return False
    return any(text.strip() for text in element.itertext()) or any(local(e) in ("img", "table") for e in element.iter())


@rule(
    "AKN4UN-111",
    ERROR,
    "y",
    "G1 6.1.4",
    "one annex per attachment, an appendix inside its annex",
    reads="attachment",
    suggestion="Give each annex an attachment of its own.",
)
def one_annex(file: AknFile) -> Iterator[Hit]:
    """Report a second block that is nothing but the word Annex and a number."""
    for part in file.parts[1:]:
        seen = False
        for block in file.blocks if not part.in_components else ():
            if block.part is not part or block.name == "num":
                continue
            text = block.text.strip()
            if text and _annex("head", r"(?:{})(?:[\s\u00a0]+(?P<n>[IVX\d]+|[A-Z]))?").fullmatch(text):
                if seen:
                    yield Hit(block.element, f"a second annex begins in this part: “{text}”")
                seen = True


@rule(
    "AKN4UN-112",
    WARNING,
    "s",
    "EM mastheads",
    "each attachment is mentioned in the text before it, and each annex mentioned exists",
    reads="text, attachment",
    suggestion="Mention the annex in the text, or attach what the text mentions.",
)
def annexes_mentioned(file: AknFile) -> Iterator[Hit]:
    """Find the word annex in any language; report a missing one only if it must be this document's."""
    attachments = [part for part in file.parts[1:] if not part.in_components]
    for part in attachments:
        before = [b for b in file.blocks if file.order[b.element] < file.order[part.element]]
        if not any(_annex("mention").search(block.text) for block in before):
            yield Hit(part.element, "no text before it mentions this attachment")
    if attachments or file.document is None:
        return
    for block in file.blocks:
        found = _annex("own", flags=0).search(block.text)
        if found:
            mention = block.around(found.start())
            yield block.hit(found.start(), f"the text mentions an annex, but there is none: “{mention}”")


@rule(
    "AKN4UN-113",
    WARNING,
    "y",
    "G1 4.6",
    "semantic inlines point to an entry; inline has a prefixed name; span has a class only",
    reads="person, organization, …, inline, span",
    suggestion='Add refersTo; write name="akn4un:…"; leave style to the class.',
)
def inlines(file: AknFile) -> Iterator[Hit]:
    """Check everything outside meta."""
    hidden = file.in_meta
    for element in file.all(*_SEMANTIC):
        if element not in hidden and not element.get("refersTo"):
            yield Hit(element, f"<{local(element)}> has no refersTo")
    for element in file.all("inline"):
        name = element.get("name", "")
        if not name.startswith("akn4un:"):
            yield Hit(element, f"the name “{name}” of inline has no prefix akn4un:", attribute="name")
    for element in file.all("span"):
        if element.get("style") is not None:
            yield Hit(element, "span has a style", attribute="style")
        elif element.get("class") is None and not element.get("refersTo"):
            yield Hit(element, "span has no class")


@rule(
    "AKN4UN-114",
    ERROR,
    "s",
    "G1 4.8",
    "quotedText and quotedStructure are in mod only",
    reads="quotedText, quotedStructure",
    suggestion="Use embeddedText or embeddedStructure for a quotation.",
)
def quotations(file: AknFile) -> Iterator[Hit]:
    """Require mod around a quotation that changes something; one that changes nothing is embedded."""
    for element in file.all("quotedText", "quotedStructure"):
        if not {"mod", "rmod", "mmod"} & ancestors(element):
            yield Hit(element, f"<{local(element)}> is outside a mod")
