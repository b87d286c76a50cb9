"""From a prepared document to the bytes of a Word file.

Reads a prepared `Document` and a form. Gives the bytes of a DOCX package.
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.document import Document
from pipeline.forms import form_for
from pipeline.layout.places import places
from pipeline.layout.titles import untied
from pipeline.write.docx.body.document import BodyWriter
from pipeline.write.docx.body.running import running
from pipeline.write.docx.ooxml.bookmarks import Bookmarks
from pipeline.write.docx.ooxml.footnotes import FootnotesPart
from pipeline.write.docx.ooxml.languages import language
from pipeline.write.docx.ooxml.markup import w
from pipeline.write.docx.ooxml.properties import core_properties, custom_properties
from pipeline.write.docx.package import add_part, file_bytes, new_package
from pipeline.write.docx.styles.stylesheet import heading_levels, style_sheet
from pipeline.write.docx.text.notes import NoteSetter
from pipeline.write.docx.text.revisions import Revisions
from pipeline.write.docx.text.story import Story
from pipeline.write.format import Options, Written


def write(document: Document, options: Options) -> Written:
    """Return `document` as a Word file; the same document gives the same bytes. Its pages are not counted."""
    document = untied(document)
    form = form_for(document.identity)
    sheet = style_sheet(form.name, heading_levels(document, form))
    word_language = language(document.identity.language)
    package, part = new_package(sheet, word_language, document)
    bookmarks = Bookmarks()
    notes_part = FootnotesPart.default()
    part.to(notes_part)
    notes_story = Story(
        document=document,
        sheet=sheet,
        language=word_language,
        part=notes_part,
        bookmarks=bookmarks,
        revisions=Revisions(document.revision, bookmarks),
        places=places(document, form),
    )
    story = replace(notes_story, part=part, calls=NoteSetter(document, notes_part.footnotes, notes_story))
    body = w("body")
    BodyWriter(body, story, running(story)).write()
    part.root.append(body)
    add_part(package, core_properties(document))
    add_part(package, custom_properties(document))
    return Written(file_bytes(package), remarks=tuple(story.remarks))
