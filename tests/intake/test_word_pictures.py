"""Pictures of Word files lie beside the XML; what cannot be shown is its words, and reported."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from pipeline.cli.main import main
from pipeline.intake.importing import Imported, import_bytes
from pipeline.prepare import prepare
from pipeline.read import AKN, parse_file
from tests.intake.test_word_kinds import WORDS, masthead
from tests.intake.wordfile import R, W, archive, p

_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_A = "http://schemas.openxmlformats.org/drawingml/2006"
_NAMES = (f'{W} {R} xmlns:a="{_A}/main" xmlns:pic="{_A}/picture" xmlns:c="{_A}/chart" '
          f'xmlns:wp="{_A}/wordprocessingDrawing"')  # fmt: skip


def raster(kind: str) -> bytes:
    """Return a small picture."""
    out = io.BytesIO()
    Image.new("RGB", (4, 2), (0, 90, 160)).save(out, kind)
    return out.getvalue()


def drawing(inner: str, described: str = "") -> str:
    """Return a paragraph with a drawing of 72 by 36 points."""
    return (f'<w:p><w:r><w:drawing><wp:inline><wp:extent cx="914400" cy="457200"/><wp:docPr id="1" {described}/>'
            f"<a:graphic><a:graphicData>{inner}</a:graphicData></a:graphic></wp:inline></w:drawing>"
            "</w:r></w:p>")  # fmt: skip


def tied(depth: int, way: str = "wrapTopAndBottom") -> str:
    """Return an empty line of 6 points with a drawing of 144 by 72 points tied so many points below its top."""
    place = f'<wp:positionV relativeFrom="paragraph"><wp:posOffset>{depth * 12700}</wp:posOffset></wp:positionV>'
    made = (f'<wp:anchor>{place}<wp:extent cx="1828800" cy="914400"/><wp:{way}/>'
            f"<a:graphic><a:graphicData>{PICTURE}</a:graphicData></a:graphic></wp:anchor>")  # fmt: skip
    return empty(120, f"<w:r><w:drawing>{made}</w:drawing></w:r>")


def empty(line: int, inner: str = "") -> str:
    """Return a line without words."""
    rule = f'<w:spacing w:line="{line}" w:lineRule="exact"/>'
    return f"<w:p><w:pPr>{rule}</w:pPr>{inner}</w:p>"


def counted(*lines: str) -> str:
    """Return a table of one row: words and further lines in its first cell, a figure in its second."""
    words = (
        '<w:p><w:pPr><w:spacing w:before="40" w:line="210" w:lineRule="exact"/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>'
    )
    cells = (words.format("The lamps of the harbour") + "".join(lines), words.format("12"))
    grid = '<w:tblGrid><w:gridCol w:w="3000"/><w:gridCol w:w="2000"/></w:tblGrid>'
    return f"<w:tbl>{grid}<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr></w:tbl>"


PICTURE = '<pic:pic><pic:blipFill><a:blip r:embed="rId1"/></pic:blipFill></pic:pic>'
LINKED = '<pic:pic><pic:blipFill><a:blip r:link="rId1"/></pic:blipFill></pic:pic>'
CHART = '<c:chart r:id="rId1"/>'


def word_file(body: str, target: str, data: bytes = b"", mode: str = "") -> bytes:
    """Return a file with one further part."""
    relation = f'<Relationship Id="rId1" Type="{_TYPE}/image" Target="{target}" {mode}/>'
    main = f'<Relationship Id="rId1" Type="{_TYPE}/officeDocument" Target="word/document.xml"/>'
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    files: dict[str, str | bytes] = {
        "_rels/.rels": f'<Relationships xmlns="{space}">{main}</Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{space}">{relation}</Relationships>',
        "word/document.xml": f"<w:document {_NAMES}><w:body>{body}</w:body></w:document>",
    }
    if data:
        files[f"word/{target}"] = data
    return archive(files)


def imported(body: str, target: str, data: bytes = b"", mode: str = "") -> Imported:
    """Return the import of a file with one further part."""
    return import_bytes(word_file(body, target, data, mode), Path("t.docx"))


def shown(done: Imported) -> list[tuple[str, str]]:
    """Return the path and alternative text of the pictures."""
    return [(e.get("src") or "", e.get("alt") or "") for e in etree.fromstring(done.data).iter(f"{{{AKN}}}img")]


@pytest.mark.parametrize(("suffix", "kind"), [("png", "PNG"), ("jpeg", "JPEG")])
def test_a_picture_is_a_file_beside_the_xml(tmp_path: Path, suffix: str, kind: str) -> None:
    data = raster(kind)
    done = imported(p("Before.") + drawing(PICTURE, 'descr="Map of the area"'), f"media/one.{suffix}", data)
    assert shown(done) == [(f"t.media/one.{suffix}", "Map of the area")]
    assert dict(done.media) == {f"t.media/one.{suffix}": data}
    (tmp_path / "t.media").mkdir()
    (tmp_path / f"t.media/one.{suffix}").write_bytes(data)
    (tmp_path / "t.xml").write_bytes(done.data)
    document = prepare(parse_file(tmp_path / "t.xml"))
    assert [file.source for file in document.pictures.values()] == [f"t.media/one.{suffix}"]
    assert not any(finding.rule == "AKN-NC-028" for finding in done.findings)


def test_another_raster_picture_becomes_png() -> None:
    done = imported(drawing(PICTURE, 'title="Tide"'), "media/one.gif", raster("GIF"))
    assert shown(done) == [("t.media/one.png", "Tide")]
    assert done.media["t.media/one.png"].startswith(b"\x89PNG")


def test_a_picture_without_words_has_those_of_the_nearest_line() -> None:
    done = imported(p("Figure 1: Tides") + drawing(PICTURE), "media/one.png", raster("PNG"))
    assert [alt for _, alt in shown(done)] == ["Figure 1: Tides"]
    assert any(doubt.met == "a picture without alternative text" for doubt in done.doubts)


C = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/a"'


def values(tag: str, *numbers: object, form: str = "General") -> str:
    """Return the cache of a row of values or names."""
    points = "".join(f'<c:pt idx="{n}"><c:v>{v}</c:v></c:pt>' for n, v in enumerate(numbers))
    return (
        f"<c:{tag}><c:numRef><c:numCache><c:formatCode>{form}</c:formatCode>{points}</c:numCache></c:numRef></c:{tag}>"
    )


def chart(kind: str, *series: str, extra: str = "") -> bytes:
    made = "".join(f"<c:ser>{one}</c:ser>" for one in series)
    plot = f"<c:plotArea><c:{kind}>{extra}{made}</c:{kind}></c:plotArea><c:legend/>"
    return f"<c:chartSpace {C}><c:chart>{plot}</c:chart></c:chartSpace>".encode()


def named(name: str) -> str:
    return f"<c:tx><c:v>{name}</c:v></c:tx>"


YEARS = values("cat", "2024", "2025")
PLANNED = named("Planned") + YEARS + values("val", 40, 50)
ACTUAL = named("Actual") + YEARS + values("val", 1234.5, -6, form="#,##0.0")


@pytest.mark.parametrize(
    ("kind", "extra"),
    [("barChart", ""), ("barChart", '<c:barDir val="bar"/>'), ("barChart", '<c:grouping val="stacked"/>'),
     ("barChart", '<c:grouping val="percentStacked"/>'), ("lineChart", ""), ("areaChart", ""), ("pieChart", ""),
     ("doughnutChart", "")],
)  # fmt: skip
def test_a_chart_is_drawn_from_its_data_and_says_them_in_words(kind: str, extra: str) -> None:
    data = chart(kind, PLANNED, ACTUAL, extra=extra)
    done = imported(drawing(CHART), "charts/chart1.xml", data)
    assert shown(done) == [("t.media/chart1.svg", "Planned: 2024 40, 2025 50; Actual: 2024 1,234.5, 2025 -6.0")]
    assert all(words in done.media["t.media/chart1.svg"] for words in (b"2024", b"2025", b"</svg>"))
    assert done.media == imported(drawing(CHART), "charts/chart1.xml", data).media
    assert [d.chosen for d in done.doubts if d.met == "a chart"] == [
        "drawn from what it holds, in greys; colours, fonts and places are lost"
    ]


def test_a_field_in_a_label_is_the_value_of_its_point() -> None:
    field = '<a:fld type="{}"><a:t>{}</a:t></a:fld>'
    rich = "<c:tx><c:rich><a:p>{}<a:r><a:t> posts</a:t></a:r></a:p></c:rich></c:tx>"
    first = f'<c:dLbl><c:idx val="0"/>{rich.format(field.format("VALUE", "[VALEUR]"))}</c:dLbl>'
    second = f'<c:dLbl><c:idx val="1"/>{rich.format(field.format("SERIESNAME", "[NAME]"))}</c:dLbl>'
    data = chart("barChart", PLANNED + f"<c:dLbls>{first}{second}</c:dLbls>")
    done = imported(drawing(CHART), "charts/chart1.xml", data)
    assert shown(done) == [("t.media/chart1.svg", "Planned: 2024 40 posts, 2025 posts")]


def test_a_scatter_stands_at_its_own_places() -> None:
    points = values("xVal", 1, 5, 9) + values("yVal", 3, 4, 5)
    done = imported(drawing(CHART), "charts/chart1.xml", chart("scatterChart", points))
    assert done.media["t.media/chart1.svg"].count(b"<circle") == 3


def test_the_drawn_chart_is_a_picture_of_every_format(tmp_path: Path) -> None:
    done = imported(p("Before.") + drawing(CHART), "charts/chart1.xml", chart("barChart", PLANNED))
    (tmp_path / "t.media").mkdir()
    (tmp_path / "t.media/chart1.svg").write_bytes(done.media["t.media/chart1.svg"])
    (tmp_path / "t.xml").write_bytes(done.data)
    document = prepare(parse_file(tmp_path / "t.xml"))
    assert [file.media_type for file in document.pictures.values()] == ["image/png"]


def test_a_chart_without_values_is_a_frame_around_its_names() -> None:
    done = imported(drawing(CHART), "charts/chart1.xml", chart("barChart", named("Number of posts")))
    assert shown(done) == [("t.media/chart1.svg", "Number of posts")]
    assert b"posts" in done.media["t.media/chart1.svg"]


def test_the_picture_that_word_keeps_of_a_chart_comes_before_its_data() -> None:
    inner = f"<mc:AlternateContent><mc:Choice>{drawing(CHART)}</mc:Choice><mc:Fallback>{drawing(PICTURE)}</mc:Fallback>"
    names = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    both = inner.replace("<mc:AlternateContent>", f"<mc:AlternateContent {names}>") + "</mc:AlternateContent>"
    within = both.replace("<w:p><w:r>", "").replace("</w:r></w:p>", "")
    done = imported(f"<w:p><w:r>{within}</w:r></w:p>", "media/one.png", raster("PNG"))
    assert [src for src, _ in shown(done)] == ["t.media/one.png"]


def test_a_diagram_without_a_drawing_is_its_words_in_boxes() -> None:
    points = "".join(
        f"<dgm:pt><dgm:t><a:p><a:r><a:t>{words}</a:t></a:r></a:p></dgm:t></dgm:pt>" for words in ("A", "B")
    )
    data = f'<dgm:dataModel xmlns:dgm="urn:d" xmlns:a="urn:a">{points}</dgm:dataModel>'.encode()
    inner = '<dgm:relIds xmlns:dgm="urn:d" r:dm="rId1"/>'
    done = imported(drawing(inner), "diagrams/data1.xml", data)
    assert shown(done) == [("t.media/data1.svg", "A; B")]
    assert done.media["t.media/data1.svg"].count(b"<rect") == 3


@pytest.mark.parametrize(
    ("inner", "target", "mode", "met"),
    [
        (CHART, "charts/chart1.xml", "", "a chart"),
        (PICTURE, "media/one.emf", "", "a picture"),
        (LINKED, "https://example.org/one.png", 'TargetMode="External"', "a linked picture, which is not fetched"),
    ],
)
def test_what_cannot_be_shown_is_its_words_and_a_doubt(inner: str, target: str, mode: str, met: str) -> None:
    done = imported(drawing(inner, 'descr="Rates by year"'), target, b"" if mode else b"<c/>", mode)
    gaps = [(e.get("status"), e.text) for e in etree.fromstring(done.data).iter(f"{{{AKN}}}placeholder")]
    assert gaps == [("unknown", "[Rates by year]")]
    assert not shown(done) and not done.media
    assert not any(finding.rule == "AKN-NC-028" for finding in done.findings)
    assert met in [doubt.met for doubt in done.doubts]


def test_an_import_goes_on_where_a_killed_one_stopped_and_overwrites_nothing_else(tmp_path: Path) -> None:
    draft, out = tmp_path / "draft.docx", tmp_path / "draft.xml"
    draft.write_bytes(word_file(drawing(PICTURE) + p("The tides."), "media/a.png", raster("PNG")))
    assert main(["import", str(draft), "--out", str(out)]) == 0
    (picture,) = (tmp_path / "draft.media").iterdir()
    out.unlink()
    (tmp_path / "draft.media" / f".{picture.name}.abcdefgh.part").write_bytes(b"half")
    assert main(["import", str(draft), "--out", str(out)]) == 0
    assert [path.name for path in (tmp_path / "draft.media").iterdir()] == [picture.name]
    out.unlink()
    picture.write_bytes(b"mine")
    assert main(["import", str(draft), "--out", str(out)]) == 2
    assert picture.read_bytes() == b"mine"
    assert not out.exists()


@pytest.mark.parametrize(("target", "data"), [("media/one.png", raster("PNG")), ("media/one.wmf", b"no picture")])
def test_the_emblem_of_a_masthead_is_left_out_reported_and_not_missing(target: str, data: bytes) -> None:
    """The form has an emblem of its own, whatever the file of this one is."""
    emblem = drawing(PICTURE, 'descr="Logo"')
    head = masthead(WORDS["en"], "A/HRC/58/9", "Human Rights Council").replace("<w:tc>", f"<w:tc>{emblem}", 1)
    done = imported(head + p("1.\tLamps were lit."), target, data)
    assert not done.media and done.arrived[-1].is_whole and done.arrived[-1].in_file == 1
    found = [doubt for doubt in done.doubts if "picture" in doubt.met]
    assert [(doubt.place, doubt.words) for doubt in found] == [("masthead", "Logo")]
    assert "left out" in found[0].chosen and found[0].otherwise != "save it as PNG in the Word file and import again"


def margins(*lines: str) -> list[str]:
    """Return the margins of the lines of a cell that hold anything, as the XML says them."""
    done = imported(p("Before.") + counted(*lines), "media/one.png", raster("PNG"))
    cell = next(e for e in etree.fromstring(done.data).iter(f"{{{AKN}}}td", f"{{{AKN}}}th"))
    return [(e.get("style") or "").split(";")[0] for e in cell.iter(f"{{{AKN}}}p")]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((tied(8), empty(120), empty(100)), ["2pt 0pt 0pt 0pt", "8pt 0pt 11pt 0pt"]),
        ((empty(120), tied(0)), ["2pt 0pt 6pt 0pt", "0pt 0pt 6pt 0pt"]),
        ((tied(8, "wrapNone"),), ["2pt 0pt 0pt 0pt", "0pt 0pt 0pt 0pt"]),
        ((empty(120), p("Counted.")), ["2pt 0pt 0pt 0pt", "0pt 0pt 0pt 0pt"]),
    ],
)
def test_a_picture_in_a_cell_keeps_its_place_and_the_empty_lines_around_it(
    lines: tuple[str, ...], expected: list[str]
) -> None:
    assert margins(*lines) == [f"margin:{sides}" for sides in expected]


def test_the_words_of_a_box_are_on_pages_of_the_size_of_its_section() -> None:
    box = "<w:r><w:pict><w:txbxContent>" + p("Counted at noon.") + "</w:txbxContent></w:pict></w:r>"
    lies = '<w:sectPr><w:pgSz w:w="15840" w:h="12240" w:orient="landscape"/></w:sectPr>'
    body = p("Upright.", "<w:sectPr/>") + f"<w:p>{box}</w:p>" + p("Lying.", lies) + p("Upright again.")
    root = etree.fromstring(imported(body, "media/one.png", raster("PNG")).data)
    eids = {"".join(e.itertext()).strip(): e.get("eId") for e in root.iter() if e.get("eId")}
    lying = {(e.get("for") or "")[1:] for e in root.iter("{*}landscape")}
    assert eids["Counted at noon."].removesuffix("__content") in lying
