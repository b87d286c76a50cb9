"""More forgeries of a distribution copy: what one program shows and another passes over.

Each takes the folder of a copy and changes it, as those of `forgeries` do.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from pipeline.distribution.manifest import MANIFEST
from tests.distribution.forgeries import (
    Forgery,
    Streams,
    appended,
    before_page,
    first_expression,
    in_objects,
    more,
    pdf,
    replaced,
    stated,
    within,
    zipped_part,
)

_STRUCK = "".join(f"{letter}\u0336" for letter in "Council")
_TURNED = "\u202eCouncil\u202c"
_BOUND = (
    b'<w:body><w:sdt><w:sdtPr><w:dataBinding w:xpath="/x" w:storeItemID="x"/></w:sdtPr><w:sdtContent><w:p/>'
    b"</w:sdtContent></w:sdt>"
)
_NUMBERED = b'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
_SYMBOL = b'<w:sym w:font="Wingdings" w:char="F04A"/></w:r>'
_SECOND_TEXT = b"</office:body><office:body><office:text/></office:body>"
_DELETED = (
    b'<office:text><text:tracked-changes><text:changed-region text:id="x"><text:deletion><text:p>x</text:p>'
    b"</text:deletion></text:changed-region></text:tracked-changes>"
)


def _last(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    """Return the bytes of a part replaced where they are last."""

    def change(data: bytes) -> bytes:
        assert old in data
        return new.join(data.rsplit(old, 1))

    return change


def _white(streams: Streams) -> None:
    """Give the letters of a page the colour of the paper."""
    page = next(stream for stream in streams.values() if b"BDC" in stream[1] and b" rg" in stream[1])
    page[1] = re.sub(rb"0 0 \d rg", b"1 1 1 rg", page[1])


def _other_letters(streams: Streams) -> None:
    """Exchange two characters in the table from which programs copy and search the text of a font."""
    stream = next(s for s in streams.values() if b"beginbfchar" in s[1] or b"beginbfrange" in s[1])
    rows = re.findall(rb"<[0-9A-Fa-f]+> <[0-9A-Fa-f]+>\n", stream[1])
    one, other = rows[5].split()[1], rows[9].split()[1]
    assert one != other
    changed = rows[5].replace(one, other)
    stream[1] = stream[1].replace(rows[5], changed, 1)


def _second_object(streams: Streams) -> None:
    """Add a stream of objects that holds one of the numbers a second time."""
    *_, last = streams
    end = streams.pop(last)
    number = next(n for n, s in streams.items() if b"/ObjStm" in s[0])
    streams[last + 1] = [re.sub(rb"/N \d+", b"/N 1", streams[number][0]), streams[number][1]]
    streams[last] = end


def _first_words(data: bytes) -> bytes:
    """Return a header of Word whose first words are others."""
    return re.sub(rb"<w:t[^>]*>[^<]+<", b"<w:t>Cancelled<", data, count=1)


def _statement_of_a_file_twice(folder: Path) -> None:
    path = folder / MANIFEST
    text = path.read_text("utf-8")
    path.write_text(text.replace('"pages":', '"twice": 1,\n     "twice": 1,\n     "pages":', 1), "utf-8")


_CONDITIONAL = b'<text:conditional-text text:condition="ooow:1" text:string-value-if-true="x"/></text:p>'


SEEN: dict[str, Forgery] = {
    "pdf: a link that leads elsewhere": pdf(in_objects(b"/URI(https://", b"/URI(https://x.")),
    "docx: a link that leads elsewhere": zipped_part(
        "docx", "word/_rels/document.xml.rels", within(b'Target="https://', b'Target="https://x.')
    ),
    "odt: a link that leads elsewhere": zipped_part(
        "odt", "content.xml", within(b'xlink:href="https://', b'xlink:href="https://x.')
    ),
    "html: a link that leads elsewhere": replaced("html", 'href="https://', 'href="https://x.'),
    "epub: a link that leads elsewhere": zipped_part(
        "epub", "EPUB/text/ch001.xhtml", within(b'href="https://', b'href="https://x.')
    ),
    "md: a link that leads elsewhere": replaced("md", "](https://", "](https://x."),
    "docx: words that a letter is merged with": zipped_part(
        "docx", "word/settings.xml", within(b"</w:settings>", b"<w:mailMerge/></w:settings>")
    ),
    "odt: words that depend on a condition": zipped_part("odt", "content.xml", _last(b"</text:p>", _CONDITIONAL)),
    "pdf: an action when a page is opened": pdf(
        in_objects(b"/Type /Page\n", b"/AA<</O<</S/URI/URI(https://x.org)>>>>/Type /Page\n")
    ),
    "pdf: an annotation with an appearance": pdf(in_objects(b"/Subtype/Link", b"/Subtype/Link/AP<</N 1 0 R>>")),
    "pdf: another type of annotation": pdf(in_objects(b"/Subtype/Link", b"/Subtype/FreeText")),
    "pdf: other words for a copy": pdf(in_objects(b"/S/P/P", b"/S/P/ActualText(x)/P")),
    "pdf: letters that copy as others": pdf(_other_letters),
    "pdf: a page that is cut": pdf(in_objects(b"/MediaBox [ 0 0", b"/MediaBox [ 0 400")),
    "pdf: a page that is turned": pdf(in_objects(b"/Rotate 0", b"/Rotate 180")),
    "pdf: an object given twice": pdf(_second_object),
    "pdf: letters as small as nothing": pdf(before_page(b"BT 0 Tz ET\n")),
    "pdf: white letters": pdf(_white),
    "docx: data of another vocabulary": zipped_part("docx", "customXml/item1.xml", lambda _: b"<x/>"),
    "docx: a part that differs in case": zipped_part("docx", "word/Document.xml", lambda _: b"<x/>"),
    "docx: words hidden by a style": zipped_part("docx", "word/styles.xml", within(b"<w:rPr>", b"<w:rPr><w:vanish/>")),
    "docx: words bound to a property": zipped_part("docx", "word/document.xml", within(b"<w:body>", _BOUND)),
    "docx: a number before a paragraph": zipped_part("docx", "word/document.xml", within(b"</w:pPr>", _NUMBERED)),
    "docx: comments": zipped_part("docx", "word/comments.xml", lambda _: b"<x/>"),
    "docx: letters struck out": zipped_part("docx", "word/document.xml", _last(b"Council", _STRUCK.encode())),
    "docx: letters turned over": zipped_part("docx", "word/document.xml", _last(b"Council", _TURNED.encode())),
    "docx: a symbol of another font": zipped_part("docx", "word/document.xml", within(b"</w:r>", _SYMBOL)),
    "html: a drawing with a page in it": replaced("html", "</main>", "<svg><foreignObject>x</foreignObject></svg>"),
    "html: another encoding": replaced("html", '<meta charset="utf-8">', '<meta charset="utf-7">'),
    "html: a template": replaced("html", "</main>", "<template>x</template></main>"),
    "html: another base": replaced("html", "<style>", '<base href="https://example.org/"><style>'),
    "html: words shown from the other side": replaced("html", "Council", '<bdo dir="rtl">Council</bdo>'),
    "html: letters struck out": replaced("html", "Council", _STRUCK),
    "html: letters turned over": replaced("html", "Council", _TURNED),
    "html: words that only a mouse shows": replaced("html", "Council", '<abbr title="Counsel">Council</abbr>'),
    "epub: a chapter out of the order of reading": zipped_part(
        "epub", "EPUB/content.opf", within(b"<itemref ", b'<itemref linear="no" ')
    ),
    "epub: parts in cipher": zipped_part("epub", "META-INF/encryption.xml", lambda _: b"<x/>"),
    "odt: words hidden by a style": zipped_part(
        "odt", "styles.xml", within(b"<style:text-properties", b'<style:text-properties text:display="none"')
    ),
    "odt: a second text": zipped_part("odt", "content.xml", within(b"</office:body>", _SECOND_TEXT)),
    "odt: words deleted": zipped_part("odt", "content.xml", within(b"<office:text>", _DELETED)),
    "odt: letters struck out": zipped_part("odt", "content.xml", _last(b"Council", _STRUCK.encode())),
    "md: letters struck out": replaced("md", "Council", _STRUCK),
    "md: letters turned over": replaced("md", "Council", _TURNED),
    "txt: letters struck out": replaced("txt", "Council", _STRUCK),
    "txt: letters turned over": replaced("txt", "Council", _TURNED),
    "manifest: a statement of a file twice": _statement_of_a_file_twice,
    "manifest: a file in another place": stated(lambda t: first_expression(t)["files"][0].update(path="../x.pdf")),
    "a file whose name differs in case": more("MANIFEST.json", b"{}"),
    "a name written in another way": more("re\u0301sume\u0301.txt", b"x"),
}  # fmt: skip
"""Forgeries that are seen without building anything again."""

UNSEEN: dict[str, Forgery] = {
    "pdf: other words of a link": pdf(in_objects(b"/Contents(S/2024", b"/Contents(S/2025")),
    "pdf: words for what is short": pdf(in_objects(b"/S/P/P", b"/S/P/E(x)/P")),
    "pdf: another title": pdf(in_objects(b"/Title (", b"/Title (Cancelled ")),
    "docx: another title": zipped_part("docx", "docProps/core.xml", within(b"<dc:title>", b"<dc:title>Cancelled ")),
    "docx: letters without height": zipped_part(
        "docx", "word/document.xml", within(b"<w:r>", b'<w:r><w:rPr><w:sz w:val="1"/></w:rPr>')
    ),
    "html: another title": replaced("html", "<title>", "<title>Cancelled "),
    "epub: other contents": zipped_part("epub", "EPUB/toc.ncx", within(b"<text>", b"<text>Cancelled ")),
    "pdf: another language": pdf(in_objects(b"(en", b"(fr")),
    "docx: words of a header": zipped_part("docx", "word/header1.xml", _first_words),
    "docx: letters moved off the page": zipped_part(
        "docx", "word/document.xml", within(b"<w:rPr>", b'<w:rPr><w:position w:val="-2000"/>')
    ),
    "html: letters from the other side": replaced(
        "html", "<main", '<main style="direction:rtl;unicode-bidi:bidi-override"'
    ),
    "html: words for a screen reader": replaced("html", "<main", '<main aria-label="Cancelled"'),
    "epub: words of a style": zipped_part(
        "epub", "EPUB/styles/stylesheet1.css", lambda data: data + b"\nbody::before{content:'Cancelled'}"
    ),
    "epub: pages from the other side": zipped_part(
        "epub", "EPUB/content.opf", within(b"<spine", b'<spine page-progression-direction="rtl"')
    ),
    "txt: another mark of the encoding": appended("txt", b"\xef\xbb\xbf", before=True),
    "md: words struck out": replaced("md", "Council", "~~Council~~"),
    "txt: a line without letters": replaced("txt", "Council", "Council\n--------\n"),
}
"""Forgeries that only building again shows."""
