"""The package: order, times, content types, sameness, validity."""

import io
import subprocess
import sys
import zipfile

import ooxml_integrity
import pytest
from openxml_audit import OpenXmlValidator

from pipeline.document import Imprint
from tests.own import DOCUMENTS

SAMPLES = (
    "ga-resolution/fr/A_RES_79_904-2599904F.xml",
    "ga-resolution/es/A_RES_76_905-2299905S.xml",
    "ga-resolution/ar/A_RES_79_902-2499902A.xml",
    "ga-resolution/en/A_RES_78_907-2399907E.xml",
    "sc-prst/en/S_PRST_2010_930-1099930E.xml",
    "sc-prst/en/S_PRST_2010_925-1099925E.xml",
)


def faults(path):
    """Return what the two validators find; a new one for every file, a used one remembers the last."""
    found = [str(error) for error in OpenXmlValidator().validate(str(path)).errors]
    return found + [str(f) for f in ooxml_integrity.check(str(path)) if f.severity == ooxml_integrity.ERROR]


def test_the_content_types_come_first_and_the_rest_is_sorted(make):
    names = make.written(make.document()).names
    assert names[0] == "[Content_Types].xml"
    assert names[1:] == sorted(names[1:])


def test_no_member_has_a_time_or_a_platform(make):
    archive = zipfile.ZipFile(io.BytesIO(make.written(make.document()).data))
    assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert {info.create_system for info in archive.infolist()} == {0}


def test_every_part_has_a_content_type(make):
    package = make.written(make.document(imprint=Imprint(bar_code="1", job_number="1", address="https://docs.un.org/")))
    types = package.part("[Content_Types].xml")
    known = {entry.get("PartName") for entry in types} | {entry.get("Extension") for entry in types}
    assert "word/document.xml" in package.names[1:]
    for name in package.names[1:]:
        assert f"/{name}" in known or name.rpartition(".")[2] in known


def test_the_same_document_gives_the_same_bytes_after_another(make):
    first = make.written(make.document(make.paragraph("Text."))).data
    make.written(make.document(make.paragraph("Another."), language="fr"))
    assert make.written(make.document(make.paragraph("Text."))).data == first


def test_another_hash_seed_and_time_zone_give_the_same_bytes(root, tmp_path):
    script = (
        "import sys, hashlib, pathlib\n"
        "from pipeline.read import parse_file\nfrom pipeline.prepare import prepare\n"
        "from pipeline.write import Options\nfrom pipeline.write.docx.writer import write\n"
        "data = write(prepare(parse_file(pathlib.Path(sys.argv[1]))), Options()).data\n"
        "print(hashlib.sha256(data).hexdigest())\n"
    )
    source = str(root / "source" / "bamako-letter" / "fra@.xml")
    sums = set()
    for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo")):
        environment = {"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(root), "LC_ALL": "C"}
        run = subprocess.run(
            [sys.executable, "-c", script, source], env=environment, cwd=tmp_path, capture_output=True, check=True
        )
        sums.add(run.stdout)
    assert len(sums) == 1


def test_our_own_texts_are_valid(letter, declaration, tmp_path):
    for name, package in (("letter", letter), ("declaration", declaration)):
        path = tmp_path / f"{name}.docx"
        path.write_bytes(package.data)
        assert faults(path) == []


@pytest.mark.parametrize("name", SAMPLES)
def test_documents_in_the_form_of_published_ones_are_valid(make, tmp_path, name):
    path = tmp_path / "sample.docx"
    path.write_bytes(make.opened(DOCUMENTS / name).data)
    assert faults(path) == []


def test_a_damaged_file_is_found(make, tmp_path):
    path = tmp_path / "damaged.docx"
    data = make.written(make.document(notes=[make.note(1, "x")]))
    with zipfile.ZipFile(path, "w") as archive:
        for name in data.names:
            archive.writestr(name, data.blob(name).replace(b'<w:pStyle w:val="TitleH1"/>', b"<w:pStyle/>"))
    assert faults(path)


def test_no_line_before_a_break_is_stretched(make):
    written = make.written(make.document())
    assert written.xpath("word/settings.xml", "//w:compat/*[1][self::w:doNotExpandShiftReturn]")


def test_the_settings_say_how_lines_break(letter, make):
    path = "//w:compatSetting[@w:name='compatibilityMode']/@w:val"
    assert letter.xpath("word/settings.xml", path) == ["12"]
    assert make.written(make.document()).xpath("word/settings.xml", path) == ["15"]
