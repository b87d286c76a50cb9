"""References to the text's own paragraphs and annexes, and links whose words name another document.

Reads the text, num, a and ref. Gives hits of TEXT-021 to 023.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

from pipeline.read import local
from pipeline.validate.model.finding import Hit, Severity
from pipeline.validate.model.rule import rule
from pipeline.validate.model.subject import AknFile, Block, Part, words
from pipeline.validate.reading.citations import canonical, citations
from pipeline.validate.rules.structure.numbering import roman

WARNING = Severity.WARNING
SAYS = {
    "none": "the text refers to its paragraph {number}, its paragraphs run to {last}: “{words}”",
    "above": "paragraph {number} does not stand above: this is paragraph {here}",
    "below": "paragraph {number} does not stand below: this is paragraph {here}",
    "annex": "the text refers to its annex {number}, and no annex has that number: “{words}”",
    "no-annex": "the text refers to its annex, and nothing is attached: “{words}”",
    "link": "the words name {printed}, the link leads to {target}",
}
_S = r"[\s\u00a0\u202f]+"
_LIST = (
    rf"(?P<numbers>\d{{1,3}}(?:{_S}\([a-z]\))?"
    rf"(?:(?:(?:{_S})?[,،-]|{_S}(?:and|to|et|à|y|al?|и|по|و|إلى))(?:{_S})?\d{{1,3}})*)"
)
_ABOVE = {
    "eng": "above", "fra": "ci-dessus", "spa": "supra|anterior(?:es)?|precedentes?", "rus": "выше", "ara": "أعلاه",
}  # fmt: skip
_BELOW = {"eng": "below", "fra": "ci-dessous", "spa": "infra", "rus": "ниже", "ara": "أدناه"}
_OWN = {
    "eng": r"of the present (?:resolution|decision)|of this resolution",
    "fra": r"de la présente (?:résolution|décision)",
    "spa": r"de la presente (?:resolución|decisión)",
    "rus": r"настоящ(?:ей резолюции|его решения)",
    "ara": r"من هذا (?:القرار|المقرر)",
}
_WORD = {
    "eng": r"(?:operative )?paragraphs?", "fra": r"(?:les? |aux? |du |des )?paragraphes?", "spa": r"párrafos?",
    "rus": r"пункт\w*", "ara": r"الفقر(?:ة|ات|تين|تان)",
}  # fmt: skip
_CHINESE = re.compile(r"(?P<side>上文|下文|本决议|本决定)第(?P<numbers>\d{1,3}(?:[、至和-]第?\d{1,3})*)段")
_PRESENT_ANNEX = {
    "eng": r"annex(?:{S}(?P<n>[IVX]+))?{S}to the present (?:resolution|decision)",
    "fra": r"annexe(?:{S}(?P<n>[IVX]+))?{S}(?:à|de) la présente (?:résolution|décision)",
    "spa": r"anexo(?:{S}(?P<n>[IVX]+))?{S}de la presente (?:resolución|decisión)",
    "rus": r"приложени\w+(?:{S}(?P<n>[IVX]+))?{S}к настоящ(?:ей резолюции|ему решению)",
}
_HEAD = re.compile(
    r"(?:annexe?|anexo|приложение|附件|المرفق)[\s\u00a0]*(?P<n>[IVX]+|[一二三四五六七八九十]+|\S+)?", re.IGNORECASE
)
_MOST_BEYOND = 2
"""More references beyond the last number than this: the numbers of the file are not those of the text."""
_SIDE_WORDS = re.compile(
    r"\b(?:above|below|present|this re|ci-dessus|ci-dessous|présente|supra|infra|presente|anterior|precedente)"
    r"|выше|ниже|настоящ|上文|下文|本决|أعلاه|أدناه|من هذا"
)
_HOST = re.compile(r"^https?://(?:www\.)?(?:undocs\.org|docs\.un\.org)/(?:(?:[a-z]{2}|Home/Mobile)/)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Reference:
    begin: int
    end: int
    numbers: tuple[int, ...]
    side: str
    """`above`, `below` or `own`."""


_PATTERNS = {
    code: re.compile(
        rf"(?<!\w)(?:{_WORD[code]}){_S}{_LIST}(?:{_S}\w\))?{_S}(?:(?P<above>{_ABOVE[code]})|(?P<below>{_BELOW[code]})|(?P<own>{_OWN[code]}))(?!\w)",
        re.IGNORECASE,
    )
    for code in _WORD
}
_ANNEXES = {code: re.compile(pattern.replace("{S}", _S)) for code, pattern in _PRESENT_ANNEX.items()}


def _references(text: str, language: str) -> Iterator[_Reference]:
    if language == "zho":
        for found in _CHINESE.finditer(text):
            side = {"上文": "above", "下文": "below"}.get(found["side"], "own")
            yield _Reference(found.start(), found.end(), _numbers(found["numbers"]), side)
    elif language in _PATTERNS:
        for found in _PATTERNS[language].finditer(text):
            side = "above" if found["above"] else "below" if found["below"] else "own"
            yield _Reference(found.start(), found.end(), _numbers(found["numbers"]), side)


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(n) for n in re.findall(r"\d+", text))


@rule(
    "TEXT-021",
    WARNING,
    "n",
    "EM mastheads",
    "a paragraph of its own that the text refers to exists, above or below as it says",
    reads="text, paragraph/num",
    suggestion="Correct the number: paragraphs may have been added or taken out after it was written.",
)
def own_paragraphs(file: AknFile) -> Iterator[Hit]:
    """Check references “above”, “below” and “of the present resolution”, in the body of one part."""
    numbered: dict[etree._Element | None, dict[int, etree._Element]] | None = None
    beyond: list[Hit] = []
    for block in file.blocks:
        if not _SIDE_WORDS.search(block.text):
            continue
        numbered = _numbered(file) if numbered is None else numbered
        part = block.part
        known = numbered.get(part.element if part else None, {})
        if part is None or len(known) < 2 or part.language not in (*_PATTERNS, "zho") or _elsewhere(block):
            continue
        for one in _references(block.text, part.language):
            message = _misleading(one, block, known)
            if message:
                hit = block.hit(one.begin, message, length=one.end - one.begin)
                if max(one.numbers) <= max(known):
                    yield hit
                else:
                    beyond.append(hit)
                break
    yield from beyond if len(beyond) <= _MOST_BEYOND else ()


def _elsewhere(block: Block) -> bool:
    return bool({"authorialNote", "quotedStructure", "table", "embeddedStructure"} & block.above)


def _numbered(file: AknFile) -> dict[etree._Element | None, dict[int, etree._Element]]:
    """Return the numbered paragraphs of each part, those that may be meant by “above”: typed numbers count too."""
    found: dict[etree._Element | None, dict[int, etree._Element]] = {}
    for block in file.blocks:
        number = re.match(r"[\s\u00a0]*(\d{1,3})[\s\u00a0]*[.\-–—\t]", block.text)
        is_num = local(block.element) == "num" and local(block.element.getparent()) == "paragraph"
        part = block.part
        if part is not None and number and (is_num or local(block.element) == "p"):
            found.setdefault(part.element, {}).setdefault(int(number[1]), block.element)
        elif part is not None and is_num and (alone := re.fullmatch(r"\W*(\d{1,3})\W*", block.text)):
            found.setdefault(part.element, {}).setdefault(int(alone[1]), block.element)
    return found


def _misleading(one: _Reference, block: Block, known: dict[int, etree._Element]) -> str:
    last = max(known)
    text = " ".join(block.text[one.begin : one.end].split())
    beyond = next((n for n in one.numbers if n > last or (n not in known and n < last and len(known) >= last - 1)), 0)
    if beyond:
        return SAYS["none"].format(number=beyond, last=last, words=text)
    here = _here(block)
    if here and one.side == "above" and (wrong := next((n for n in one.numbers if n > here), 0)):
        return SAYS["above"].format(number=wrong, here=here)
    if here and one.side == "below" and (wrong := next((n for n in one.numbers if n < here), 0)):
        return SAYS["below"].format(number=wrong, here=here)
    return ""


def _here(block: Block) -> int:
    """Return the number of the paragraph in which a block stands; 0 outside."""
    for above in block.element.iterancestors():
        if local(above) == "paragraph":
            num = next((child for child in above if local(child) == "num"), None)
            found = re.fullmatch(r"\W*(\d{1,3})\W*", words(num)) if num is not None else None
            return int(found[1]) if found else 0
    return 0


@rule(
    "TEXT-022",
    WARNING,
    "n",
    "EM mastheads",
    "an annex of its own that the text refers to is attached",
    reads="text, attachment",
    suggestion="Correct the number of the annex, or attach what is missing.",
)
def own_annexes(file: AknFile) -> Iterator[Hit]:
    """Check references such as “annex II to the present resolution”."""
    main = file.main
    if main is None or main.language not in _ANNEXES:
        return
    heads = _annex_heads(file, main)
    for block in file.blocks:
        if block.part is not main and not heads:
            continue
        found = _ANNEXES[main.language].search(block.text)
        if found is None:
            continue
        text = " ".join(found[0].split())
        number = roman(found["n"]) if found["n"] else None
        if not heads:
            yield block.hit(found.start(), SAYS["no-annex"].format(words=text), length=len(found[0]))
        elif number and max(heads) and number not in heads:
            yield block.hit(found.start(), SAYS["annex"].format(number=found["n"], words=text), length=len(found[0]))


def _annex_heads(file: AknFile, main: Part) -> set[int]:
    """Return the numbers of the annexes (0: an annex without number)."""
    found: set[int] = {0 for part in file.parts[1:] if part.host is main}
    for block in file.blocks:
        text = block.text.strip()
        if len(text) < 24 and (head := _HEAD.fullmatch(text)):
            found.add(roman(head["n"] or "") or 0)
    return found


@rule(
    "TEXT-023",
    WARNING,
    "n",
    "G1 4.10",
    "a link leads to the document that its words name",
    reads="a/@href and its words",
    suggestion="Correct the address, or the words if they are wrong.",
)
def link_targets(file: AknFile) -> Iterator[Hit]:
    """Check links to the document servers of the United Nations; a link that is split is read as one."""
    for group in _links(file):
        match = _HOST.match(group[0].get("href", ""))
        target = canonical(unquote(group[0].get("href", "")[match.end() :])) if match else ""
        symbols = [one.name for one in citations("".join(words(a) for a in group))]
        leads = [one.name for one in citations(target)] or [target]
        if len(symbols) == 1 and target and not _same(symbols[0], leads[0]):
            yield Hit(group[0], SAYS["link"].format(printed=symbols[0], target=leads[0]), attribute="href")


def _links(file: AknFile) -> Iterator[list[etree._Element]]:
    """Yield the runs of touching links with one address."""
    run: list[etree._Element] = []
    for one in file.all("a"):
        before = run[-1] if run else None
        if (
            before is not None
            and one.getprevious() is before
            and not before.tail
            and one.get("href") == before.get("href")
        ):
            run.append(one)
            continue
        if run:
            yield run
        run = [one]
    if run:
        yield run


def _same(printed: str, target: str) -> bool:
    """Return True if a link of a symbol is that of the words; a part or a corrigendum of it leads there too."""
    a, b = printed.casefold(), target.casefold()
    return a == b or a.startswith(b) or b.startswith(a) or re.sub(r"\D", "", a) == re.sub(r"\D", "", b)
