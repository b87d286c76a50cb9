"""The styles of an OpenDocument text, built from the measures of a form.

Reads a `Form`, the identity of a document and `templates/pandoc/odt.toml`. Gives `styles.xml`: a style for every style
of the form under the name that UN editors know, what blocks change of them, and the pages.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from lxml import etree
from msgspec import structs

from pipeline.data import TEMPLATES, Record, decode
from pipeline.document import Direction, Document, Identity
from pipeline.forms import Form, Style
from pipeline.languages.codes import direction, is_east_asian
from pipeline.languages.strings import strings, supported
from pipeline.layout.cascade import IN_CELL, is_slanted
from pipeline.layout.cells import smaller
from pipeline.write.pandoc.odt.elements import document_root, element, points
from pipeline.write.pandoc.odt.page import page_styles
from pipeline.write.pandoc.odt.turned import FRAME

_HEADED = ("title", "part", "chapter", "h1", "h23", "h4", "h56", "annex-label", "annex-title", "component-label")
_ALIGN = {
    Direction.LTR: {"centre": "center", "justify": "justify", "start": "left", "end": "right"},
    Direction.RTL: {"centre": "center", "justify": "justify", "start": "right", "end": "left"},
}
"""Sides of the paper: word processors do not follow start and end."""


_RAISED = "super 58%"


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """A style of the form with what a block changes of it. Lengths are points."""

    key: str
    align: str = ""
    direction: str = ""
    language: str = ""
    breaks: bool = False
    label: float | None = None
    """Where a label begins that hangs before the text; from the text."""
    pictured: bool = False
    """True if the block holds pictures: its lines are as high as they need."""
    bold: bool = False
    keeps: bool = False
    """True if no page ends with the block."""
    smaller: float = 0.0
    master: str = ""
    """Name of the master page that begins with the block."""
    at_edge: bool = False
    """It begins at the full measure, not at the text edge."""
    before: float | None = None
    after: float | None = None

    @property
    def name(self) -> str:
        """Name inside the file: the key, then the changes."""
        flags = [self.align, self.direction, self.language, self.master]
        flags += [name for name in ("breaks", "pictured", "bold", "keeps", "at_edge") if getattr(self, name)]
        flags += [f"smaller{self.smaller:g}"] if self.smaller else []
        lengths = (("label", self.label), ("before", self.before), ("after", self.after))
        flags += [f"{name}{length:g}" for name, length in lengths if length is not None]
        return "_".join([self.key, *filter(None, flags)])


class Fonts(Record, frozen=True, kw_only=True):
    """`[fonts]`: a font for each kind of script."""

    latin: str
    asian: str
    complex: str


class Settings(Record, frozen=True, kw_only=True):
    """The file `odt.toml`."""

    fonts: Fonts


@cache
def settings() -> Settings:
    """Return the settings of OpenDocument files, read once. Raises TemplateError."""
    return decode(TEMPLATES / "pandoc" / "odt.toml", Settings)


def styles_xml(document: Document, form: Form, variants: dict[str, Variant], *, landscape: bool) -> bytes:
    """Return the part `styles.xml`; `landscape`: the document has landscape pages."""
    root = document_root("document-styles")
    root.append(_fonts())
    styles = element("office:styles")
    styles.append(_default(document, form))
    styles.extend(_form_styles(form, document))
    styles.extend(_variant(v, form, document.identity) for v in variants.values() if v.name != v.key)
    styles.extend(_fixed(form))
    styles.extend([element("style:style", style__name=FRAME, style__family="graphic")] if landscape else [])
    root.append(styles)
    root.extend(page_styles(document, form, landscape=landscape))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _fonts() -> etree._Element:
    names = dict.fromkeys(structs.astuple(settings().fonts))
    return element(
        "office:font-face-decls",
        *(element("style:font-face", style__name=n, svg__font_family=f"'{n}'") for n in names),
    )


def language_attributes(tag: str) -> dict[str, str]:
    """Return the language of a style: the slot of its script, with language and country."""
    language, _, country = (strings(tag).word.locale if supported(tag) else tag).partition("-")
    slot = "-complex" if direction(tag) is Direction.RTL else "-asian" if is_east_asian(tag) else ""
    prefix = "style__" if slot else "fo__"
    return {f"{prefix}language{slot}": language, f"{prefix}country{slot}": country or "none"}


def _default(document: Document, form: Form) -> etree._Element:
    """Return what every paragraph has: fonts, language, direction."""
    fonts = settings().fonts
    rtl = document.identity.direction is Direction.RTL
    text = element(
        "style:text-properties",
        style__font_name=fonts.latin,
        style__font_name_asian=fonts.asian,
        style__font_name_complex=fonts.complex,
        **{"fo__language": "en", "fo__country": "GB", **language_attributes(document.identity.language)},
    )
    paragraph = element(
        "style:paragraph-properties",
        style__writing_mode="rl-tb" if rtl else "lr-tb",
        style__tab_stop_distance=points(form.breaking.tab),
    )
    return element("style:default-style", paragraph, text, style__family="paragraph")


def _form_styles(form: Form, document: Document) -> list[etree._Element]:
    """Return a style for every key; keys that share a Word style are based on the first that bears its name."""
    owners: dict[str, str] = {}
    found = []
    for key, style in form.styles.items():
        owner = owners.setdefault(style.word or key, key)
        name = style.word or key
        parent = "Standard" if owner == key else owner
        shown = name if owner == key else f"{name} ({key})"
        properties = _properties(key, style, form, document.identity)
        found.append(
            element(
                "style:style",
                *properties,
                style__name=key,
                style__display_name=shown,
                style__family="paragraph",
                style__parent_style_name=parent,
                style__list_style_name="" if key in _HEADED or style.word_base else None,
            )
        )
    return found


def _margins(key: str, style: Style, form: Form, *, at_edge: bool = False) -> dict[str, str]:
    """Return margins from the full measure. They belong together: a style that sets one of them sets them all."""
    edges = (0.0, 0.0) if at_edge or key in IN_CELL else (form.page.indent_left, form.page.indent_right)
    return {
        "fo__margin_left": points(max(0.0, edges[0] + style.left)),
        "fo__margin_right": points(edges[1] + style.right),
    }


def _properties(key: str, style: Style, form: Form, identity: Identity) -> list[etree._Element]:
    factors = strings(identity.language).word
    leading = points(style.leading * factors.leading)
    paragraph = element(
        "style:paragraph-properties",
        *([_tab(style.text - style.left)] if style.text is not None else []),
        fo__margin_top=points(style.before),
        fo__margin_bottom=points(style.after),
        fo__text_indent=points(style.first - style.left if style.label_end is None else 0.0),
        fo__text_align=_ALIGN[identity.direction][style.align],
        fo__keep_with_next="always" if style.keep_next else None,
        fo__keep_together="always" if style.keep_lines else None,
        fo__break_before="page" if style.break_before else None,
        fo__orphans="2",
        fo__widows="2",
        **_margins(key, style, form),
        **({"fo__line_height": leading} if style.exact else {"style__line_height_at_least": leading}),
    )
    return [paragraph, _text(style, factors.size, is_slanted(style, identity.language))]


def _tab(position: float) -> etree._Element:
    return element("style:tab-stops", element("style:tab-stop", style__position=points(position)))


def _text(style: Style, complex_size: float, slanted: bool) -> etree._Element:
    weight, slope = ("bold" if style.bold else "normal"), ("italic" if slanted else "normal")
    size = points(style.size)
    return element(
        "style:text-properties",
        fo__font_size=size,
        style__font_size_asian=size,
        style__font_size_complex=points(style.size * complex_size),
        fo__font_weight=weight,
        style__font_weight_asian=weight,
        style__font_weight_complex=weight,
        fo__font_style=slope,
        style__font_style_asian=slope,
        style__font_style_complex=slope,
        style__text_scale=f"{style.scale:.0%}" if style.scale != 1 else None,
        fo__letter_spacing=points(style.spacing) if style.spacing else None,
    )


def _align(variant: Variant, style: Style) -> str:
    """Return the alignment of a block; a line before a picture is not stretched."""
    return variant.align or ("start" if variant.pictured and style.align == "justify" else style.align)


def _variant(variant: Variant, form: Form, identity: Identity) -> etree._Element:
    """Return a style based on that of its key, with the changes of a block."""
    style = form.styles[variant.key]
    texts = [element("style:text-properties", **found)] if (found := _changed_text(variant, form, identity)) else []
    return element(
        "style:style",
        _changed_paragraph(variant, form, identity),
        *texts,
        style__name=variant.name,
        style__display_name=f"{style.word or variant.key} {variant.name.removeprefix(variant.key).strip('_')}",
        style__family="paragraph",
        style__parent_style_name=variant.key,
        style__list_style_name="" if variant.label is not None else None,
        style__master_page_name=variant.master or None,
    )


def _changed_paragraph(variant: Variant, form: Form, identity: Identity) -> etree._Element:
    style = form.styles[variant.key]
    direction = Direction(variant.direction or identity.direction)
    aligned = bool(variant.align) or variant.pictured or direction is not identity.direction
    labelled = variant.label is not None
    less = smaller(style, variant.smaller, form.table)
    leading = points(less.leading * strings(identity.language).word.leading) if variant.smaller else None
    return element(
        "style:paragraph-properties",
        *([_tab(0.0)] if labelled else []),
        fo__text_align=_ALIGN[direction][_align(variant, style)] if aligned else None,
        style__writing_mode={"rtl": "rl-tb", "ltr": "lr-tb"}.get(variant.direction),
        fo__break_before="page" if variant.breaks else None,
        fo__keep_with_next="always" if variant.keeps else None,
        fo__line_height="normal" if variant.pictured else leading,
        fo__text_indent=points(variant.label) if variant.label is not None else None,
        **_spaces(variant, style),
        **(_margins(variant.key, style, form, at_edge=variant.at_edge) if labelled or variant.at_edge else {}),
    )


def _spaces(variant: Variant, style: Style) -> dict[str, str]:
    """Return spaces above and below; as margins, they belong together."""
    if variant.before is None and variant.after is None:
        return {}
    over = style.before if variant.before is None else variant.before
    under = style.after if variant.after is None else variant.after
    return {"fo__margin_top": points(over), "fo__margin_bottom": points(under)}


def _changed_text(variant: Variant, form: Form, identity: Identity) -> dict[str, str]:
    found = language_attributes(variant.language) if variant.language else {}
    if variant.bold:
        found |= dict.fromkeys(("fo__font_weight", "style__font_weight_asian", "style__font_weight_complex"), "bold")
    if variant.smaller:
        size = smaller(form.styles[variant.key], variant.smaller, form.table).size
        found |= {"fo__font_size": points(size), "style__font_size_asian": points(size)}
        found["style__font_size_complex"] = points(size * strings(identity.language).word.size)
    return found


def _fixed(form: Form) -> list[etree._Element]:
    """Return the styles that pandoc names, and the character styles of text that is not the document's own."""
    paragraphs = [
        element("style:style", style__name=name, style__family="paragraph", style__parent_style_name=parent)
        for name, parent in (
            ("Standard", None),
            ("Text_20_body", "text"),
            ("First_20_paragraph", "text"),
            ("Footnote", "note"),
            ("Table_20_Contents", "table-body"),
            ("Table_20_Heading", "table-head"),
            ("Horizontal_20_Line", "text"),
            *((f"Heading_20_{level}", "Standard") for level in range(1, 7)),
        )
    ]
    large = points(form.style("symbol-first", "symbol").size)
    characters = [
        _character("symbol-first", fo__font_size=large, style__font_size_complex=large),
        element("style:style", style__name="generated", style__display_name="Generated", style__family="text"),
        _character("noteref", "Note mark", style__text_position=_RAISED),
        element("style:style", style__name="Definition", style__family="text"),
        _character("Footnote_20_anchor", style__text_position=_RAISED),
        _character("Footnote_20_Symbol", style__text_position=_RAISED),
    ]
    notes = element(
        "text:notes-configuration",
        text__note_class="footnote",
        style__num_format="1",
        text__citation_style_name="Footnote_20_Symbol",
        text__citation_body_style_name="Footnote_20_anchor",
        text__default_style_name="Footnote",
        text__start_value="0",
        text__footnotes_position="page",
        text__start_numbering_at="document",
    )
    return [*paragraphs, *characters, notes]


def _character(name: str, shown: str | None = None, **properties: str) -> etree._Element:
    text = element("style:text-properties", **properties)
    return element("style:style", text, style__name=name, style__display_name=shown, style__family="text")
