"""The pages of a set itself: contents by agenda item, read-me for delegates, cover.

Reads the texts of a set in order. Gives prepared documents. Their words are in `templates/languages/*.toml`, `[set]`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from pipeline.akn.identifiers import PUBLISHED
from pipeline.distribution.sets.blocks import heading, identity, lines, page, paragraph, table, words
from pipeline.distribution.sets.entries import (
    Entry,
    SetWork,
    by_item,
    languages_of,
    main_language,
)
from pipeline.document import Block, Direction, Document, Inline, LineBreak, MastheadRole, Part, PartKind, Role, Text
from pipeline.languages.codes import direction
from pipeline.languages.strings import interface, languages, letter, native_name, official, strings
from pipeline.write import DEFAULT_FORMATS, FORMATS, PAGE, PRINT

COVER = frozenset({"set cover"})
"""Signs of the cover, by which `templates/select.toml` gives it its form."""
BOUND = frozenset({"set volume"})
"""Signs of a volume, by which `templates/select.toml` gives it its form."""
READ_ME = "READ-ME"
"""Name of the read-me, without format."""
_SHARES = (22.0, 44.0, 34.0)
"""Widths of the columns, in hundredths. Chosen: titles are the longest; the formats of a language are on one line."""
_LISTED = (*DEFAULT_FORMATS, "epub")
"""Formats to which the contents lead: those that the read-me explains."""
_CHECKS = ("python verify.py", "sha256sum --check SHA256SUMS")
"""Commands that check a set."""


@dataclass(frozen=True, slots=True)
class SetFacts:
    """A set: title, name of its folder, works, and where it will be ("" if that is not known)."""

    title: str
    name: str
    works: Sequence[SetWork]
    base_url: str = ""

    @property
    def texts(self) -> list[Entry]:
        """Every text."""
        return [text for work in self.works for text in work.texts]

    def page(
        self, language: str, blocks: Sequence[Block], parts: Sequence[Part] = (), signs: frozenset[str] = frozenset()
    ) -> Document:
        """Return a page of the set, with the newest date in it, and what is not assigned of any text."""
        date = max(text.identity.date for text in self.texts)
        missing = list(dict.fromkeys(key for text in self.texts for key in text.identity.unassigned))
        about = identity(self.title, language, date, self.name, missing, signs)
        return page(self.title, blocks, about, parts)

    def counts(self, language: str) -> str:
        """Return how many documents, texts and languages there are, in words."""
        found = languages_of(self.works)
        return strings(language).set.counts.format(
            works=len(self.works), texts=len(self.texts), languages=len(found)
        )  # fmt: skip


def contents_name(language: str) -> str:
    """Return the name of the contents in a language, without format: `CONTENTS_F`."""
    return f"CONTENTS_{letter(language) or language}"


def contents(facts: SetFacts, language: str, *, screen: bool) -> Document:
    """Return the contents in one language: by organ and session, agenda item, symbol.

    On the `screen` every text has links to its files; print names the languages.
    """
    spoken = interface(language)
    blocks: list[Block] = [paragraph(words(facts.counts(spoken)), "set__counts")]
    if screen:
        blocks.append(paragraph(list(_ways(facts, language)), "set__ways"))
    for g, (first, items) in enumerate(by_item(facts.works)):
        blocks.append(heading(first.in_language(spoken).issued or strings(spoken).set.others, 2, f"group_{g}"))
        for i, (leader, works) in enumerate(items):
            anchor = f"group_{g}__item_{i}"
            named = _item(leader.in_language(spoken)) or (strings(spoken).set.others if len(items) > 1 else "")
            if named:
                blocks.append(heading(named, 3, anchor))
            blocks.append(_listed(facts, works, spoken, f"{anchor}__list", named, screen))
    return facts.page(spoken, blocks)


def _ways(facts: SetFacts, language: str) -> Iterator[Inline]:
    """Yield links to the read-me and to the contents in the other languages."""
    yield from words(strings(interface(language)).set.read_me, f"./{READ_ME}.{PAGE}")
    for one in languages_of(facts.works):
        target = "" if one == language else f"./{contents_name(one)}.{PAGE}"
        yield from [Text(" · "), *words(native_name(one), target, one)]


def _item(text: Entry) -> str:
    """Return number and title of the agenda item of a text; "" if it has none."""
    return " – ".join(filter(None, (text.item, text.field(MastheadRole.AGENDA_TITLE))))


def _listed(
    facts: SetFacts, works: Sequence[SetWork], language: str, anchor: str, named: str, screen: bool
) -> Block:  # fmt: skip
    own = strings(language)
    rows = []
    for work in works:
        text = work.in_language(language)
        other = text.identity.language if text.identity.language != language else ""
        rows.append(([words(text.symbol)], [_title(text, other)], _files(facts, work, own.text.separator, screen)))
    heads = (own.site.symbol, own.set.title, own.site.texts)
    return table(heads, rows, _SHARES, anchor, named or own.html.contents)


def _title(text: Entry, other: str) -> Sequence[Inline]:
    isolate = direction(other) if other else None
    return (Text(text.title, language=other, isolate=isolate),)


def _files(facts: SetFacts, work: SetWork, separator: str, screen: bool) -> list[list[Inline]]:
    """Return a line for each text with links to its files; in print one line with the languages."""
    if screen:
        return [_links(facts, text) for text in work.texts]
    found: list[Inline] = []
    for text in work.texts:
        target = _address(facts, text.path(PRINT), absolute=True)
        found += [*([Text(separator)] if found else []), *_language(text, target)]
    return [found]


def _links(facts: SetFacts, text: Entry) -> list[Inline]:
    found: list[Inline] = [*_language(text, ""), Text(" ")]
    for name in _LISTED:
        target = _address(facts, text.path(name), absolute=False)
        found += [Text(" "), *words(FORMATS[name].label, target)]
    return found


def _language(text: Entry, target: str) -> tuple[Text, ...]:
    language = text.identity.language
    return words(native_name(language), target, language)


def _address(facts: SetFacts, path: str, *, absolute: bool) -> str:
    """Return the address of a file: below that of the set, or beside the page; "" for an absolute one not known."""
    if absolute:
        return f"{facts.base_url.rstrip('/')}/{quote(path)}" if facts.base_url else ""
    return f"./{quote(path)}"


def read_me(facts: SetFacts) -> Document:
    """Return the read-me: the same words in the official languages, and in others of the set."""
    held = languages_of(facts.works)
    spoken = [one for one in languages() if official(one) or one in held]
    return facts.page(main_language(facts.works), (), [_read_me(facts, one, held) for one in spoken])


def _read_me(facts: SetFacts, language: str, held: Sequence[str]) -> Part:
    own, lead = strings(language).set, f"read_me_{letter(language)}"
    separator = strings(language).text.separator
    before, _, after = own.folders.partition("{letters}")
    listed = language if language in held else main_language(facts.works)
    name = contents_name(listed)
    links = [*words(f"{name}.html", f"./{name}.html"), Text(separator), *words(f"{name}.pdf", f"./{name}.pdf")]
    official_ones = any(text.identity.official for text in facts.texts)
    paragraphs: list[Sequence[Inline]] = [
        words(facts.counts(language), language=language),
        [Text(_opening(own.contents)), *links],
        [Text(before), *_letters(held, separator), Text(after)],
        [Text(own.formats)],
        [Text(own.checking), LineBreak(), *lines(*_CHECKS)],
        [Text(own.manifest)],
        *([[Text(_opening(own.unofficial)), *words(PUBLISHED, PUBLISHED)]] if official_ones else []),
    ]
    blocks = [paragraph(one, f"{lead}__p_{n}") for n, one in enumerate(paragraphs)]
    top = heading(f"{native_name(language)} – {own.read_me}", 2, f"{lead}__heading")
    return Part(
        kind=PartKind.COMPONENT,
        anchor=lead,
        blocks=(top, *blocks),
        label=native_name(language),
        language=language,
        direction=direction(language),
    )


def _opening(before: str) -> str:
    """Return words that something follows; after a full-width colon there is space enough."""
    return before if before.endswith("：") else f"{before} "


def _letters(held: Sequence[str], separator: str) -> Iterator[Inline]:
    """Yield the letters of languages with their names; each is undivided and runs from left to right, whatever is
    around it.
    """
    for number, one in enumerate(held):
        yield from ([Text(separator)] if number else [])
        yield Text(f"{letter(one) or one}\u00a0({native_name(one)})", isolate=Direction.LTR)


def cover(facts: SetFacts) -> Document:
    """Return the cover: title, what was issued by whom, and the languages."""
    language = main_language(facts.works)
    issued = list(dict.fromkeys(first.in_language(language).issued for first, _ in by_item(facts.works)))
    blocks = [paragraph(lines(*issued), "cover__issued", Role.TEXT)] if any(issued) else []
    blocks.append(paragraph(words(facts.counts(language)), "cover__counts", Role.TEXT))
    blocks.append(paragraph(list(_names(facts)), "cover__languages", Role.TEXT))
    return facts.page(language, blocks, signs=COVER)


def _names(facts: SetFacts) -> Iterator[Inline]:
    for number, language in enumerate(languages_of(facts.works)):
        yield from ([Text(" · ")] if number else [])
        yield from words(native_name(language), language=language)
