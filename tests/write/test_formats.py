"""The contract of a format: one record, a writer, a reader that knows nothing of the writer."""

from __future__ import annotations

import ast
import json
import sys
import types
from dataclasses import replace

import pytest

from pipeline.distribution.naming import MEDIA_TYPES
from pipeline.document import Heading, Paragraph, Rank, Role, Text
from pipeline.errors import DocumentError, UsageError
from pipeline.prepare import prepare
from pipeline.prove import prove
from pipeline.read import parse_file
from pipeline.write import (
    DEFAULT_FORMATS,
    FORMATS,
    Agreement,
    Format,
    Options,
    Traits,
    format_named,
    parts,
    registry,
    seen,
)
from pipeline.write.format import Written
from pipeline.write.reading import Part, Reading

LETTER = "source/bamako-letter/fra@.xml"
READERS_KNOW = (
    "pipeline.data", "pipeline.document", "pipeline.errors", "pipeline.forms", "pipeline.languages", "pipeline.packing",
    "pipeline.unpacking", "pipeline.write.reading",
    "pipeline.write.pandoc.program", "pipeline.write.html.read", "pipeline.write.pdf.look",
    "pipeline.write.pdf.counts", "pipeline.write.pdf.halves", "pipeline.write.pdf.objects", "pipeline.write.pdf.order",
    "pipeline.write.pdf.pdfium",
    "pipeline.write.docx.counts", "pipeline.write.docx.found", "pipeline.write.html.counts",
    "pipeline.write.pandoc.odt.counts",
)  # fmt: skip
"""What a reader may import: the ground, the program pandoc, the reader of pages for those inside an EPUB, the look of
the pages of a PDF, and what is counted in a file besides words, which is a part of the reader."""


@pytest.fixture(scope="module")
def letter(root):
    return parse_file(root / LETTER)


@pytest.mark.parametrize("name", FORMATS)
def test_what_a_format_writes_it_reads_back_and_the_proof_accepts(name, letter):
    document = prepare(letter)
    data = FORMATS[name].write(document, Options()).data
    assert prove(letter, data, name).sound
    assert "Consensus ministériel" in " ".join(seen(data, name, "fr").split())
    assert "gouvernance" in parts(data, name, "fr").text


@pytest.mark.parametrize("name", FORMATS)
def test_damaged_files_are_refused_with_the_name_of_the_format(name):
    with pytest.raises(DocumentError, match=rf"{name}: the file cannot be read"):
        seen(b"PK\x03\x04 \xff nothing", name, "en")


@pytest.mark.parametrize("format", FORMATS.values(), ids=FORMATS)
def test_a_reader_imports_nothing_of_a_writer(root, format):
    module = format.reader.partition(":")[0]
    tree = ast.parse((root / f"{module.replace('.', '/')}.py").read_text("utf-8"))
    names = [n.module or "" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)]
    assert [n for n in names if n.startswith("pipeline") and not n.startswith(READERS_KNOW)] == []


@pytest.mark.parametrize("name", FORMATS)
def test_few_modules_outside_its_own_package_name_a_format(root, name):
    package = FORMATS[name].writer.removeprefix("pipeline.write.").partition(".")[0]
    naming = [
        path
        for path in (root / "pipeline").rglob("*.py")
        if not path.is_relative_to(root / "pipeline" / "write" / package)
        if any(isinstance(n, ast.Constant) and n.value == name for n in ast.walk(ast.parse(path.read_text("utf-8"))))
    ]
    assert len(naming) <= 3, naming


def test_the_schema_of_the_manifest_knows_every_format(root):
    schema = json.loads((root / "templates/distribution/manifest.schema.json").read_text("utf-8"))
    assert _enum(schema) == list(MEDIA_TYPES)


def _enum(node: object) -> list[str]:
    """Return the list of formats in the schema."""
    if isinstance(node, dict):
        own = node.get("format")
        if isinstance(own, dict) and "enum" in own:
            return list(own["enum"])
        return next((found for child in node.values() if (found := _enum(child))), [])
    return []


def test_the_default_formats_are_those_that_say_so():
    assert DEFAULT_FORMATS == ("pdf", "docx", "html", "txt")


def write_letters(document, options):
    """Return a toy writer: one letter a line."""
    return Written("\n".join("".join(b.text for b in document.blocks())).encode())


def read_letters(data, language):
    """Return its reader."""
    return Reading.of([(Part.TEXT, 0, data.decode().replace("\n", ""))])


TOY = Format(
    name="toy",
    label="Toy",
    media_type="text/x-toy",
    writer=f"{__name__}:write_letters",
    reader=f"{__name__}:read_letters",
    traits=Traits(order_floor=0.9),
)


def test_a_new_format_is_one_record(monkeypatch, letter):
    monkeypatch.setattr("pipeline.write.FORMATS", registry([*FORMATS.values(), TOY]))
    monkeypatch.setitem(sys.modules, __name__, _here())
    heading = Heading(anchor="t", rank=Rank.TITLE, level=1, inlines=(Text("A word"),))
    text = Paragraph(anchor="p", role=Role.TEXT, inlines=(Text(" and more"),))
    document = prepare(letter)
    small = replace(
        document, masthead=None, title=(heading,), parts=(replace(document.parts[0], blocks=(text,)),), notes=()
    )
    data = format_named("toy").write(small, Options()).data
    assert parts(data, "toy", "en").text == "A word and more"


def _here():
    """Return this module, under the name by which the record loads it."""
    module = types.ModuleType(__name__)
    module.write_letters, module.read_letters = write_letters, read_letters
    return module


def test_a_format_without_a_reader_is_an_error_at_once():
    with pytest.raises(ValueError, match="needs a writer and a reader"):
        registry([replace(TOY, reader="")])


def test_two_formats_of_one_name_are_an_error_at_once():
    with pytest.raises(ValueError, match="two formats are named 'toy'"):
        registry([TOY, TOY])


def test_an_unknown_format_is_a_usage_error():
    with pytest.raises(UsageError, match="there is no format 'rtf'"):
        format_named("rtf")


def test_agreements_go_from_close_to_loose():
    assert list(Agreement) == [Agreement.SEQUENCE, Agreement.WORDS, Agreement.LETTERS]
