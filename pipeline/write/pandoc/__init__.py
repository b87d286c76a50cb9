"""The writers of Markdown, EPUB 3 and ODT, all by pandoc.

Reads a `Document`, its form and `templates/pandoc/`. Pandoc's own document is built here directly from the prepared
document; no Akoma Ntoso and no other file of the document is read.
"""

from pipeline.write.format import Format, Traits

FORMATS = (
    Format(
        name="md",
        label="Markdown",
        media_type="text/markdown; charset=utf-8; variant=pandoc",
        writer="pipeline.write.pandoc.markdown.writer:write_md",
        reader="pipeline.write.pandoc.markdown.read:read",
        inert="pipeline.write.pandoc.markdown.inert:inert",
        traits=Traits(order_floor=0.99, notes_part=True, marks_touch=True),
    ),
    Format(
        name="epub",
        label="EPUB",
        media_type="application/epub+zip",
        writer="pipeline.write.pandoc.epub.writer:write_epub",
        reader="pipeline.write.pandoc.epub.read:read",
        inert="pipeline.write.pandoc.epub.inert:inert",
        traits=Traits(order_floor=0.999),
        enclosed=True,
    ),
    Format(
        name="odt",
        label="ODT",
        media_type="application/vnd.oasis.opendocument.text",
        writer="pipeline.write.pandoc.odt.writer:write_odt",
        reader="pipeline.write.pandoc.odt.read:read",
        inert="pipeline.write.pandoc.odt.inert:inert",
        traits=Traits(order_floor=0.99, notes_part=True, marks_touch=True),
        other_names=("opendocument",),
    ),
)
