"""The text file as a whole.

Reads a `Document`. Gives the file: status, masthead, front notes, title, parts with their notes, colophon. The notes
of a part are at its end under a short rule; those called in the masthead or title go with the first part.
"""

from __future__ import annotations

from pipeline.document import Document, Note, PartKind
from pipeline.forms import form_for
from pipeline.languages.records.pages import TextWords
from pipeline.languages.strings import strings
from pipeline.layout.cascade import Cascade
from pipeline.write.format import Options, Written
from pipeline.write.text.blocks import set_blocks, set_called_notes, set_note
from pipeline.write.text.masthead import set_masthead
from pipeline.write.text.measures import measures
from pipeline.write.text.setting import TextLayout, legend


def write(document: Document, options: Options) -> Written:
    """Return the document wrapped at the width that the measures give. `options` change nothing. Raises
    TemplateError.
    """
    return _written(document, flow=False)


def write_flow(document: Document, options: Options) -> Written:
    """Return the same words with one paragraph, heading, table row or note per line. Raises TemplateError."""
    return _written(document, flow=True)


def _written(document: Document, *, flow: bool) -> Written:
    form = form_for(document.identity)
    setting = TextLayout(
        measures=measures(),
        notes={n.id: n for n in document.notes},
        form=form,
        cascade=Cascade(document, form),
        flow=flow,
    )
    words = strings(document.identity.language).text
    _set_status(setting, document, words)
    if document.masthead:
        set_masthead(setting, document.masthead)
    for number, note in enumerate(n for n in document.notes if n.front):
        set_note(setting, note, before=0 if number else 1)
    set_blocks(setting, document.title)
    _set_parts(setting, document)
    if source := words.source(document.identity.official):
        _set_rule(setting)
        setting.add_block(setting.measures.default, "", source)
    return Written(data=("\n".join(setting.lines) + "\n").encode("utf-8"))


def _set_parts(setting: TextLayout, document: Document) -> None:
    for part in document.parts:
        if part.kind is not PartKind.MAIN and setting.lines:
            _set_rule(setting)
        set_blocks(setting, part.blocks)
        last = part is document.parts[-1]
        set_called_notes(setting, _others(setting, document) if last else ())
    if not document.parts:
        set_called_notes(setting, _others(setting, document))


def _others(setting: TextLayout, document: Document) -> list[Note]:
    """Return the notes that were not listed yet, wherever they are called."""
    return [n for n in document.notes if not n.front and n.id not in setting.listed]


def _set_rule(setting: TextLayout) -> None:
    """Add a rule where a part begins or the text ends."""
    if not setting.flow:
        setting.add([setting.thin_rule()])


def _set_status(setting: TextLayout, document: Document, words: TextWords) -> None:
    """Add what a reader has to know about this copy: provisional, recovered; in brackets, not being words of the
    text.
    """
    identity = document.identity
    for notice in (words.provisional_notice(identity.unassigned), words.recovered if identity.recovered else ""):
        if notice:
            setting.add_block(setting.measures.default, "", f"[{notice}]")
    if document.revision is not None:
        setting.add_block(setting.measures.default, "", f"[{legend(strings(identity.language))}]")
