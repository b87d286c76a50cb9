"""An accessibility test of the package, and its result on our own documents.

What is looked for follows WCAG 2.1 and Word's own checker as far as a package shows it.
"""

import pytest

from pipeline.document import Rank
from tests.own import DOCUMENTS

PUBLISHED_FORM = (
    "ga-resolution/fr/A_RES_79_904-2599904F.xml",
    "ga-resolution/fr/A_RES_78_906-2399906F.xml",
    "ga-resolution/ar/A_RES_79_902-2499902A.xml",
    "hrc-resolution/en/A_HRC_RES_56_911E.xml",
    "ga-collection/fr/A_RES_77_995_A-C-2399995F.xml",
    "ga-resolution/zh/A_RES_79_902-2499902C.xml",
)


def barriers(package, words):
    """Return the names of what would be in the way of a reader."""
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


@pytest.mark.parametrize("name", PUBLISHED_FORM)
def test_documents_in_the_form_of_published_ones_are_clean(make, name):
    assert barriers(make.opened(DOCUMENTS / name), make.words) == []


def test_barriers_are_found(make):

    document = make.document(make.heading("Deep", Rank.FOURTH, 4), make.paragraph(inlines=(), anchor="empty"), title="")
    found = barriers(make.written(document), make.words)
    assert {"no title", "heading level 1 is followed by 4", "an empty paragraph"} <= set(found)
