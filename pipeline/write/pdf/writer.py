"""From a prepared document to the bytes of a PDF.

Reads a `Document` and its form. Gives a tagged PDF/UA-1 that is PDF/A-3a too. Steps: set everything in reading order
(structure tree, strips, notes), break into pages, draw, serialise.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipeline import cycles
from pipeline.document import Document, Part, PartKind
from pipeline.errors import MissingGlyphError, Place
from pipeline.forms import FittingMeasures, Form, form_for
from pipeline.layout.masthead import ABOVE, in_print
from pipeline.layout.places import laid_out
from pipeline.write.format import Options, Written
from pipeline.write.pdf.draw.canvas import TagCanvas
from pipeline.write.pdf.draw.painter import Painter
from pipeline.write.pdf.file import metadata
from pipeline.write.pdf.file.objects import text_string
from pipeline.write.pdf.flow.blocks import Flow
from pipeline.write.pdf.flow.masthead import MastheadSetter
from pipeline.write.pdf.flow.notes import NoteSetter
from pipeline.write.pdf.flow.running import RunningHeads, draw_masthead_rules
from pipeline.write.pdf.flow.typesetter import Typesetter
from pipeline.write.pdf.lines.paragraph import RISE
from pipeline.write.pdf.pages.copyfit import fitted
from pipeline.write.pdf.pages.paginate import Area, FilledPage
from pipeline.write.pdf.sheet import PageRenderer

_SECTIONS = {PartKind.MAIN: "Sect", PartKind.COMPONENT: "Part", PartKind.ANNEX: "Sect", PartKind.APPENDIX: "Sect"}


def write(document: Document, options: Options) -> Written:
    """Return a PDF of the document. Raises MissingGlyphError with `strict_glyphs`, TemplateError on broken
    templates.
    """
    with cycles.put_off():
        return _write(document, options)


@dataclass(slots=True)
class _Laid:
    """A document laid out: all of it set, and broken into pages."""

    setting: Typesetter
    notes: NoteSetter
    flow: Flow
    masthead: MastheadSetter | None
    running: RunningHeads
    pages: list[FilledPage]


def _write(document: Document, options: Options) -> Written:
    form = form_for(document.identity)
    laid = _fitted(laid_out(document, form), form)
    setting = laid.setting
    laid.running.prepare(laid.pages)
    laid.flow.contents.number(laid.pages)
    _check_glyphs(document, setting, options)
    data, starts = _drawn(setting, laid.notes, laid.pages, laid.masthead, laid.running, options)
    setting.inks.release()
    return Written(data, len(laid.pages), _warnings(setting), tuple(laid.flow.tables.crowded), starts)


def _fitted(document: Document, form: Form) -> _Laid:
    """Return the layout of a document; one with boxes is condensed if that saves a last page of few lines.

    Boxes are not broken, so they leave room at the foot of pages. The printed documents make up for it: paragraphs
    whose last line is short are set with tighter letter-spacing, which saves that line [form distances.condensed].
    """
    laid = _laid(document, form)
    over = sum(len(placed.strip.lines) for placed in laid.pages[-1].strips)
    short = [anchor for _, anchor in sorted(laid.flow.short)]
    if laid.masthead is None or not laid.flow.tables.boxed or over > form.fitting.condense:
        return laid
    for count in sorted({min(tried, len(short)) for tried in (over, 2 * over, len(short))} - {0}):
        closer = _laid(document, form, frozenset(short[:count]))
        if len(closer.pages) < len(laid.pages):
            return closer
    return laid


def _laid(document: Document, form: Form, condensed: frozenset[str] = frozenset()) -> _Laid:
    """Return the layout of a document, with the paragraphs that have these anchors condensed."""
    setting = Typesetter(document, form)
    notes = NoteSetter(setting)
    flow = Flow(setting, notes, condensed)
    masthead = _masthead(setting, flow)
    front = notes.front(setting.tree.root, masthead.notes if masthead else ())
    _body(document, setting, flow)
    running = RunningHeads(setting, setting.tree.root)
    area = replace(_area(form, masthead is not None), turned=_area(setting.turned, False))
    fitting = form.fitting if masthead else FittingMeasures()
    return _Laid(setting, notes, flow, masthead, running, fitted(flow.strips, area, notes.heights, front, fitting))


def _masthead(setting: Typesetter, flow: Flow) -> MastheadSetter | None:
    """Return the masthead: fields at fixed places, the others at the head of the flow; None if there is none."""
    document = setting.document
    if document.masthead is None:
        return None
    element = setting.tree.root.child("Div")
    fixed = MastheadSetter(setting, element)
    flow.open(element)
    for field in in_print(document.masthead.fields):
        setting.inks.place = field.anchor
        if field.role in ABOVE:
            fixed.add(field)
            fixed.notes += setting.new_marks()
        else:
            flow.field(field)
    return fixed


def _body(document: Document, setting: Typesetter, flow: Flow) -> None:
    root = setting.tree.root
    if document.title:
        flow.open(root)
        for block in document.title:
            flow.add(block)
    for part in document.parts:
        _part(part, setting, flow)
    flow.flush()


def _part(part: Part, setting: Typesetter, flow: Flow) -> None:
    elem = setting.tree.root.child(_SECTIONS[part.kind], part.language)
    elem.title = part.label
    flow.open(elem, part.anchor, part.new_page)
    for block in part.blocks:
        flow.add(block)


def _area(form: Form, masthead: bool) -> Area:
    """Return the area of text: baselines of the form's `[flow]` as edges of lines of body text."""
    flow, leading = form.flow, form.style("text").leading
    up, down = leading * RISE, leading * (1 - RISE)
    first = flow.first_baseline_masthead if masthead else flow.first_baseline
    return Area(
        top=flow.first_baseline - up,
        top_first=first - up,
        bottom=flow.last_baseline + down,
        bottom_first=(flow.last_baseline_first if masthead else flow.last_baseline) + down,
        bottom_notes=flow.last_baseline_notes + down,
        bottom_notes_first=(flow.last_baseline_notes_first if masthead else flow.last_baseline_notes) + down,
        opens_upright=masthead,
    )


def _check_glyphs(document: Document, setting: Typesetter, options: Options) -> None:
    missing = setting.inks.missing
    if missing and options.strict_glyphs:
        char, places = next(iter(missing.items()))
        raise MissingGlyphError(
            f"no font has a glyph for {_named(char)}, at {places[0]}",
            place=Place(document.identity.source_name or "document"),
            remedy="add it to templates/fonts/substitutions.toml or build without --strict-glyphs",
        )


def _warnings(setting: Typesetter) -> tuple[str, ...]:
    return tuple(
        f"no font has a glyph for {_named(char)}: drawn as a box at {', '.join(dict.fromkeys(places))}"
        for char, places in setting.inks.missing.items()
    )


def _named(char: str) -> str:
    return f"U+{ord(char):04X} {char}"


def _drawn(
    setting: Typesetter,
    notes: NoteSetter,
    pages: list[FilledPage],
    masthead: MastheadSetter | None,
    running: RunningHeads,
    options: Options,
) -> tuple[bytes, dict[str, int]]:
    """Return the file, and the page of each anchor."""
    page = setting.form.page
    canvas = TagCanvas(page.width, page.height, setting.tree, setting.file, len(pages))
    painter = Painter(canvas, setting.links, setting.pictures, page.width, setting.rtl)
    sheet = PageRenderer(setting, painter, notes)
    for number, content in enumerate(pages, 1):
        side = (setting.turned if content.turned else setting.form).page
        painter.begin_page(side.width, side.height)
        if number > 1:
            running.draw(painter, number, len(pages), turned=content.turned)
        elif masthead is not None:
            draw_masthead_rules(canvas, setting)
            masthead.draw_emblem(canvas)
            sheet.fixed(masthead.lines)
        sheet.page(content, number)
        if number == 1:
            running.draw(painter, number, len(pages), turned=content.turned)
        if number == len(pages):
            sheet.end_rule(content)
        painter.end_page()
    return _serialised(setting, canvas, sheet, options), sheet.starts


def _serialised(setting: Typesetter, canvas: TagCanvas, sheet: PageRenderer, options: Options) -> bytes:
    file, objects = setting.file, setting.file.objects
    identity = setting.document.identity
    numbers = [objects.add(p) for p in file.model.Pages.pages]
    names = {"Dests": f"{sheet.destinations(numbers)} 0 R"}
    catalog = {
        "Lang": text_string(identity.language),
        "MarkInfo": "<</Marked true>>",
        "ViewerPreferences": "<</DisplayDocTitle true>>",
        "PageLabels": "<</Nums[0<</S/D>>]>>",
        "OutputIntents": metadata.output_intent(objects),
        "Metadata": f"{objects.add(metadata.xmp(identity))} 0 R",
        "StructTreeRoot": f"{setting.tree.finish(numbers)} 0 R",
    }
    if options.attachment:
        number, name = metadata.attachment(objects, identity, options.attachment)
        names["EmbeddedFiles"] = f"<</Names[{text_string(name)} {number} 0 R]>>"
        catalog["AF"] = f"[{number} 0 R]"
    catalog["Names"] = "<<" + "".join(f"/{key} {value}" for key, value in names.items()) + ">>"
    fonts = {use.resource: use.add_to(objects) for _, use in sorted(setting.inks.uses.items())}
    return file.finish(canvas, fonts, metadata.information(identity), catalog)
