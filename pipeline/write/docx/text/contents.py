"""Lists of contents: the page at the end of each entry, as a field.

Reads an entry of contents. Gives the runs after its words: a tab with dots, a tab to the edge of the pages, the field
PAGEREF, which Word and LibreOffice fill in; until then it shows the page that the source prints.
"""

from __future__ import annotations

from pipeline.document import Direction, Paragraph, Role, Text
from pipeline.write.docx.ooxml.element import Element
from pipeline.write.docx.ooxml.markup import text, w
from pipeline.write.docx.text.runs import run, runs
from pipeline.write.docx.text.story import Story


def page_runs(block: Paragraph, story: Story, direction: Direction) -> list[Element]:
    """Return the page of an entry that leads to a place of the document; nothing for any other paragraph, and for a
    line above entries ("Annexes").
    """
    if block.role is not Role.CONTENTS or not block.target or not block.level:
        return []
    begin, middle, end = (w("r", w("fldChar", fldCharType=kind)) for kind in ("begin", "separate", "end"))
    begin[0].set("w:dirty", "true")
    code = w("r", text(f" PAGEREF {story.bookmarks.name(block.target)} ", "instrText"))
    shown = runs([Text(block.page, generated=True)], story, direction) if block.page else []
    return [run("\t"), run("\t"), begin, code, middle, *shown, end]
