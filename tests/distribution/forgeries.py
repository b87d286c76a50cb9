"""Forgeries of a distribution copy: what someone would do who wants a reader to see something else.

Each takes the folder of a copy and changes it; sums, sizes and hashes are put right afterwards, as the forger would.
"""

from __future__ import annotations

import io
import json
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pipeline.distribution.manifest import MANIFEST, SUMS, as_bytes, sha256, sums

Forgery = Callable[[Path], None]
TEXT = "This text has been cancelled."


def of(folder: Path, format: str) -> Path:
    """Return the file of a format in a copy of one expression."""
    (path,) = (p for p in folder.iterdir() if p.name.endswith(f".{format}") and not p.name.endswith(f".flow.{format}"))
    return path


def in_earlier_form(table: dict[str, Any]) -> dict[str, Any]:
    """Return a manifest as versions before 0.3.0 wrote it: three hashes, and for each file the one it was found on."""
    for one in table["expressions"]:
        one["content"] = {"sequence": one["content"], "words": sha256(b"words"), "letters": sha256(b"letters")}
        for file in one["files"]:
            basis = "words" if file["format"].endswith("txt") else "sequence"
            file["content"] = {"basis": basis, "sha256": one["content"][basis]}
    return table | {"format": "un-distribution/1"}


def make_good(folder: Path) -> None:
    """Size and hash of every file in the manifest, and the sums of all, as if nothing had been changed."""
    try:
        table = json.loads((folder / MANIFEST).read_bytes())
        for file in (f for e in table["expressions"] for f in e["files"] if (folder / f["path"]).is_file()):
            data = (folder / file["path"]).read_bytes()
            file |= {"size": len(data), "sha256": sha256(data)}
        if b'"twice"' not in (folder / MANIFEST).read_bytes():
            (folder / MANIFEST).write_bytes(as_bytes(table))
    except ValueError:
        pass
    listed = {p.name: p.read_bytes() for p in folder.iterdir() if p.name not in (SUMS, f"{SUMS}.sig")}
    (folder / SUMS).write_bytes(sums(listed))


# ------------------------------------------------------------------ files


def replaced(format: str, old: str, new: str) -> Forgery:
    """Return words in a text file replaced, where they are last."""

    def forge(folder: Path) -> None:
        path = of(folder, format)
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(new.join(text.rsplit(old, 1)), "utf-8")

    return forge


def appended(format: str, data: bytes, *, before: bool = False) -> Forgery:
    """Return bytes before or behind a file."""

    def forge(folder: Path) -> None:
        path = of(folder, format)
        path.write_bytes(data + path.read_bytes() if before else path.read_bytes() + data)

    return forge


def zipped_part(format: str, name: str, change: Callable[[bytes], bytes], *, twice: bool = False) -> Forgery:
    """Return a part of a zipped file changed, added, or given a second time."""

    def forge(folder: Path) -> None:
        path = of(folder, format)
        with zipfile.ZipFile(path) as package:
            parts = [(entry.filename, package.read(entry)) for entry in package.infolist()]
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as package:
            for own, data in parts:
                package.writestr(own, change(data) if own == name and not twice else data)
            if twice or name not in dict(parts):
                package.writestr(name, change(dict(parts).get(name, b"")))
        path.write_bytes(out.getvalue())

    return forge


def within(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    """Return the bytes of a part replaced once."""

    def change(data: bytes) -> bytes:
        assert old in data
        return data.replace(old, new, 1)

    return change


# ------------------------------------------------------------------ PDF

_OBJECT = re.compile(rb"(\d+) 0 obj\n(<<.*?)/Length (\d+)>>\nstream\n", re.DOTALL)
Streams = dict[int, list[bytes]]
"""Dictionary without length, and unpacked content, of each stream."""


def pdf(change: Callable[[Streams], None]) -> Forgery:
    """Return the streams of a PDF changed, and the file laid out again as this project lays it out."""

    def forge(folder: Path) -> None:
        path = of(folder, "pdf")
        path.write_bytes(relaid(path.read_bytes(), change))

    return forge


def relaid(data: bytes, change: Callable[[Streams], None]) -> bytes:
    """Return the file with changed streams: lengths, cross references and the end put right."""
    at, streams = data.index(b"1 0 obj") if data.startswith(b"1 0") else 15, Streams()
    while match := _OBJECT.match(data, at):
        content = data[match.end() : match.end() + int(match[3])]
        packed = b"/FlateDecode" in match[2] and b"DCTDecode" not in match[2]
        streams[int(match[1])] = [match[2], zlib.decompress(content) if packed else content]
        at = match.end() + int(match[3]) + len(b"\r\nendstream\nendobj\n")
    last = list(streams)[-1]
    change(streams)
    rows = [struct.unpack_from(">BIH", streams[last][1], n) for n in range(0, len(streams[last][1]), 7)]
    size = max([*streams, len(rows) - 1]) + 1
    out = bytearray(data[:15])
    places = {number: row for number, row in enumerate(rows) if row[0] == 2}
    for number, (head, content) in streams.items():
        places[number] = (1, len(out), 0)
        if number == last:
            table = b"".join(struct.pack(">BIH", *places.get(n, (0, 0, 65535))) for n in range(size))
            out += _object(number, re.sub(rb"/Size \d+", b"/Size %d" % size, head), table)
        else:
            out += _object(number, head, content)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % places[last][1])


def _object(number: int, head: bytes, content: bytes) -> bytes:
    body = zlib.compress(content) if b"/FlateDecode" in head else content
    return b"%d 0 obj\n%b/Length %d>>\nstream\n%b\r\nendstream\nendobj\n" % (number, head, len(body), body)


def _page(streams: Streams) -> list[bytes]:
    """Return the first page."""
    return next(stream for stream in streams.values() if b"BDC" in stream[1] and b"TJ" in stream[1])


def on_page(operators: bytes) -> Callable[[Streams], None]:
    def change(streams: Streams) -> None:
        _page(streams)[1] += operators

    return change


def in_objects(old: bytes, new: bytes) -> Callable[[Streams], None]:
    """Return the bytes of the packed objects replaced, the places of the objects behind put right."""

    def change(streams: Streams) -> None:
        for stream in streams.values():
            if b"/ObjStm" in stream[0] and old in stream[1]:
                stream[:] = _respaced(stream, old, new)
                return
        raise AssertionError(old)

    return change


def _respaced(stream: list[bytes], old: bytes, new: bytes) -> list[bytes]:
    head, content = stream
    first = int(re.search(rb"/First (\d+)", head)[1])
    numbers = list(map(int, content[:first].split()))
    body = content[first:]
    where, more = body.index(old), len(new) - len(old)
    places = [place + more if place > where else place for place in numbers[1::2]]
    table = b" ".join(b"%d %d" % pair for pair in zip(numbers[::2], places, strict=True)) + b"\n"
    return [head.replace(b"/First %d" % first, b"/First %d" % len(table)), table + body.replace(old, new, 1)]


def _swap_glyphs(streams: Streams) -> None:
    """Two glyphs exchanged in the map of a font: the text says one thing, the page shows another."""
    for number, (head, content) in streams.items():
        if head == b"<</Filter/FlateDecode" and len(content) % 2 == 0 and content[:2] == b"\0\0" and len(content) > 60:
            streams[number][1] = content[:20] + content[22:24] + content[20:22] + content[24:]
            return
    raise AssertionError("no map of glyphs")


def _other_source(streams: Streams) -> None:
    stream = next(s for s in streams.values() if b"/EmbeddedFile" in s[0])
    stream[1] = stream[1].replace(b"the", b"teh", 1)


def _stray_object(streams: Streams) -> None:
    *_, last = streams
    end = streams.pop(last)
    streams[last + 1] = [b"<</Filter/FlateDecode", b"q Q"]
    streams[last] = end


_BOX = b"\n/Artifact BMC 1 1 1 rg 100 100 400 600 re f EMC"
_WORDS = b"\nBT /F1 20 Tf 1 0 0 1 100 400 Tm [<00010002000300040005>]TJ ET"


# ------------------------------------------------------------------ manifest


def stated(change: Callable[[dict[str, Any]], object]) -> Forgery:
    """Return the manifest changed."""

    def forge(folder: Path) -> None:
        table = json.loads((folder / MANIFEST).read_bytes())
        change(table)
        (folder / MANIFEST).write_bytes(as_bytes(table))

    return forge


def _twice(folder: Path) -> None:
    text = (folder / MANIFEST).read_text("utf-8")
    (folder / MANIFEST).write_text(text.replace('{\n "format"', '{\n "twice": 1, "twice": 2,\n "format"', 1), "utf-8")


def first_expression(table: dict[str, Any]) -> dict[str, Any]:
    return table["expressions"][0]


def _another_document(folder: Path) -> None:
    """Add a second document to a Word file, and lead the relationships of the package to it."""
    path, type = of(folder, "docx"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    with zipfile.ZipFile(path) as package:
        parts = {entry.filename: package.read(entry) for entry in package.infolist()}
    own = f'<Override PartName="/word/header9.xml" ContentType="{type}"/></Types>'.encode()
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", own)
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"word/document.xml", b"word/header9.xml")
    parts["word/header9.xml"] = parts["word/document.xml"].replace(b"Council", b"Counsel")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    path.write_bytes(out.getvalue())


def struck_out(data: bytes) -> bytes:
    """Return the text of a Word file with one run marked as deleted."""
    run = re.compile(rb"<w:r>(?:(?!</w:r>).)*Council(?:(?!</w:r>).)*</w:r>", re.DOTALL)
    found = run.search(data)
    assert found
    return data.replace(
        found[0], b'<w:del w:id="900" w:author="x">' + found[0].replace(b"w:t", b"w:delText") + b"</w:del>"
    )


def before_page(operators: bytes) -> Callable[[Streams], None]:
    def change(streams: Streams) -> None:
        page = _page(streams)
        page[1] = operators + page[1]

    return change


def _updated(folder: Path) -> None:
    """Append an incremental update, as programs do that edit a PDF: a new catalogue, cross references, a second end."""
    path = of(folder, "pdf")
    data = path.read_bytes()
    former = int(re.findall(rb"startxref\n(\d+)", data)[-1])
    more = b"1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
    table = b"xref\n1 1\n%010d 00000 n \ntrailer\n<</Size 2/Root 1 0 R/Prev %d>>\n" % (len(data), former)
    path.write_bytes(data + more + table + b"startxref\n%d\n%%%%EOF\n" % (len(data) + len(more)))


_SCRIPTED = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
_FALLBACK = (
    b'<w:body><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    b'<mc:Choice Requires="w"><w:p/></mc:Choice><mc:Fallback><w:p/></mc:Fallback></mc:AlternateContent>'
)
_INSTRUCTION = b'<?xml-stylesheet href="https://example.org/x.xsl" type="text/xsl"?>'


def more(name: str, data: bytes) -> Forgery:
    return lambda folder: (folder / name).write_bytes(data) and None


SEEN: dict[str, Forgery] = {
    "pdf: words without a tag": pdf(on_page(_WORDS)),
    "pdf: a white box over the page": pdf(on_page(_BOX)),
    "pdf: a white box and new words": pdf(on_page(_BOX + b"\n/Artifact BMC" + _WORDS + b" EMC")),
    "pdf: a script that runs when it is opened": pdf(
        in_objects(b"/Type /Catalog", b"/OpenAction<</S/JavaScript/JS(app.alert)>>/Type /Catalog")
    ),
    "pdf: a link that starts a program": pdf(in_objects(b"<</S/URI/URI", b"<</S/Launch/F(calc.exe)/URI")),
    "pdf: a link with a script": pdf(in_objects(b"/URI(https:", b"/URI(javascript:")),
    "pdf: an object that belongs to nothing": pdf(_stray_object),
    "pdf: another source attached": pdf(_other_source),
    "pdf: a former version behind the end": appended("pdf", b"1 0 obj\n<<>>\nendobj\n"),
    "pdf: a mark that is not in the structure": pdf(on_page(b"\n/P <</MCID 9999>>BDC" + _WORDS + b" EMC")),
    "html: a script": replaced("html", "</main>", "<script>document.body.innerHTML='';</script></main>"),
    "html: a handler of events": replaced("html", "<main", '<main onmouseover="alert(1)"'),
    "html: a link with a script": replaced("html", "</main>", '<a href="javascript:alert(1)"></a></main>'),
    "html: a hidden script": replaced("html", "</main>", "<!--><script>alert(1)</script>--></main>"),
    "html: a picture from elsewhere": replaced("html", "</main>", '<img src="https://x.org/x.png" alt=""></main>'),
    "html: a style from elsewhere": replaced("html", "<style>", "<style>@import 'https://example.org/x.css';"),
    "html: another page in its place": replaced(
        "html", '<meta charset="utf-8">', '<meta http-equiv="refresh" content="0;url=https://example.org/">'
    ),
    "html: a word": replaced("html", "Council", "Counsel"),
    "docx: a template from elsewhere": zipped_part(
        "docx", "word/_rels/document.xml.rels",
        within(b"</Relationships>", b'<Relationship Id="rX" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
               b'relationships/attachedTemplate" Target="https://example.org/x.dotm" TargetMode="External"/>'
               b"</Relationships>"),
    ),
    "docx: text from another file": zipped_part(
        "docx", "word/document.xml",
        within(b"</w:body>", b'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>INCLUDETEXT "x.docx"'
               b'</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:body>'),
    ),
    "docx: a field that starts a program": zipped_part(
        "docx", "word/document.xml", within(b"</w:body>", b'<w:p><w:fldSimple w:instr="DDEAUTO c:\\x"/></w:p></w:body>')
    ),
    "docx: a foreign document inside": zipped_part(
        "docx", "word/document.xml", within(b"</w:body>", b'<w:altChunk xmlns:r="urn:x" r:id="rX"/></w:body>')
    ),
    "docx: macros": zipped_part("docx", "word/vbaProject.bin", lambda _: b"macros"),
    "docx: a second text of the same name": zipped_part("docx", "word/document.xml", within(b"w:", b"w:"), twice=True),
    "docx: bytes before the zip": appended("docx", b"MZ program", before=True),
    "docx: bytes behind the zip": appended("docx", b"more"),
    "odt: a macro": zipped_part(
        "odt", "content.xml",
        within(b"</office:text>", b'<office:event-listeners><script:event-listener script:language="x"/>'
               b"</office:event-listeners></office:text>"),
    ),
    "odt: text from another file": zipped_part(
        "odt", "content.xml",
        within(b"</office:text>", b'<text:section text:name="s"><text:section-source xlink:href="https://example.org/"/>'
               b"</text:section></office:text>"),
    ),
    "epub: a script": zipped_part(
        "epub", "EPUB/text/ch001.xhtml", within(b"</body>", b"<script>alert(1)</script></body>")
    ),
    "epub: a program": zipped_part("epub", "EPUB/media/x.js", lambda _: b"alert(1)"),
    "md: a script": replaced("md", "Council", "Council <script>alert(1)</script>"),
    "md: a script in the title": replaced("md", "title: ", "title: <script>alert(1)</script> "),
    "txt: signs that steer a terminal": replaced("txt", "Council", "Council\x1b[2J"),
    "pdf: an incremental update": _updated,
    "pdf: optional content": pdf(in_objects(b"/Type /Catalog", b"/OCProperties<</OCGs[]/D<<>>>>/Type /Catalog")),
    "pdf: a mark of optional content": pdf(on_page(b"\n/OC /x BDC" + _WORDS + b" EMC")),
    "pdf: text that is not drawn": pdf(before_page(b"3 Tr\n")),
    "pdf: a page that is clipped": pdf(before_page(b"0 0 1 1 re W n\n")),
    "pdf: a page that is moved away": pdf(before_page(b"1 0 0 1 5000 0 cm\n")),
    "docx: a second document": _another_document,
    "docx: words struck out": zipped_part("docx", "word/document.xml", struck_out),
    "docx: an instruction to a program": zipped_part(
        "docx", "word/document.xml", within(b"<w:body>", b"<?mso-application progid='Excel.Sheet'?><w:body>")
    ),
    "docx: words for other programs": zipped_part("docx", "word/document.xml", within(b"<w:body>", _FALLBACK)),
    "docx: a drawing with a script": zipped_part("docx", "word/media/x.svg", lambda _: _SCRIPTED),
    "docx: a program named as a picture": zipped_part("docx", "word/media/x.png", lambda _: b"MZ program"),
    "odt: a drawing with a script": zipped_part("odt", "Pictures/x.svg", lambda _: _SCRIPTED),
    "odt: macros": zipped_part("odt", "Basic/Standard/Module1.xml", lambda _: b"<x/>"),
    "odt: an instruction to a program": zipped_part(
        "odt", "content.xml", within(b"<office:document-content", _INSTRUCTION + b"<office:document-content")
    ),
    "odt: another type": zipped_part("odt", "mimetype", lambda _: b"application/vnd.sun.xml.writer"),
    "epub: a drawing with a script": zipped_part("epub", "EPUB/media/x.svg", lambda _: _SCRIPTED),
    "epub: an instruction to a program": zipped_part(
        "epub", "EPUB/content.opf", within(b"<package", _INSTRUCTION + b"<package")
    ),
    "epub: a chapter that is not read": zipped_part(
        "epub", "EPUB/content.opf", lambda data: re.sub(rb"<itemref [^>]*/>", b"", data)
    ),
    "html: a text that is hidden": replaced("html", "<main", '<main style="display:none"'),
    "html: a letter of another script": replaced("html", "Council", "C\u043euncil"),
    "md: a link with a script": replaced("md", "Council", "[Council](javascript:alert(1))"),
    "a file whose name looks like another": more("manifest.js\u043en", b"{}"),
    "verify.py: another program": more("verify.py", b"print('intact')\n"),
    "a file more": more("annex.pdf", b"%PDF"),
    "manifest: a state": stated(lambda t: t.update(state="provisional")),
    "manifest: a title": stated(lambda t: first_expression(t).update(title=TEXT)),
    "manifest: a symbol": stated(lambda t: t["work"].update(symbol="A/RES/1/1")),
    "manifest: a symbol of the text": stated(lambda t: first_expression(t).update(symbol="A/RES/1/1")),
    "manifest: another work": stated(lambda t: t["work"].update(iri="/akn/un/doc/x/un-ga/2000-01-01/x")),
    "manifest: a kind": stated(lambda t: t["work"].update(kind="treaty")),
    "manifest: official or not": stated(lambda t: t["work"].update(official=not t["work"]["official"])),
    "manifest: another text": stated(lambda t: first_expression(t).update(iri="/akn/un/doc/x/un-ga/2000-01-01/x/eng@")),
    "manifest: a name": stated(lambda t: t.update(name="A_RES_1_1")),
    "manifest: languages": stated(lambda t: t.update(languages=["en", "fr"])),
    "manifest: a direction": stated(lambda t: first_expression(t).update(direction="rtl")),
    "manifest: a date": stated(lambda t: first_expression(t).update(date="2001-01-01")),
    "manifest: a job number": stated(lambda t: first_expression(t).update(job_number="01-23456 (E)")),
    "manifest: what is not assigned": stated(lambda t: first_expression(t).update(unassigned=["symbol"])),
    "manifest: pages": stated(lambda t: first_expression(t)["files"][0].update(pages=99)),
    "manifest: a file without its content": stated(lambda t: first_expression(t)["files"][0].pop("content")),
    "manifest: the content of a file": stated(lambda t: first_expression(t)["files"][0].update(content="0" * 64)),
    "manifest: the hash of the content": stated(lambda t: first_expression(t).update(content="0" * 64)),
    "manifest: a file less": stated(lambda t: first_expression(t)["files"].pop(0)),
    "manifest: a statement more": stated(lambda t: t.update(approved="yes")),
    "manifest: a statement less": stated(lambda t: t.pop("languages")),
    "manifest: a statement twice": _twice,
    "manifest: a signature": stated(
        lambda t: t.update(signature={"algorithm": "Ed25519", "file": "x", "signs": "y", "key": "0" * 64})
    ),
}  # fmt: skip
"""Forgeries that are seen without building anything again."""

UNSEEN: dict[str, Forgery] = {
    "pdf: two glyphs exchanged": pdf(_swap_glyphs),
    "pdf: words of a running head": pdf(on_page(b"\n/Artifact <</Type/Pagination>>BDC" + _WORDS + b" EMC")),
    "html: words of a style": replaced("html", "</style>", f'main::before{{content:"{TEXT}"}}</style>'),
    "docx: white words": zipped_part(
        "docx", "word/styles.xml", within(b"<w:rPr>", b'<w:rPr><w:color w:val="FFFFFF"/>')
    ),
    "manifest: versions": stated(lambda t: t["made_with"].update(lxml="1.0")),
}
"""Forgeries that only building again shows, and the versions, which nothing shows."""
