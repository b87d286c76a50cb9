"""The page as a whole.

Reads a `Document`. Gives one HTML page: skip link, masthead, contents, the text in an article, colophon.
"""

from __future__ import annotations

from functools import cache

from pipeline.data import TEMPLATES, Record, decode
from pipeline.document import Document, Heading, Part, PartKind, Table
from pipeline.forms import form_for
from pipeline.languages.strings import strings
from pipeline.layout.cascade import Cascade
from pipeline.layout.places import places
from pipeline.write.format import Options, Written
from pipeline.write.html.blocks import write_blocks
from pipeline.write.html.contents import write_contents
from pipeline.write.html.context import Context
from pipeline.write.html.head import page_title, write_head
from pipeline.write.html.markup import attributes, element, escape, without_controls
from pipeline.write.html.masthead import write_masthead
from pipeline.write.html.notes import write_end_notes
from pipeline.write.html.style import style_sheet

_SETTINGS = TEMPLATES / "html" / "page.toml"
_MAIN = "page~text"
"""Id of the main element; the tilde keeps it apart from all eIds."""


def write(document: Document, options: Options) -> Written:
    """Return the document as one HTML page in UTF-8. `options` change nothing. Raises TemplateError."""
    identity, form = document.identity, form_for(document.identity)
    context = Context(
        document=document,
        form=form,
        words=strings(identity.language),
        notes={note.id: note for note in document.notes},
        cascade=Cascade(document, form),
        language=identity.language,
        landscape=places(document, form).landscape,
    )
    looks = style_sheet(context.form, identity, _further_looks(document))
    before, after = write_head(context)
    opening = f"<html{attributes(lang=identity.language, dir=identity.direction.value)}>"
    before, after = f"<!DOCTYPE html>\n{opening}\n{before}", f"{after}\n{_body(context)}\n</html>\n"
    return Written(data=f"{without_controls(before)}{looks}{without_controls(after)}".encode())


def _further_looks(document: Document) -> list[str]:
    """Return the style sheets that only some documents need."""
    blocks = [block for part in document.parts for block in part.blocks]
    needed = {
        "pictures": bool(document.pictures),
        "frames": any(block.frame for block in blocks),
        "stacks": any(isinstance(block, Table) and block.stacks for block in blocks),
    }
    return [name for name, used in needed.items() if used]


class ContentsSettings(Record, frozen=True, kw_only=True):
    """`[contents]`: when a document has a list of contents, and of which headings."""

    fewest: int
    """A document with fewer headings below its title has none."""
    deepest: int
    """Level of heading."""


class Declaration(Record, frozen=True, kw_only=True):
    """`[generated]`: all that the page adds to the words of the document."""

    seen: tuple[str, ...]
    """Words of `templates/languages/*.toml` that can be seen, as "table.key"."""
    read_out: tuple[str, ...]
    """Words that only assistive technology reads."""
    repeated: tuple[str, ...]
    """Words of the document that are repeated."""


class Settings(Record, frozen=True, kw_only=True):
    """The file `page.toml`."""

    contents: ContentsSettings
    generated: Declaration


@cache
def settings() -> Settings:
    """Return the settings of the page, read once. Raises TemplateError."""
    return decode(_SETTINGS, Settings)


def _body(context: Context) -> str:
    """Return masthead before text before notes: marks are counted in reading order.

    The contents follow the masthead, or if there is none the title: a page begins by saying what it is.
    """
    skip = element("a", escape(context.words.html.skip), class_="skip", href=f"#{_MAIN}", data_generated=True)
    masthead = write_masthead(context)
    listed = settings().contents
    contents = write_contents(context, listed.fewest, listed.deepest)
    early = contents if context.document.masthead else ""
    article = _article(context, "" if early else contents)
    main = f'<main id="{_MAIN}" tabindex="-1">\n{article}\n</main>'
    sheet = "\n".join(filter(None, (masthead, early, main, _colophon(context))))
    kind = context.document.identity.style_kind
    opening = f"<body{attributes(class_=f'{kind} with-contents' if contents else kind)}>"
    return f'{opening}\n{skip}\n<div class="sheet">\n{sheet}\n</div>\n</body>'


def _article(context: Context, contents: str) -> str:
    title = write_blocks(context, context.document.title)
    parts = [_part(context, part) for part in context.document.parts]
    heading = "" if context.main_heading_written else _stand_in_heading(context)
    block = element("div", f"\n{title}\n", class_="title-block") if title else ""
    lines = (_status(context), heading, block, contents, *parts, write_end_notes(context))
    return "<article>\n" + "\n".join(filter(None, lines)) + "\n</article>"


def _stand_in_heading(context: Context) -> str:
    """Return the h1 of a document without a title of its own: kept from sight, since the masthead says it."""
    return element("h1", escape(page_title(context.document.identity)), class_="unseen", data_generated=True)


def _part(context: Context, part: Part) -> str:
    """Return a part as a section named by its first heading; without a heading it is a plain division."""
    context.language = part.language or context.document.identity.language
    content = write_blocks(context, part.blocks)
    named = next((b.anchor for b in part.blocks if isinstance(b, Heading)), "")
    is_section = bool(named) and part.kind is not PartKind.MAIN
    return element(
        "section" if is_section else "div",
        f"\n{content}\n",
        id=part.anchor,
        data_eid=part.eid if part.eid != part.anchor else "",
        class_=f"part {part.kind.value}{' new-page' if part.new_page else ''}",
        aria_labelledby=named if is_section else "",
        lang=part.language,
        dir=part.direction.value if part.direction else "",
    )


def _status(context: Context) -> str:
    """Return what a reader has to know about this copy before reading: provisional, recovered."""
    identity = context.document.identity
    words = context.words.text
    notices = [words.provisional_notice(identity.unassigned), words.recovered if identity.recovered else ""]
    lines = "\n".join(element("p", escape(notice)) for notice in notices if notice)
    return element("div", lines, class_="status", data_generated=True) if lines else ""


def _colophon(context: Context) -> str:
    text = escape(context.words.text.source(context.document.identity.official))
    return element("footer", element("p", text), class_="colophon", data_generated=True) if text else ""
