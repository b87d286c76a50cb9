"""Words read back from EPUB, OpenDocument and Markdown."""

from __future__ import annotations

from pipeline.packing import zipped
from pipeline.write.pandoc.epub.read import read as epub
from pipeline.write.pandoc.markdown.read import read as markdown
from pipeline.write.pandoc.odt.read import read as odt

CONTAINER = b'<container><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>'
OPF = b"""<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="b" href="b.xhtml"/>
<item id="a" href="a.xhtml"/><item id="nav" href="nav.xhtml"/></manifest>
<spine><itemref idref="a"/><itemref idref="b"/></spine></package>"""
ODT = b"""<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><text:p>(a)<text:tab/>one<text:note>
<text:note-citation>1</text:note-citation><text:note-body><text:p>note</text:p></text:note-body></text:note> t<text:span
>w</text:span>o</text:p></office:document-content>"""


def _page(body):
    head = "<head><title>unseen</title></head>"
    return f'<html xmlns="http://www.w3.org/1999/xhtml">{head}<body>{body}</body></html>'.encode()


def test_an_epub_is_read_in_the_order_of_its_spine_without_navigation():
    parts = {"a.xhtml": _page("<p>fi<em>rst</em></p><p>second</p>"), "b.xhtml": _page("<p>third</p>")}
    entries = [(f"OPS/{name}", data) for name, data in {**parts, "nav.xhtml": _page("<p>list</p>")}.items()]
    data = zipped([("META-INF/container.xml", CONTAINER), ("OPS/book.opf", OPF), *entries])
    assert epub(data).seen.split() == ["first", "second", "third"]


def test_a_word_ends_at_a_note_mark():
    page = _page('<p>2022<sup><a class="noteref">1</a></sup>,</p>')
    data = zipped(
        [("META-INF/container.xml", CONTAINER), ("OPS/book.opf", OPF), ("OPS/a.xhtml", page), ("OPS/b.xhtml", page)]
    )
    assert epub(data).seen.split()[:3] == ["2022", "1", ","]


def test_a_tab_ends_a_word_a_run_does_not_and_a_note_shows_its_mark_twice():
    assert odt(zipped([("content.xml", ODT)])).seen.split() == ["(a)", "one", "1", "1", "note", "two"]


def test_markdown_is_read_as_text_without_attributes_and_addresses():
    table = "| a | b |\n|---|---|\n| c | d |"
    text = f"# Title {{#secret}}\n\n[12.]{{#x}} te*xt*[^1] [link](https://hide.org)\n\n{table}\n\n[^1]: note"
    words = ["Title", "12.", "text", "1", "1", "note", "link", "a", "b", "c", "d"]
    assert markdown(text.encode()).seen.split() == words
