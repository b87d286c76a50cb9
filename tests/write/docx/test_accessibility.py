"""An accessibility test of the package, and its result on our own and on real documents.

What is looked for follows WCAG 2.1 and Word's own checker as far as a package shows it.
"""

import pytest

from pipeline.document import Rank

REAL = ("official/A_RES_78_249.xml", "official/A_RES_80_226.xml", "corpus/ga-resolution/ar/A_RES_80_239-2521256A.xml",
        "corpus/hrc-resolution/en/A_HRC_RES_56_17E.xml", "corpus/ga-collection/fr/A_RES_77_264_A-C-2300152F.xml",
        "corpus/ga-resolution/zh/A_RES_80_239-2521256C.xml")  # fmt: skip


def barriers(package, words):
    """Names of what would stand in the way of a reader."""
    return [*document_barriers(package), *heading_barriers(package, words), *object_barriers(package, words)]


def document_barriers(package):
    if not package.xpath("docProps/core.xml", "//dc:title/text()"):
        yield "no title"
    if not package.xpath("docProps/core.xml", "//dc:language/text()"):
        yield "no language"
    if not package.xpath("word/styles.xml", "//w:docDefaults//w:lang[@w:val]"):
        yield "no language of the text"


def heading_barriers(package, words):
    levels = {}
    for style in package.xpath("word/styles.xml", "//w:style[starts-with(w:basedOn/@w:val,'Heading')]"):
        base = style.xpath("w:basedOn/@w:val", namespaces=style.nsmap)[0]
        levels[style.xpath("@w:styleId", namespaces=style.nsmap)[0]] = int(base.removeprefix("Heading"))
    last = 0
    for paragraph in package.body("//w:body//w:p[w:pPr/w:pStyle]"):
        name = paragraph.xpath("w:pPr/w:pStyle/@w:val", namespaces=paragraph.nsmap)[0]
        if name in levels:
            if levels[name] > last + 1:
                yield f"heading level {last} is followed by {levels[name]}"
            if not words(paragraph).strip("|"):
                yield "empty heading"
            last = levels[name]


def object_barriers(package, words):
    for name in [n for n in package.names if n.startswith("word/") and n.endswith(".xml")]:
        described = "@descr != '' or .//adec:decorative"
        if package.xpath(name, f"//wp:docPr[not({described})]"):
            yield f"a picture without words in {name}"
    for link in package.body("//w:hyperlink"):
        if not words(link).strip():
            yield "a link without words"
    if package.body("//w:body/w:tbl[not(w:tblPr/w:tblDescription/@w:val)]"):
        yield "a table without description"
    if package.body("//w:tr[w:trPr/w:tblHeader][preceding-sibling::w:tr[not(w:trPr/w:tblHeader)]]"):
        yield "a head row that does not lead its table"
    if package.body("//w:body/w:p[not(.//w:r)][not(.//w:sectPr)][not(preceding-sibling::*[1][self::w:tbl])]"):
        yield "an empty paragraph"
    if package.body("//w:rPr/w:vanish"):
        yield "hidden text"


def test_our_own_texts_are_clean(letter, declaration, make):
    assert barriers(letter, make.words) == []
    assert barriers(declaration, make.words) == []


@pytest.mark.parametrize("source", REAL)
def test_real_documents_are_clean(make, shared, source):
    assert barriers(make.opened(shared / source), make.words) == []


def test_barriers_are_found(make):

    document = make.document(make.heading("Deep", Rank.FOURTH, 4), make.paragraph(inlines=(), anchor="empty"), title="")
    found = barriers(make.written(document), make.words)
    assert {"no title", "heading level 1 is followed by 4", "an empty paragraph"} <= set(found)
