"""Blocks as HTML: paragraphs, headings, lists.

Reads the blocks of the title or of a part. Gives flow content. Labels are text, never counters: they are legal text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from pipeline.document import (
    Align,
    Block,
    Heading,
    Item,
    ItemList,
    Newspaper,
    Paragraph,
    Role,
    Table,
    nest,
    newspaper_of,
)
from pipeline.document.pictures import apart
from pipeline.layout.lists import is_counted
from pipeline.layout.titles import break_pattern, broken
from pipeline.write.html.context import Context
from pipeline.write.html.inlines import write_inlines
from pipeline.write.html.markup import attributes, element, escape
from pipeline.write.html.tables import write_table

_CITED_BY_NUMBER = frozenset({Role.OPERATIVE, Role.NUMBERED, Role.ITEM, Role.PREAMBULAR})
_NAME_LENGTH = 40
"""Characters of the name of a link to a block. Chosen: a screen reader speaks it."""
_ALIGN = {Align.START: "start", Align.END: "end", Align.CENTRE: "centre", Align.JUSTIFY: "justify"}
_TAG_OR_BRACKET = re.compile(r"<[^>]*>|[\[\]]")


def write_blocks(context: Context, blocks: Iterable[Block]) -> str:
    """Return the blocks in order, items in lists, quotations in block quotations, table titles in their table."""
    runs = ((newspaper, list(run)) for newspaper, run in groupby(nest(blocks), key=newspaper_of))
    written = (_in_columns(context, newspaper, run) for newspaper, run in runs)
    return "\n".join(filter(None, written))


def _in_columns(context: Context, newspaper: Newspaper | None, blocks: Sequence[Block | ItemList]) -> str:
    """Return neighbours that share columns, or are in none."""
    written = _write_nested(context, blocks)
    if newspaper is None:
        return written
    style = f"--columns:{newspaper.columns};--between:{newspaper.space:g}"
    return element("div", f"\n{written}\n", class_="newspaper", style=style)


def _write_nested(context: Context, blocks: Sequence[Block | ItemList]) -> str:
    parts: list[str] = []
    captions = _captions(blocks)
    if any(map(_frame, blocks)) and len(set(map(_frame, blocks))) > 1:
        return "\n".join(_in_frame(context, name, list(run)) for name, run in groupby(blocks, key=_frame))
    taken = _taken(captions)
    for is_quotation, run in groupby(enumerate(blocks), key=lambda pair: _is_quotation(pair[1])):
        written = "\n".join([_write_one(context, b, captions.get(i, [])) for i, b in run if i not in taken])
        parts.append(f"<blockquote>\n{written}\n</blockquote>" if is_quotation else written)
    return "\n".join(filter(None, parts))


def _frame(block: Block | ItemList) -> str:
    """Return the name of the frame that a block or list is in; "" for none."""
    return block.frame if not isinstance(block, ItemList) else block.items[0].paragraph.frame


def _in_frame(context: Context, name: str, blocks: Sequence[Block | ItemList]) -> str:
    """Return neighbours that one frame holds, or none."""
    written = _write_nested(context, blocks)
    return f'<div class="frame">\n{written}\n</div>' if name else written


def _is_quotation(block: Block | ItemList) -> bool:
    return isinstance(block, Paragraph) and block.role is Role.QUOTATION


def _captions(blocks: Sequence[Block | ItemList]) -> dict[int, list[Paragraph]]:
    """Return, by the index of each table that is not a box, the table titles that directly precede it."""
    result: dict[int, list[Paragraph]] = {}
    titles: list[Paragraph] = []
    for index, block in enumerate(blocks):
        if isinstance(block, Table) and not block.box and titles:
            result[index] = titles
        is_title = isinstance(block, Paragraph) and block.role is Role.TABLE_TITLE
        titles = [*titles, block] if is_title and isinstance(block, Paragraph) else []
    return result


def _taken(captions: dict[int, list[Paragraph]]) -> set[int]:
    """Return the indexes of the paragraphs that are in a caption."""
    return {table - n for table, titles in captions.items() for n in range(1, len(titles) + 1)}


def _write_one(context: Context, block: Block | ItemList, captions: list[Paragraph]) -> str:
    if isinstance(block, Paragraph):
        return write_paragraph(context, block)
    if isinstance(block, Heading):
        return write_heading(context, block)
    if isinstance(block, ItemList):
        return _write_list(context, block)
    caption = "\n".join(write_paragraph(context, p) for p in captions)
    return write_table(context, block, caption, " ".join(p.text for p in captions), write_styled)


def write_heading(context: Context, heading: Heading) -> str:
    """Return a heading at its level; only the first of level 1 is the page's h1, a further one goes below it."""
    level = heading.level if heading.level > 1 or not context.main_heading_written else 2
    context.main_heading_written |= level == 1
    key = context.cascade.style(heading)
    content = _further_names(heading) + _labelled(context, heading, key)
    return f"<h{level}{_placed(heading, key)}>{content}{_permalink(context, heading)}</h{level}>"


def write_paragraph(context: Context, paragraph: Paragraph) -> str:
    """Return a paragraph with its label; a rule without text is a thematic break."""
    if paragraph.role is Role.RULE and not paragraph.text:
        return f"<hr{attributes(id=paragraph.anchor)}>"
    return write_styled(context, paragraph, context.cascade.style(paragraph))


def write_styled(context: Context, paragraph: Paragraph, key: str) -> str:
    """Return a paragraph in the style of `key`, "" for that of what it is in, and aligned as the source asks."""
    cited = key and paragraph.role in _CITED_BY_NUMBER and paragraph.anchor
    permalink = _permalink(context, paragraph) if cited else ""
    align = _ALIGN.get(paragraph.align, "") if paragraph.align else ""
    place = _placed(paragraph, " ".join(filter(None, (key, f"align-{align}" if align else ""))))
    return f"<p{place}>{_labelled(context, paragraph, key)}{permalink}</p>"


def _labelled(context: Context, block: Paragraph | Heading, key: str) -> str:
    """Return the label and text. The space between them belongs to the label, so that justifying a line does not
    stretch it.
    """
    name = block.rank.value if isinstance(block, Heading) else block.role.value
    words, pictures = apart(broken(block.inlines, break_pattern(context.document.identity, name), printed=True))
    text = _upright_brackets(context, key, write_inlines(context, words))
    text += "".join(f'<span class="picture">{write_inlines(context, (picture,))}</span>' for picture in pictures)
    if not block.label:
        return text
    return f'<span class="label">{write_inlines(context, block.label)}{" " if text else ""}</span>{text}'


def _upright_brackets(context: Context, key: str, text: str) -> str:
    """Return the text of an italic paragraph, its brackets roman [form styles.21]."""
    style = context.form.styles.get(key)
    if style is None or not style.italic:
        return text
    return _TAG_OR_BRACKET.sub(lambda m: m[0] if m[0][0] == "<" else f'<span class="roman">{m[0]}</span>', text)


def _placed(block: Paragraph | Heading, kind: str) -> str:
    """Return the attributes of a block: id, eId where the id is another, look, language, direction."""
    if block.eid in ("", block.anchor) and not (block.language or block.direction or block.change or block.move):
        return attributes(id=block.anchor, class_=kind)
    return attributes(
        id=block.anchor,
        data_eid=block.eid if block.eid != block.anchor else "",
        class_=kind,
        lang=block.language,
        dir=block.direction.value if block.direction else "",
        data_change=block.change.value if block.change else "",
        data_move=block.move,
    )


def _further_names(block: Paragraph | Heading) -> str:
    """Return empty elements for the other names by which a link may ask for the block ("I" and its title)."""
    return "".join(element("span", "", id=name) for name in block.aliases)


def _permalink(context: Context, block: Paragraph | Heading) -> str:
    """Return a quiet link to the block itself; its sign is drawn by the style sheet."""
    text = block.text
    name = text if len(text) <= _NAME_LENGTH else text[:_NAME_LENGTH].rsplit(" ", 1)[0] + "…"
    label = escape(context.words.html.permalink.format(name=name))
    return f'<a class="permalink" href="#{escape(block.anchor)}" aria-label="{label}"></a>'


def _write_list(context: Context, items: ItemList) -> str:
    """Return a native list; `role` keeps it a list for readers that drop the role together with the bullets."""
    name = "ol" if is_counted(item.paragraph.label for item in items.items) else "ul"
    body = "\n".join(_write_item(context, item) for item in items.items)
    return f'<{name} role="list">\n{body}\n</{name}>'


def _write_item(context: Context, item: Item) -> str:
    """Return an item: its paragraph, then what belongs to it."""
    paragraph = write_paragraph(context, item.paragraph)
    rest = _write_nested(context, item.rest) if item.rest else ""
    return f"<li>{paragraph}{rest and chr(10)}{rest}</li>"
