"""Copies of a document, edited at random from a seed: what an editor does between two versions."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipeline.document import Align, Block, Document, Heading, Inline, Link, Look, Note, Paragraph, Table, Text
from pipeline.versions.comparison.units import marks_of


def edited(document: Document, seed: int, rate: float = 0.15) -> Document:
    """Return a copy with words changed, paragraphs gone, come and moved, rows and notes changed."""
    editor = Editor(random.Random(seed), rate)
    parts = tuple(replace(part, blocks=editor.blocks(part.blocks)) for part in document.parts)
    copy = replace(document, parts=parts)
    called = list(dict.fromkeys(mark.note for block in copy.blocks() for mark in marks_of(block)))
    kept = {n.id: editor.note(n) for n in document.notes if n.id in called or n.front}
    return replace(copy, notes=tuple(renumbered([n for n in kept.values() if n.front], [kept[i] for i in called])))


def reformed(document: Document, seed: int, rate: float = 0.15) -> Document:
    """Return a copy of the same words with other looks, links and alignments."""
    editor = Editor(random.Random(seed), rate)
    parts = tuple(replace(p, blocks=tuple(editor.reformed(b) for b in p.blocks)) for p in document.parts)
    return replace(document, parts=parts)


def renumbered(front: list[Note], notes: list[Note]) -> Iterator[Note]:
    """Yield the notes in the order of their marks, the numbers among the marks running from 1."""
    yield from front
    count = 1
    for note in notes:
        if note.mark.isdecimal() and not note.front:
            yield replace(note, mark=str(count), printed=note.printed.replace(note.mark, str(count)))
            count += 1
        elif not note.front:
            yield note


class Editor:
    def __init__(self, dice: random.Random, rate: float) -> None:
        self.dice, self.rate, self.count = dice, rate, 0

    def hit(self, share: float = 1.0) -> bool:
        return self.dice.random() < self.rate * share

    def blocks(self, blocks: Iterable[Block]) -> tuple[Block, ...]:
        result: list[Block] = []
        for block in blocks:
            if self.hit(0.3):
                continue
            if self.hit(0.3) and isinstance(block, Paragraph):
                self.count += 1
                words = Text(f"An added sentence, number {self.count}, that stood nowhere before.")
                result.append(replace(block, anchor=f"added-{self.count}", eid="", inlines=(words,), label=()))
            result.append(self.block(block))
        for _ in range(2):
            if len(result) > 4 and self.hit(2.0):
                i, j = self.dice.sample(range(len(result)), 2)
                result[i], result[j] = result[j], result[i]
        return tuple(result)

    def block(self, block: Block) -> Block:
        if isinstance(block, Table):
            rows = tuple(
                replace(row, cells=tuple(replace(c, blocks=tuple(map(self.paragraph, c.blocks))) for c in row.cells))
                for row in block.rows
                if row.header or any(c.row_span > 1 for r in block.rows for c in r.cells) or not self.hit(0.5)
            )
            return replace(block, rows=rows) if any(not row.header for row in rows) else block
        if isinstance(block, Heading):
            return replace(block, inlines=self.inlines(block.inlines))
        return self.paragraph(block)

    def paragraph(self, paragraph: Paragraph) -> Paragraph:
        label = (Text("99."),) if paragraph.label and self.hit(0.3) else paragraph.label
        return replace(paragraph, inlines=self.inlines(paragraph.inlines), label=label)

    def note(self, note: Note) -> Note:
        return replace(note, blocks=tuple(map(self.paragraph, note.blocks)))

    def inlines(self, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        if not self.hit(2.0):
            return inlines
        return tuple(
            self.run(i) if isinstance(i, Text) else i for i in inlines if isinstance(i, Text) or not self.hit(0.5)
        )

    def reformed(self, block: Block) -> Block:
        """Return the same words; other looks, links, alignment."""
        if isinstance(block, Table):
            return block
        inlines = tuple(self.relooked(i) if isinstance(i, Text) and self.hit(2.0) else i for i in block.inlines)
        if isinstance(block, Paragraph) and self.hit(0.5):
            block = replace(block, align=self.dice.choice((Align.CENTRE, Align.END)))
        return replace(block, inlines=inlines)

    def relooked(self, run: Text) -> Text:
        if self.hit(3.0):
            link = None if run.link else Link(f"https://example.org/{self.dice.randrange(3)}")
            return replace(run, link=link)
        return replace(run, look=run.look ^ self.dice.choice((Look.ITALIC, Look.BOLD, Look.RAISED, Look.UNDERLINE)))

    def run(self, run: Text) -> Text:
        words = run.text.split(" ")
        for _ in range(1 + len(words) // 12):
            place = self.dice.randrange(len(words))
            change = self.dice.choice(("gone", "new", "other"))
            if change == "gone" and len(words) > 2:
                del words[place]
            elif change == "new":
                words.insert(place, "(new)")
            else:
                words[place] += "-altered"
        return replace(run, text=" ".join(words))
