"""A prepared document as text for the eye: one line per block."""

from __future__ import annotations

from pipeline.document import Document, Heading, Inline, LineBreak, Look, NoteMark, Paragraph, Tab, Table, Text


def words(inlines: tuple[Inline, ...]) -> str:
    return "".join(_word(i) for i in inlines)


def _word(inline: Inline) -> str:
    if isinstance(inline, NoteMark):
        return f"[^{inline.note}]"
    if isinstance(inline, LineBreak):
        return "⏎"
    if isinstance(inline, Tab):
        return "→"
    assert isinstance(inline, Text)
    look = "".join(c for c, f in zip("ibusxrl", Look, strict=False) if inline.look & f)
    text = inline.text.replace("\u00a0", "⍽")
    text = f"<{look}:{text}>" if look else text
    text = f"«{text}»" if inline.isolate else text
    text = f"+{text}+" if inline.generated else text
    return f"{text}({inline.link.target})" if inline.link and inline.link.internal else text


def dump(document: Document, width: int = 160) -> str:
    identity = document.identity
    lines = [repr(identity)[:1200], repr(document.imprint)]
    for field in document.masthead.fields if document.masthead else ():
        lines.append(f"  {field.role.value:16} {words(field.inlines)} {field.language}".rstrip())
    for block in document.title:
        lines += _block(block, width)
    for part in document.parts:
        lines.append(f"== {part.kind.value} {part.anchor!r} {part.label!r} new page {part.new_page}")
        for block in part.blocks:
            lines += _block(block, width)
    for note in document.notes:
        text = " | ".join(f"{words(p.label)}|{words(p.inlines)}" for p in note.blocks)
        lines.append(f"note {note.id} {note.mark!r} {note.printed!r} {'front ' if note.front else ''}{text}"[:width])
    return "\n".join([*lines, *(f"! {w}" for w in document.warnings)])


def _block(block: object, width: int) -> list[str]:
    if isinstance(block, Heading):
        return [f"H{block.level} {block.rank.value:12} {words(block.label)} | {words(block.inlines)}"[:width]]
    if isinstance(block, Paragraph):
        start = f"   {block.role.value:12} {block.level} {words(block.label)} | {words(block.inlines)}"
        return [start if len(start) < width else start[: width - 30] + " … " + start[-26:]]
    assert isinstance(block, Table)
    lines = [f"   TABLE {[c.width for c in block.columns]} {block.width} {block.width_share} box {block.box}"]
    for row in block.rows:
        cells = [
            f"{c.column}+{c.column_span}x{c.row_span}:{'/'.join('>' * p.indent + words(p.inlines) for p in c.blocks)}"
            for c in row.cells
        ]
        lines.append(("   | " + ("HEAD " if row.header else "") + " | ".join(cells))[:width])
    return lines
