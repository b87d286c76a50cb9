"""Runs: inlines as WordprocessingML.

Reads inlines and the paragraph they are in. Gives runs, hyperlinks, note marks and isolated runs, in order. A run
of a right-to-left script says so (`w:rtl`), also its language. An isolated run of the other direction is a run without
it, with a direction mark (U+200E, U+200F) at an edge that has no direction of its own: Word's own element for it
(`w:dir`) loses its text in other readers of Word files. U+2011 is Word's own no-break hyphen, a tab a `w:tab`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from pipeline.document import Change, Direction, Inline, LineBreak, Link, Look, NoteMark, Picture, Tab, Text
from pipeline.layout.titles import held
from pipeline.write.docx.ooxml.element import Element
from pipeline.write.docx.ooxml.languages import Language, language
from pipeline.write.docx.ooxml.markup import Prototypes, text, w
from pipeline.write.docx.ooxml.pictures import add_picture, drawing
from pipeline.write.docx.styles.part import GENERATED, LINK, NOTE_MARK
from pipeline.write.docx.styles.properties import letters, run_changes
from pipeline.write.docx.styles.stylesheet import ResolvedStyle
from pipeline.write.docx.text.story import Story

_ORDER = {tag: n for n, tag in enumerate((
    "rStyle", "rFonts", "b", "bCs", "i", "iCs", "smallCaps", "strike", "noProof", "color", "spacing", "w", "kern",
    "position", "sz", "szCs", "u", "vertAlign", "rtl", "lang", "rPrChange",
))}  # fmt: skip
_SPECIAL = re.compile("([\u2011\u00ad\t\n])")
_SIGNS = {
    sign: w(tag).fix()
    for sign, tag in (("\u2011", "noBreakHyphen"), ("\u00ad", "softHyphen"), ("\t", "tab"), ("\n", "br"))
}
_AMBIGUOUS = re.compile("[\u2010-\u2027\u2030-\u205e\u00b7\u00d7]")  # marks that Word sets in either font
_BRACKETS = re.compile(r"([\[\]])")
_HELD = {False: "\u00a0", True: "\u200f\u00a0"}
"""What stands for a space in a number in groups, by whether the run goes right to left: its groups stay in place."""
_HELD_INSIDE = "\u202f"
"""Space of a number that runs from left to right in a line from right to left: LibreOffice parts it at every other."""
_TOGGLES = ((Look.BOLD, ("b", "bCs")), (Look.ITALIC, ("i", "iCs")), (Look.SMALL_CAPS, ("smallCaps",)),
            (Look.STRIKE, ("strike",)))  # fmt: skip


def runs(
    inlines: Sequence[Inline], story: Story, direction: Direction, setting: ResolvedStyle | None = None,
    was: ResolvedStyle | None = None,
) -> list[Element]:  # fmt: skip
    """Return the inlines of a paragraph that runs in `direction`; neighbours of one link are one hyperlink.

    `was`: the setting in the old version of a paragraph that is in both.
    """
    if not inlines:
        return []
    result: list[Element] = []
    whole = held(inlines, lambda run: _space_of_numbers(run, direction))
    before, around = None, None
    for inline in _separated(_parted(whole)):
        link = inline.link if isinstance(inline, Text) else None
        around = around if link == before else None
        before = link
        made = _changed(inline, story, direction, setting, was)
        if link is None:
            result += made
        elif around is not None:
            around.children += made
        elif made:
            result.append(around := hyperlink(link, made, story))
    return result


def _space_of_numbers(run: Text, direction: Direction) -> str:
    """Return the space at which no line parts a number of a run."""
    rtl = runs_right_to_left(run, direction)
    return _HELD_INSIDE if direction is Direction.RTL and not rtl else _HELD[rtl]


def _parted(inlines: Sequence[Inline]) -> Sequence[Inline]:
    """Return a run whose link or isolation has changed as one deleted and one inserted: Word tracks neither change."""
    if not any(map(_is_parted, inlines)):
        return inlines
    result: list[Inline] = []
    for parted, group in groupby(inlines, key=_is_parted):
        if not parted:
            result += group
            continue
        both = [inline for inline in group if isinstance(inline, Text)]
        result += [replace(inline.as_formerly(), change=Change.DELETED) for inline in both]
        result += [replace(inline, former=None, change=Change.INSERTED) for inline in both]
    return result


def _is_parted(inline: Inline) -> bool:
    if not isinstance(inline, Text) or inline.former is None:
        return False
    return inline.former.link != inline.link or inline.former.isolate is not inline.isolate


def hyperlink(link: Link, children: Iterable[Element], story: Story) -> Element:
    """Return `w:hyperlink` to a bookmark or an outside address."""
    element = w("hyperlink", *children, history=1)
    if link.internal:
        element.set("w:anchor", story.bookmarks.name(link.target[1:]))
    else:
        element.set("r:id", story.links.id(link.target))
    return element


def run(characters: str, properties: Iterable[Element] = ()) -> Element:
    """Return a run of characters with the given properties."""
    return _run(characters, run_properties(properties))


def _run(characters: str, made: Element | None) -> Element:
    children = [] if made is None else [made]
    if _SPECIAL.search(characters) is None:
        children += [text(characters)] if characters else []
    else:
        children += [_SIGNS.get(piece) or text(piece) for piece in _SPECIAL.split(characters) if piece]
    return Element("w:r", {}, children)


def run_properties(children: Iterable[Element]) -> Element | None:
    """Return `w:rPr` in the order of the schema, of two alike the later; None if there are none."""
    found = {child.local: child for child in children}
    if not found:
        return None
    return w("rPr", *(found[tag] for tag in sorted(found, key=_ORDER.__getitem__)))


def runs_right_to_left(inline: Text, direction: Direction) -> bool:
    """Return True if the run is set from right to left: as it says, else by its first letter, else as its paragraph."""
    if inline.isolate is not None:
        return inline.isolate is Direction.RTL
    if direction is Direction.RTL:
        return True
    if inline.text.isascii():
        return False
    strong = next((b for b in map(unicodedata.bidirectional, inline.text) if b in ("L", "R", "AL")), "L")
    return strong != "L"


def _separated(inlines: Sequence[Inline]) -> Iterable[Inline]:
    """Return the inlines, a raised comma between two notes called at one point [form notes.4, EM footnotes].

    In a marked document each version has its own neighbours, so the comma may be in one of them alone.
    """
    if list(map(type, inlines)).count(NoteMark) < 2:
        return inlines
    return _with_commas(inlines)


def _with_commas(inlines: Sequence[Inline]) -> Iterable[Inline]:
    before: dict[bool, Inline | None] = {True: None, False: None}
    for inline in inlines:
        own = [new for new in (True, False) if inline.change is None or inline.change.is_new is new]
        versions = [new for new in own if isinstance(inline, NoteMark) and isinstance(before[new], NoteMark)]
        if versions:
            alone = Change.INSERTED if versions == [True] else Change.DELETED
            yield Text(",", look=Look.RAISED, generated=True, change=None if len(versions) == 2 else alone)
        yield inline
        before |= dict.fromkeys(own, inline)


def _changed(
    inline: Inline, story: Story, direction: Direction, setting: ResolvedStyle | None, was: ResolvedStyle | None
) -> list[Element]:
    made = _inline(inline, story, direction, setting, was)
    return made if inline.change is None else story.revisions.runs(made, inline.change)


def _inline(
    inline: Inline, story: Story, direction: Direction, setting: ResolvedStyle | None, was: ResolvedStyle | None
) -> list[Element]:
    if isinstance(inline, Text):
        italic = setting is not None and setting.style.italic
        if italic and ("[" in inline.text or "]" in inline.text):  # brackets around italics are roman [form styles.21]
            pieces = [replace(inline, text=piece) for piece in _BRACKETS.split(inline.text) if piece]
            return [_text(piece, story, direction, setting, was) for piece in pieces]
        return [_text(inline, story, direction, setting, was)] if inline.text else []
    if isinstance(inline, NoteMark):
        return story.calls.call(inline.note) if story.calls else []
    if isinstance(inline, Picture):
        return [_picture(inline, story)]
    rtl = [w("rtl")] if direction is Direction.RTL else []
    return [run("\n" if isinstance(inline, LineBreak) else "\t" if isinstance(inline, Tab) else "", rtl)]


def _picture(picture: Picture, story: Story) -> Element:
    """Return a picture in its line, at most as wide as the column; without a file its words."""
    file = story.document.pictures.get(picture.file)
    if file is None:
        return run(picture.words)
    relation = add_picture(story.part, f"picture-{picture.file}", file.data, file.suffix)
    page = story.form.page
    size = picture.fitted(page.column, page.height - page.top - page.bottom)
    return w("r", drawing(relation, *size, picture.alt, story.bookmarks.drawing()))


def _text(
    inline: Text, story: Story, direction: Direction, setting: ResolvedStyle | None, was: ResolvedStyle | None
) -> Element:
    isolated = inline.isolate is not None and inline.isolate is not direction
    rtl = runs_right_to_left(inline, direction)
    characters = edged(inline.text, rtl=rtl) if isolated else inline.text
    if inline.change is not None or (was is None and inline.former is None):
        made = _run(characters, _known_properties(inline, story, setting, rtl=rtl))
        made.fixed = f"<w:r>{''.join([child.fixed for child in made.children])}</w:r>"
        return made
    properties = _children(inline, story, setting, rtl=rtl)
    if inline.change is None and (was is not None or inline.former is not None):
        formerly = inline.as_formerly()
        before = _children(formerly, story, was or setting, rtl=runs_right_to_left(formerly, direction))
        if [child.xml() for child in before] != [child.xml() for child in properties]:
            properties.append(story.revisions.look(run_properties(before)))
    return run(characters, properties)


_PROPERTIES = Prototypes()


def _known_properties(inline: Text, story: Story, setting: ResolvedStyle | None, *, rtl: bool) -> Element | None:
    """Return `w:rPr` of a run: the same for all runs that look alike."""
    base, own = story.language, setting is not None and setting.changed
    looks = inline.look is Look.PLAIN and inline.link is None and inline.letters is None
    if looks and not (inline.generated or inline.language or base.is_east_asian or rtl or own):
        roman = setting is not None and setting.style.italic and inline.text in ("[", "]")
        if not roman:
            return None
    key = (
        inline.link is None, inline.generated and not inline.text.isspace(), inline.look, inline.language,
        base.is_east_asian and not inline.language and _AMBIGUOUS.search(inline.text) is not None,
        setting is not None and setting.style.italic and inline.text in ("[", "]"),
        rtl, base.locale, setting if own else None, inline.letters,
    )  # fmt: skip
    return _PROPERTIES.shared(key, lambda: run_properties(_children(inline, story, setting, rtl=rtl)))


def _children(inline: Text, story: Story, setting: ResolvedStyle | None, *, rtl: bool) -> list[Element]:
    """Return the children of the `w:rPr` of a run, in any order."""
    roman = setting is not None and setting.style.italic and inline.text in ("[", "]")
    properties = list(_properties(inline, story.language, rtl=rtl, roman=roman))
    if inline.letters is not None:
        properties += letters(inline.letters.spacing, inline.letters.scale)
    return (
        [*run_changes(setting, story.language), *properties] if setting is not None and setting.changed else properties
    )


def edged(characters: str, *, rtl: bool) -> str:
    """Return the characters of an isolated run, direction marks where its edges could join the surroundings."""
    own, mark = (("R", "AL"), "\u200f") if rtl else (("L",), "\u200e")
    first, last = (unicodedata.bidirectional(c) for c in (characters[0], characters[-1]))
    settled = (*own, "EN", "AN")
    return f"{'' if first in own else mark}{characters}{'' if last in settled else mark}"


def _properties(inline: Text, base: Language, *, rtl: bool, roman: bool) -> Iterable[Element]:
    if inline.link is not None:
        yield w("rStyle", val=LINK)
    elif inline.generated and not inline.text.isspace():  # so that a reader can see that it is not the source's text
        yield w("rStyle", val=GENERATED)
    if base.is_east_asian and _AMBIGUOUS.search(inline.text) and not inline.language:
        yield w("rFonts", hint="eastAsia")
    if inline.look:
        yield from look_properties(inline.look)
    if roman:
        yield from (w(tag, val=0) for tag in ("i", "iCs"))
    if rtl:
        yield w("rtl")
    if inline.language and language(inline.language).primary != base.primary:
        yield language(inline.language).run_mark()


def look_properties(look: Look) -> Iterable[Element]:
    """Run properties of a look."""
    for flag, tags in _TOGGLES:
        if flag in look:
            yield from (w(tag) for tag in tags)
    if Look.UNDERLINE in look:
        yield w("u", val="single")
    if look & (Look.RAISED | Look.LOWERED):
        yield w("vertAlign", val="superscript" if Look.RAISED in look else "subscript")


def mark_style() -> Element:
    """Return `w:rStyle` of a note mark."""
    return w("rStyle", val=NOTE_MARK)
