"""Pictures from the XML to every format, into copies and back; what is hostile or missing is named."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from pipeline.distribution.content import of_document, of_file
from pipeline.distribution.copies import CopyOptions, make_copy
from pipeline.distribution.verification import verify
from pipeline.document import Picture
from pipeline.errors import RefusedInputError
from pipeline.library.expressions import Expression
from pipeline.prepare import prepare
from pipeline.prove import prove
from pipeline.read import parse_bytes, parse_file
from pipeline.read.media import read_media
from pipeline.versions.comparison.documents import compare
from pipeline.versions.redline.files import redline
from pipeline.write import FORMATS, Options
from tests.prepare.samples import AKN

SVG = b"""<svg xmlns="http://www.w3.org/2000/svg" width="120" height="60"><rect width="120" height="60" fill="#069"/>
<text x="10" y="40" font-size="20" fill="#fff">Tide</text></svg>"""
META = """<meta><identification source="#e"><FRBRWork><FRBRthis value="/akn/un/doc/x/2026-01-01/tide/!main"/>
<FRBRuri value="/akn/un/doc/x/2026-01-01/tide"/><FRBRdate date="2026-01-01" name="issue"/><FRBRauthor href="#e"/>
<FRBRcountry value="un"/></FRBRWork><FRBRExpression><FRBRthis value="/akn/un/doc/x/2026-01-01/tide/eng@/!main"/>
<FRBRuri value="/akn/un/doc/x/2026-01-01/tide/eng@"/><FRBRdate date="2026-01-01" name="issue"/><FRBRauthor href="#e"/>
<FRBRlanguage language="eng"/></FRBRExpression></identification></meta>"""


def picture(kind: str, size: tuple[int, int] = (80, 40), mode: str = "RGB") -> bytes:
    buffer = io.BytesIO()
    Image.new(mode, size, 120 if mode == "L" else (200, 30, 60, 128)[: len(mode)]).save(buffer, kind)
    return buffer.getvalue()


@pytest.fixture
def source(tmp_path: Path):
    """Return a source with pictures of four kinds in its folder: PNG, PNG with transparency, JPEG, SVG."""
    media = tmp_path / "tide.media"
    media.mkdir()
    files = {"a.png": picture("PNG"), "b.png": picture("PNG", mode="RGBA"), "c.jpg": picture("JPEG"), "d.svg": SVG}
    for name, data in files.items():
        (media / name).write_bytes(data)
    images = "".join(
        f'<p>Reading {n} <img src="tide.media/{name}" alt="Gauge {n} at noon"/> of the tide.</p>'
        for n, name in enumerate(files, 1)
    )
    inside = '<td><p>Cell <img src="tide.media/a.png" alt="Small gauge"/></p></td><td><p>Text</p></td>'
    cell = f"<table><tr>{inside}</tr></table>"
    path = tmp_path / "tide.xml"
    body = f"<preface><p><docTitle>Tides</docTitle></p></preface><mainBody>{images}{cell}</mainBody>"
    text = f'<akomaNtoso xmlns="{AKN}"><doc name="report">{META}{body}</doc></akomaNtoso>'
    path.write_text(text, "utf-8")
    return parse_file(path)


@pytest.mark.parametrize("format", FORMATS)
def test_every_picture_is_in_every_format_and_proved(source, format):
    document = prepare(source)
    data = FORMATS[format].write(document, Options()).data
    assert prove(source, data, format).error() is None
    assert len(document.pictures) == 4
    content = of_file(data, format, "en")
    assert of_document(document).agreement(content, FORMATS[format].agreement)


@pytest.mark.parametrize("format", [name for name in FORMATS if name not in ("txt", "flow.txt")])
def test_the_same_document_gives_the_same_bytes(source, format):
    first, second = (FORMATS[format].write(prepare(source), Options()).data for _ in range(2))
    assert first == second


def test_word_holds_the_pictures_with_their_alternative_text(source):
    data = FORMATS["docx"].write(prepare(source), Options()).data
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        media = [n for n in package.namelist() if "picture-" in n]
        body = package.read("word/document.xml").decode()
    assert len(media) == 4
    assert [n for n in range(1, 5) if f'descr="Gauge {n} at noon"' in body] == [1, 2, 3, 4]


@pytest.mark.parametrize("format", ["docx", "epub", "odt"])
def test_a_picture_taken_out_of_a_package_is_reported_by_the_proof(source, format):
    data = FORMATS[format].write(prepare(source), Options()).data
    proof = prove(source, without_one_picture(data), format)
    assert proof.error() is not None
    assert "noon" in str(proof.error()) or "gauge" in str(proof.error())


def without_one_picture(data: bytes) -> bytes:
    """Return the package without the first of its pictures."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        gone = next(n for n in old.namelist() if re.search(r"(picture-\w+|file\d+|Pictures/\d+)\.\w+$", n))
        for name in old.namelist():
            if name != gone:
                new.writestr(name, old.read(name))
    return buffer.getvalue()


def test_a_picture_taken_out_of_a_page_is_reported_by_the_proof(source):
    data = FORMATS["html"].write(prepare(source), Options()).data
    assert prove(source, re.sub(rb"<img [^>]*>", b"", data, count=1), "html").error() is not None
    assert prove(source, re.sub(rb'src="data:[^"]*"', b'src=""', data, count=1), "html").error() is not None


def test_copies_hold_the_pictures_and_are_rebuilt_to_the_byte(source, tmp_path):
    expression = Expression("tide", "eng@", source.path)
    copy = make_copy("tide", [expression], CopyOptions(tmp_path / "copies"))
    assert {"tide.media/a.png", "tide.media/d.svg"} <= set(copy.files)
    assert verify(copy.archive, rebuild=True).faults == ()


def test_the_size_is_that_of_the_element_else_of_the_pixels(tmp_path):
    (tmp_path / "a.png").write_bytes(picture("PNG", (96, 48)))
    path = tmp_path / "x.xml"
    sizes = ("", 'width="192"', 'width="1in" height="2in"')
    images = "".join(f'<p><img src="a.png" alt="A" {size}/></p>' for size in sizes)
    text = f'<akomaNtoso xmlns="{AKN}"><doc name="report">{META}<mainBody>{images}</mainBody></doc></akomaNtoso>'
    path.write_text(text, "utf-8")
    found = [i for p in prepare(parse_file(path)).paragraphs() for i in p.inlines if isinstance(i, Picture)]
    assert [(round(p.width), round(p.height)) for p in found] == [(72, 36), (144, 72), (72, 144)]


@pytest.mark.parametrize(
    ("src", "why"),
    [
        ("http://example.org/x.png", "is not a file beside the source"),
        ("/etc/hostname", "is not a file beside the source"),
        ("../x.png", "is not a file beside the source"),
        ("..\\x.png", "is not a file beside the source"),
        ("file:///x.png", "is not a file beside the source"),
        ("gone.png", "cannot be read"),
        ("text.png", "is not a PNG, JPEG or SVG"),
        ("far.svg", "refers to other files"),
        ("entity.svg", "cannot be drawn"),
        ("link.png", "leads out of the folder"),
    ],
)
def test_hostile_and_missing_pictures_are_refused_by_name(tmp_path, src, why):
    folder = tmp_path / "in"
    folder.mkdir()
    (tmp_path / "out.png").write_bytes(picture("PNG"))
    (folder / "text.png").write_text("no picture")
    (folder / "far.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/hostname"/></svg>'
    )
    (folder / "entity.svg").write_text(
        '<!DOCTYPE svg [<!ENTITY x "y">]><svg xmlns="http://www.w3.org/2000/svg">&x;</svg>'
    )
    (folder / "link.png").symlink_to(tmp_path / "out.png")
    with pytest.raises(RefusedInputError, match=why):
        read_media(folder / "x.xml", src)


def test_a_picture_that_cannot_be_shown_leaves_its_words_and_a_warning(tmp_path):
    path = tmp_path / "x.xml"
    body = '<mainBody><p>See <img src="gone.png" alt="The \u202egauge"/> here.</p></mainBody>'
    path.write_text(f'<akomaNtoso xmlns="{AKN}"><doc name="report">{META}{body}</doc></akomaNtoso>', "utf-8")
    source = parse_file(path)
    document = prepare(source)
    assert any("gone.png" in warning for warning in document.warnings)
    for name, format in FORMATS.items():
        data = format.write(document, Options()).data
        assert prove(source, data, name).error() is None, name
        assert "[The gauge]" in " ".join(of_file(data, name, "en").whole.split()), name


def as_file(kind: str, image: Image.Image, **options) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def turned() -> bytes:
    """Return a JPEG that its metadata turn by a quarter: red above, when it is upright."""
    image = Image.new("RGB", (20, 40), "blue")
    image.paste("red", (0, 0, 20, 20))
    exif = Image.Exif()
    exif[0x0112] = 8
    return as_file("JPEG", image.rotate(-90, expand=True), exif=exif)


@pytest.mark.parametrize(
    ("name", "data", "size"),
    [
        ("turned.jpg", turned(), (20, 40)),
        ("cmyk.jpg", as_file("JPEG", Image.new("CMYK", (9, 5), (0, 200, 200, 0))), (9, 5)),
        ("deep.png", as_file("PNG", Image.new("I;16", (9, 5), 40000)), (9, 5)),
        ("alpha.png", as_file("PNG", Image.new("RGBA", (9, 5), (255, 0, 0, 90))), (9, 5)),
        ("wrong.png", as_file("JPEG", Image.new("RGB", (9, 5))), (9, 5)),
    ],
)
def test_pictures_of_unusual_kinds_are_shown_alike_in_every_format(tmp_path, name, data, size):
    (tmp_path / name).write_bytes(data)
    media = read_media(tmp_path / "x.xml", name)
    assert (media.width, media.height) == size
    assert Image.open(io.BytesIO(media.data)).mode in ("L", "RGB", "RGBA")
    path = tmp_path / "x.xml"
    body = f'<mainBody><p><img src="{name}" alt="Gauge"/></p></mainBody>'
    path.write_text(f'<akomaNtoso xmlns="{AKN}"><doc name="report">{META}{body}</doc></akomaNtoso>', "utf-8")
    made = parse_file(path)
    for format in FORMATS:
        data = FORMATS[format].write(prepare(made), Options()).data
        assert prove(made, data, format).error() is None, format


def test_a_picture_turned_by_its_metadata_stands_upright(tmp_path):
    (tmp_path / "turned.jpg").write_bytes(turned())
    image = Image.open(io.BytesIO(read_media(tmp_path / "x.xml", "turned.jpg").data))
    red, _, blue = image.convert("RGB").getpixel((10, 5))
    assert red > 200 > 60 > blue


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("cut.png", picture("PNG")[:60], "is not a PNG, JPEG or SVG"),
        ("none.png", b"", "is not a PNG, JPEG or SVG"),
        (
            "nought.png",
            picture("PNG").replace(b"\x00\x00\x00\x50\x00\x00\x00\x28", bytes(8)),
            "is not a PNG, JPEG or SVG",
        ),
        ("script.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>x()</script></svg>', "holds scripts"),
        ("vast.svg", b'<svg xmlns="http://www.w3.org/2000/svg" width="99999" height="99999"/>', "too many pixels"),
        ("vast2.svg", b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1e5 1e5"/>', "too many pixels"),
        ("old.emf", bytes(40) + b" EMF" + bytes(60), "drawing of Windows"),
        ("old.wmf", b"\xd7\xcd\xc6\x9a" + bytes(60), "drawing of Windows"),
    ],
)
def test_damaged_vast_and_foreign_pictures_are_refused_by_name(tmp_path, name, data, why):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(RefusedInputError, match=why):
        read_media(tmp_path / "x.xml", name)


def test_a_picture_of_too_many_pixels_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("pipeline.read.media.MOST_PIXELS", 1000)
    (tmp_path / "large.png").write_bytes(picture("PNG"))
    with pytest.raises(RefusedInputError, match="too many pixels"):
        read_media(tmp_path / "x.xml", "large.png")


def pictured(folder: Path, colour: str, alt: str):
    folder.mkdir()
    (folder / "a.png").write_bytes(as_file("PNG", Image.new("RGB", (30, 20), colour)))
    body = f'<mainBody><p>The gauge stands. <img src="a.png" alt="{alt}"/></p></mainBody>'
    path = folder / "x.xml"
    path.write_text(f'<akomaNtoso xmlns="{AKN}"><doc name="report">{META}{body}</doc></akomaNtoso>', "utf-8")
    return prepare(parse_file(path))


@pytest.mark.parametrize(("colour", "alt"), [("blue", "Gauge"), ("red", "Gauge at noon")])
def test_a_changed_picture_is_reported_by_a_comparison_in_every_format(tmp_path, colour, alt):
    old, new = pictured(tmp_path / "old", "red", "Gauge"), pictured(tmp_path / "new", colour, alt)
    script = compare(old, new)
    edits = [word for edit in script.edits for word in edit.words]
    assert [(e.old.split(" #")[0], e.new.split(" #")[0]) for e in edits] == [("[Gauge", f"[{alt}")]
    assert edits[0].old != edits[0].new
    assert f"[-{edits[0].old}-]" in redline(script, "txt").decode()
    assert edits[0].new in redline(script, "json").decode()
    page = redline(script, "html").decode()
    assert re.search(r'<del class="deleted"><img [^>]*></del>', page)
    assert re.search(r'<ins class="inserted"><img [^>]*></ins>', page)
    with zipfile.ZipFile(io.BytesIO(redline(script, "docx"))) as package:
        body = package.read("word/document.xml").decode()
    assert re.search(r"<w:del [^>]*><w:r><w:drawing>", body)
    assert FORMATS["pdf"].read(redline(script, "pdf"), "en").seen.count("[Gauge") == 2


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("src", ["tide.media/a.png", "tide.media/none.png"])
def test_a_picture_in_a_number_or_a_line_of_the_title_is_in_every_format(source, src, format):
    body = f"""<preface><p><img src="{src}" alt="Flag"/> <ref name="agendaItem" href="/x/agenda">Item 12</ref></p>
    <p><docTitle>Tides</docTitle></p></preface><mainBody><paragraph><num>1.<img src="{src}" alt="Bell"/></num>
    <content><p>Words.</p></content></paragraph></mainBody>"""
    text = f'<akomaNtoso xmlns="{AKN}"><doc name="report">{META}{body}</doc></akomaNtoso>'
    made = parse_bytes(text.encode(), source.path)
    assert prove(made, FORMATS[format].write(prepare(made), Options()).data, format).error() is None


def test_a_drawing_that_is_not_well_formed_is_named_and_its_words_stand_for_it(source):
    (source.path.parent / "tide.media" / "d.svg").write_bytes(b'<svg xmlns="http://www.w3.org/2000/svg" <rect/></svg>')
    with pytest.raises(RefusedInputError, match="cannot be drawn"):
        read_media(source.path, "tide.media/d.svg")
    assert any("alternative text stands for it" in warning for warning in prepare(source).warnings)


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("alt", ["Small gauge", " "])
def test_a_picture_in_a_note_is_in_every_format_and_an_empty_table_is_not_asked_for(source, alt, format):
    note = '<authorialNote marker="1"><p>See <img src="tide.media/a.png" alt="Small gauge"/></p></authorialNote>'
    text = (
        f'<akomaNtoso xmlns="{AKN}"><doc name="report">{META}<mainBody><p>Tide.{note}</p></mainBody></doc></akomaNtoso>'
    )
    made = parse_bytes(text.encode(), source.path)
    assert prove(made, FORMATS[format].write(prepare(made), Options()).data, format).error() is None
