"""The styles part and the font table.

Reads a `StyleSheet` and a `Language`. Gives `w:styles` and `w:fonts`. Every paragraph style says all of its measures,
for Latin, East Asian and complex scripts alike, so that nothing depends on what it is based on but its place in the
outline, which a heading style has from the built-in `Heading n`.
"""

from __future__ import annotations

from pipeline.forms import Form
from pipeline.write.docx.ooxml.element import Element, root
from pipeline.write.docx.ooxml.footnotes import SEPARATOR
from pipeline.write.docx.ooxml.languages import Language, fonts
from pipeline.write.docx.ooxml.markup import half_points, twips, w
from pipeline.write.docx.styles.properties import (
    alignment,
    indents,
    is_kerned,
    run_children,
    spacing,
    tabs,
    usual_space,
)
from pipeline.write.docx.styles.stylesheet import StyleSheet, WordStyle

BUILT_IN = frozenset({"footnote text", "header", "footer"})
"""Names of Word's own styles; every other is a custom style."""
HEADINGS = 6
"""Levels of headings: those of `prepare.blocks.outline`."""
LINK, NOTE_MARK, GENERATED = "Hyperlink", "FootnoteReference", "Generated"
_LINK_COLOUR = "0000FF"  # [form page.6]: not underlined
_MARK_SPACING = 0.25  # [form widths.note]


def styles(sheet: StyleSheet, language: Language) -> Element:
    """Return `w:styles` of a document in `language`."""
    form = sheet.form
    body = sheet.setting("text").word
    return root(
        "styles",
        _defaults(form, language),
        _normal(form, language),
        *_fixed(),
        *(_built_in_heading(n) for n in range(1, HEADINGS + 1)),
        *(_paragraph_style(word, body.id, form, language) for word in sheet.styles.values()),
        _separator(sheet),
    )


def font_table() -> Element:
    """Return `w:fonts`: each font with its kind and an alternative."""
    return root(
        "fonts",
        *(
            w(
                "font",
                w("altName", val=font.alternative),
                w("panose1", val=font.panose),
                w("charset", val=font.charset),
                w("family", val=font.family),
                w("pitch", val="variable"),
                name=font.name,
            )
            for font in fonts()
        ),
    )


def _defaults(form: Form, language: Language) -> Element:
    text = form.style("text")
    size = (w("sz", val=half_points(text.size)), w("szCs", val=half_points(text.size * language.words.size)))
    run = w("rPr", language.fonts(), *size, language.mark())
    return w("docDefaults", w("rPrDefault", run), w("pPrDefault"))


def _normal(form: Form, language: Language) -> Element:
    """Return Word's default style, as the UN's templates set it: the type of body text, no indents, no space after."""
    text = form.style("text")
    line = spacing(text, language.words.leading, 0.0, 0.0)
    return w(
        "style",
        w("name", val="Normal"),
        w("qFormat"),
        w("pPr", w("suppressAutoHyphens"), w("bidi") if language.right_to_left else None, line),
        w("rPr", *run_children(text, language, kerned=is_kerned("text", form)), language.mark()),
        type="paragraph",
        default=1,
        styleId="Normal",
    )


def _fixed() -> list[Element]:
    """Return character, table and list styles that every package has."""
    no_padding = [w(side, w=0, type="dxa") for side in ("top", "left", "bottom", "right")]
    mark = (w("spacing", val=twips(_MARK_SPACING)), w("vertAlign", val="superscript"))
    return [
        w("style", w("name", val="Default Paragraph Font"), w("uiPriority", val=1), w("semiHidden"),
          type="character", default=1, styleId="DefaultParagraphFont"),
        w("style", w("name", val="Normal Table"), w("uiPriority", val=99), w("semiHidden"),
          w("tblPr", w("tblInd", w=0, type="dxa"), w("tblCellMar", *no_padding)),
          type="table", default=1, styleId="TableNormal"),
        w("style", w("name", val="No List"), w("uiPriority", val=99), w("semiHidden"),
          type="numbering", default=1, styleId="NoList"),
        w("style", w("name", val="Hyperlink"), w("basedOn", val="DefaultParagraphFont"),
          w("rPr", w("color", val=_LINK_COLOUR), w("u", val="none")), type="character", styleId=LINK),
        w("style", w("name", val="footnote reference"), w("basedOn", val="DefaultParagraphFont"),
          w("rPr", *mark), type="character", styleId=NOTE_MARK),
        w("style", w("name", val="Generated"), w("basedOn", val="DefaultParagraphFont"),
          type="character", customStyle=1, styleId=GENERATED),
    ]  # fmt: skip


def _built_in_heading(level: int) -> Element:
    return w(
        "style",
        w("name", val=f"heading {level}"),
        w("basedOn", val="Normal"),
        w("next", val="Normal"),
        w("uiPriority", val=9),
        w("qFormat"),
        w("pPr", w("keepNext"), w("keepLines"), w("outlineLvl", val=level - 1)),
        w("rPr", w("b"), w("bCs")),
        type="paragraph",
        styleId=f"Heading{level}",
    )


def _paragraph_style(word: WordStyle, body: str, form: Form, language: Language) -> Element:
    """Return a paragraph style with all its measures; after a heading Word goes on with body text."""
    builtin = word.name in BUILT_IN
    following = body if word.level or word.style.keep_next else word.id
    return w(
        "style",
        w("name", val=word.name),
        w("basedOn", val=f"Heading{word.level}" if word.level else "Normal"),
        w("next", val=following),
        w("qFormat"),
        _style_paragraph(word, form, language),
        w("rPr", *run_children(word.style, language, kerned=is_kerned(word.key, form))),
        type="paragraph",
        customStyle=None if builtin else 1,
        styleId=word.id,
    )


def _style_paragraph(word: WordStyle, form: Form, language: Language) -> Element:
    style = word.style
    return w(
        "pPr",
        w("keepNext", val=None if style.keep_next else 0),
        w("keepLines", val=None if style.keep_lines else 0),
        tabs(word.key, style, form),
        spacing(style, language.words.leading, usual_space(word.key, style, form), style.after),
        indents(word.key, style, form, labelled=style.label_end is not None),
        alignment(style.align),
    )


def _separator(sheet: StyleSheet) -> Element:
    """Return the paragraph of the rule above the notes [form notes.7]."""
    measures = sheet.measures
    return w(
        "style",
        w("name", val="Footnote_Separator"),
        w("basedOn", val="Normal"),
        w("pPr", w("keepNext"), w("spacing", before=0, after=80, line=240, lineRule="auto"),
          w("ind", left=twips(measures.separator_left))),
        w("rPr", w("b"), w("bCs"), w("spacing", val=0), w("w", val=100),
          w("sz", val=half_points(measures.separator_size))),
        type="paragraph",
        customStyle=1,
        styleId=SEPARATOR,
    )  # fmt: skip
