"""The styles of an OpenDocument text, built from the measures of a form.

Reads a `Form`, the identity of a document and `templates/pandoc/odt.toml`. Gives `styles.xml`: a style for every style
of the form under the name that UN editors know, the page, running heads, and the notice of a provisional document.
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
from pipeline.write.pandoc.odt.elements import document_root, element, points

_HEADED = ("title", "part", "chapter", "h1", "h23", "h4", "h56", "annex-label", "annex-title", "component-label")
_MASTHEAD = ("organization", "symbol", "organ", "distribution", "date", "language", "original")
_IN_CELL = ("table-head", "table-body")
_ALIGN = {
    Direction.LTR: {"centre": "center", "justify": "justify", "start": "left", "end": "right"},
    Direction.RTL: {"centre": "center", "justify": "justify", "start": "right", "end": "left"},
}
"""Sides of the paper: word processors do not follow start and end."""


@dataclass(frozen=True, slots=True)
class Variant:
    """A style of the form with what a block changes of it."""

    key: str
    align: str = ""
    direction: str = ""
    language: str = ""
    breaks: bool = False
    labelled: bool = False
    pictured: bool = False
    """True if the block holds pictures: its lines are as high as they need."""

    @property
    def name(self) -> str:
        """Name inside the file: the key, then the changes."""
        flags = (self.align, self.direction, self.language, "page" if self.breaks else "")
        return "_".join(
            filter(None, (self.key, *flags, "labelled" if self.labelled else "", "pictured" if self.pictured else ""))
        )


class Fonts(Record, frozen=True, kw_only=True):
    """`[fonts]`: a font for each kind of script."""

    latin: str
    asian: str
    complex: str


class MastheadSettings(Record, frozen=True, kw_only=True):
    """`[masthead]`: widths of its columns, as shares of the full measure, and of its rules, in points."""

    left: float
    right: float
    thin: float
    """The rule below the organization."""
    thick: float
    """The rule below the organ."""


class TableSettings(Record, frozen=True, kw_only=True):
    """`[tables]`: widths of rules, padding, and the distance from a hanging number to its heading. Points."""

    rule: float
    head: float
    padding: float
    label_gap: float


class Settings(Record, frozen=True, kw_only=True):
    """The file `odt.toml`."""

    fonts: Fonts
    masthead: MastheadSettings
    tables: TableSettings


@cache
def settings() -> Settings:
    """Return the settings of OpenDocument files, read once. Raises TemplateError."""
    return decode(TEMPLATES / "pandoc" / "odt.toml", Settings)


def masthead_shares() -> list[float | None]:
    """Return the widths of the two columns of the masthead."""
    return [settings().masthead.left, settings().masthead.right]


def styles_xml(document: Document, form: Form, variants: dict[str, Variant]) -> bytes:
    """Return the part `styles.xml`."""
    root = document_root("document-styles")
    root.append(_fonts())
    styles = element("office:styles")
    styles.append(_default(document))
    styles.extend(_form_styles(form, document))
    styles.extend(_variant(v, form, document.identity) for v in variants.values() if v.name != v.key)
    styles.extend(_fixed())
    root.append(styles)
    root.append(_page(form))
    root.append(_master(document))
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


def _default(document: Document) -> etree._Element:
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
    paragraph = element("style:paragraph-properties", style__writing_mode="rl-tb" if rtl else "lr-tb")
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


def _margins(key: str, style: Style, form: Form) -> dict[str, str]:
    """Return margins from the full measure. They belong together: a style that sets one of them sets them all."""
    edges = (0.0, 0.0) if key in _IN_CELL or key in _MASTHEAD else (form.page.indent_left, form.page.indent_right)
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
    return [paragraph, _text(style, factors.size)]


def _tab(position: float) -> etree._Element:
    return element("style:tab-stops", element("style:tab-stop", style__position=points(position)))


def _text(style: Style, complex_size: float) -> etree._Element:
    weight, slope = ("bold" if style.bold else "normal"), ("italic" if style.italic else "normal")
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
    direction = Direction(variant.direction or identity.direction)
    aligned = bool(variant.align) or variant.pictured or direction is not identity.direction
    gap = settings().tables.label_gap
    paragraph = element(
        "style:paragraph-properties",
        *([_tab(0.0)] if variant.labelled else []),
        fo__text_align=_ALIGN[direction][_align(variant, style)] if aligned else None,
        style__writing_mode={"rtl": "rl-tb", "ltr": "lr-tb"}.get(variant.direction),
        fo__break_before="page" if variant.breaks else None,
        fo__line_height="normal" if variant.pictured else None,
        fo__text_indent=points(-gap) if variant.labelled else None,
        **(_margins(variant.key, style, form) if variant.labelled else {}),
    )
    language = language_attributes(variant.language) if variant.language else {}
    return element(
        "style:style",
        paragraph,
        *([element("style:text-properties", **language)] if language else []),
        style__name=variant.name,
        style__display_name=f"{style.word or variant.key} {variant.name.removeprefix(variant.key).strip('_')}",
        style__family="paragraph",
        style__parent_style_name=variant.key,
        style__list_style_name="" if variant.labelled else None,
    )


def _fixed() -> list[etree._Element]:
    """Return the styles that pandoc names, and the character styles that tell what is not the document's own text."""
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
    raised = element("style:text-properties", style__text_position="super 58%")
    characters = [
        element("style:style", style__name="generated", style__display_name="Generated", style__family="text"),
        element("style:style", raised, style__name="noteref", style__display_name="Note mark", style__family="text"),
        element("style:style", style__name="Definition", style__family="text"),
        element("style:style", raised, style__name="Footnote_20_anchor", style__family="text"),
        element("style:style", raised, style__name="Footnote_20_Symbol", style__family="text"),
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


def _page(form: Form) -> etree._Element:
    page = form.page
    header_gap = max(0.0, page.top - page.header)
    layout = element(
        "style:page-layout",
        element(
            "style:page-layout-properties",
            fo__page_width=points(page.width),
            fo__page_height=points(page.height),
            fo__margin_left=points(page.left),
            fo__margin_right=points(page.right),
            fo__margin_top=points(page.header),
            fo__margin_bottom=points(page.footer),
        ),
        element(
            "style:header-style",
            element("style:header-footer-properties", fo__min_height=points(header_gap), fo__margin_bottom="6pt"),
        ),
        element(
            "style:footer-style",
            element(
                "style:header-footer-properties",
                fo__min_height=points(max(0.0, page.bottom - page.footer)),
                fo__margin_top="6pt",
            ),
        ),
        style__name="page",
    )
    return element("office:automatic-styles", layout)


def _master(document: Document) -> etree._Element:
    """Return the running heads: symbol and page number from page 2 on; the notice of a provisional document."""
    identity = document.identity
    notice = strings(identity.language).text.provisional_notice(identity.unassigned)
    symbol = identity.symbol_printed or identity.symbol
    first = [notice] if notice else []
    later = [*first, symbol] if identity.official and symbol else first
    number = element("text:p", element("text:page-number", text__select_page="current"), text__style_name="page-number")
    master = element(
        "style:master-page",
        element("style:header", *_lines(later)),
        element("style:header-first", *_lines(first)),
        element("style:footer", number),
        element("style:footer-first", *_lines([])),
        style__name="Standard",
        style__page_layout_name="page",
    )
    return element("office:master-styles", master)


def _lines(texts: list[str]) -> list[etree._Element]:
    """Return the lines of a running head; one without text if there are none."""
    lines = [element("text:p", text__style_name="running-head") for _ in texts or [""]]
    for line, text in zip(lines, texts, strict=False):
        line.text = text
    return lines
