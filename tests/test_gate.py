"""The gate: what declares something comes through by no encoding, no recovery and no package."""

from __future__ import annotations

import ast
import codecs
from pathlib import Path

import pytest
from lxml import etree

from pipeline import gate
from pipeline.errors import DocumentError, MalformedError, RefusedInputError
from pipeline.packing import xml_part
from pipeline.prepare import prepare
from pipeline.prove import words
from pipeline.read import parse_bytes
from pipeline.validate import check

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
PATH = Path("a.xml")
SUBSETS = {
    "entity": '<!DOCTYPE akomaNtoso [<!ENTITY y "shall not">]>',
    "default": '<!DOCTYPE akomaNtoso [<!ATTLIST p class CDATA "center">]>',
    "outside": '<!DOCTYPE akomaNtoso SYSTEM "http://example.org/a.dtd">',
}


def text(before: str = "", words: str = "the Parties &y; pay") -> str:
    return f'{before}<akomaNtoso xmlns="{AKN}"><doc name="x"><mainBody><p>{words}</p></mainBody></doc></akomaNtoso>'


def disguises(subset: str) -> dict[str, bytes]:
    """Return one text with a DOCTYPE, a wrong encoding declared, or its beginning spoilt."""
    plain = text(subset, "pay")
    declared = '<?xml version="1.0" encoding="{}"?>'
    return {
        "mark of UTF-8, UTF-16 declared": codecs.BOM_UTF8 + (declared.format("UTF-16") + plain).encode(),
        "mark of UTF-8, Latin declared": codecs.BOM_UTF8 + (declared.format("iso-8859-1") + plain).encode(),
        "no mark, UTF-16 declared": (declared.format("utf-16") + plain).encode(),
        "no mark, UTF-32 declared": (declared.format("utf-32-be") + plain).encode(),
        "mark of UTF-16, UTF-8 declared": (declared.format("UTF-8") + plain).encode("utf-16"),
        "UTF-16 without mark": (declared.format("UTF-8") + plain).encode("utf-16-be"),
        "UTF-16 without mark, behind a line": ("\n" + plain).encode("utf-16-le"),
        "UTF-32 without mark": plain.encode("utf-32-le"),
        "UTF-32 of an odd order": b"".join(bytes(c.encode("utf-32-be")[i] for i in (2, 3, 0, 1)) for c in plain),
        "EBCDIC": plain.encode("cp037"),
        "EBCDIC, declared": (declared.format("cp037") + plain).encode("cp037"),
        "UTF-7": (declared.format("utf-7") + plain).encode("utf-7"),
        "escapes": (declared.format("unicode_escape") + plain).replace("DOC", "D\\x4fC").encode(),
        "first byte spoilt": b"\x01" + (declared.format("UTF-8") + plain).encode(),
        "first byte spoilt, another declared": b"\x01" + (declared.format("big5") + plain).encode(),
        "a control character within": plain.replace("DOCTYPE", "DOC\x02TYPE").encode(),
        "a byte that is not UTF-8 before": b"<!-- \xff -->" + plain.encode(),
        "an instruction with a name of the fifth edition": "<?\U00010000x y?>".encode() + plain.encode(),
        "version 1.1": ('<?xml version="1.1"?>' + plain).encode(),
        "invalid standalone": ('<?xml version="1.0" standalone="maybe"?>' + plain).encode(),
        "after a comment about it": f"<!-- <!DOCTYPE html> -->{plain}".encode(),
        "after an instruction": f"<?xml-stylesheet href='a'?>\n{plain}".encode(),
        "after a second declaration": ("<?xml version='1.0'?><?xml version='1.0'?>" + plain).encode(),
    }


@pytest.mark.parametrize("recover", [False, True])
@pytest.mark.parametrize("subset", SUBSETS)
def test_no_disguise_brings_a_doctype_through(subset, recover) -> None:
    for name, data in disguises(SUBSETS[subset]).items():
        try:
            source = parse_bytes(data, PATH, recover=recover)
        except DocumentError:
            continue
        assert source.root.getroottree().docinfo.internalDTD is None, name
        assert b"<!DOCTYPE" not in source.data, name


@pytest.mark.parametrize("name", ["mark of UTF-8, UTF-16 declared", "no mark, UTF-16 declared", "UTF-32 without mark"])
def test_a_doctype_in_disguise_is_called_one(name) -> None:
    with pytest.raises(RefusedInputError, match="the file has a DOCTYPE"):
        parse_bytes(disguises(SUBSETS["entity"])[name], PATH)


def test_a_doctype_behind_a_spoilt_byte_is_refused_by_recovery() -> None:
    with pytest.raises(RefusedInputError, match="the file has a DOCTYPE"):
        parse_bytes(disguises(SUBSETS["entity"])["first byte spoilt"], PATH, recover=True)


@pytest.mark.parametrize(
    "words",
    ["the Parties &y; pay", '<span title="&y;">pay</span>', "<b>&y;", "&amp;&#65;<![CDATA[&z;]]>&y.1;", "&имя;"],
)
def test_recovery_refuses_an_entity_instead_of_dropping_it(words) -> None:
    with pytest.raises(RefusedInputError, match=r"a\.xml:\d+:\d+: the entity &(y|y\.1|имя); is not known in XML"):
        parse_bytes(text(words=f"{words}</q>").encode(), PATH, recover=True)


def test_recovery_reads_what_only_looks_like_an_entity() -> None:
    data = text(words="R&D; it & us; &lt;&#65;&#x41;<!-- &y; --><?a &y;?><![CDATA[&y;]]></q>").replace(
        "R&D;", "R&amp;D;"
    )
    assert "&y;" in (parse_bytes(data.encode(), PATH, recover=True).root.xpath("string()"))


def test_what_the_bytes_do_not_show_is_found_in_the_tree(monkeypatch) -> None:
    """The second line of defence: whatever the search of the bytes misses, the tree does not."""
    monkeypatch.setattr(gate, "_refuse_declared", lambda *_: None)
    for subset in SUBSETS.values():
        with pytest.raises(RefusedInputError, match=r"a\.xml:1:1: the file has a DOCTYPE"):
            gate.parsed(text(subset, "pay").encode(), PATH)
    with pytest.raises(RefusedInputError, match="the entity &y; is not known"):
        gate.parsed(text(words="&y;</q>").encode(), PATH, recover=True)


def test_a_file_whose_mark_and_declaration_disagree_is_read_by_its_mark() -> None:
    data = codecs.BOM_UTF8 + ('<?xml version="1.0" encoding="UTF-16"?>\n' + text(words="é漢")).encode()
    source = parse_bytes(data, PATH)
    assert [passage.text for passage in words(source).passages()] == ["é漢"]
    assert b'encoding="UTF-8"' in source.data
    assert source.encoded == data
    assert str(source.place(source.root)) == "a.xml:2:1"


def test_a_declaration_in_a_comment_stays_as_it_is() -> None:
    data = text("<!-- <?xml version='1.0' encoding='big5'?> -->", "pay").encode("utf-16")
    assert b"encoding='big5'" in parse_bytes(data, PATH).data


def test_an_encoding_outside_the_list_is_refused_though_the_mark_would_tell() -> None:
    data = ('<?xml version="1.0" encoding="punycode"?>' + text(words="pay")).encode("utf-16")
    with pytest.raises(MalformedError, match="the encoding “punycode” cannot be read"):
        parse_bytes(data, PATH, recover=True)


def test_nothing_is_included_from_elsewhere(tmp_path) -> None:
    (tmp_path / "b.txt").write_text("secret")
    include = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{tmp_path}/b.txt" parse="text"/>'
    source = parse_bytes(text(words=f"open {include * 2}").encode(), tmp_path / "a.xml")
    assert "secret" not in etree.tostring(source.root, encoding="unicode")
    assert "secret" not in str(prepare(source))


@pytest.mark.parametrize("subset", SUBSETS.values())
def test_a_part_of_a_package_declares_nothing(subset) -> None:
    with pytest.raises(RefusedInputError, match="the file has a DOCTYPE"):
        xml_part(text(subset, "pay").encode())
    with pytest.raises(RefusedInputError):
        xml_part(f"<!-- <!DOCTYPE html> -->{text(subset, 'pay')}".encode())


def test_a_page_of_an_epub_keeps_its_doctype() -> None:
    assert xml_part(b"<!DOCTYPE html>\n<html/>").tag == "html"
    with pytest.raises(RefusedInputError):
        xml_part(b"<!DOCTYPE html [<!ENTITY y 'x'>]>\n<html>&y;</html>")


def test_a_prolog_of_many_comments_is_read_once() -> None:
    """A pattern that tried each comment at each of many ends would not come back in time."""
    deep = f'{"<!-- -->" * 2000}<akomaNtoso xmlns="{AKN}">{"<p>" * 101}<!-- <!DOCTYPE a> -->{"</p>" * 101}</akomaNtoso>'
    with pytest.raises(RefusedInputError, match="deeper"):
        parse_bytes(deep.encode(), PATH)


def test_validation_names_the_encoding_and_the_doctype(tmp_path) -> None:
    found = {}
    for n, data in enumerate(disguises(SUBSETS["entity"]).values()):
        (tmp_path / "a.xml").write_bytes(data)
        found[n] = check([tmp_path / "a.xml"]).findings[0]
    assert {finding.rule for finding in found.values()} <= {"FILE-001", "AKN-NC-001"}


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-16-le", "windows-1251"])
def test_validation_tells_faults_and_strangers_in_every_encoding(tmp_path, encoding) -> None:
    declared = f'<?xml version="1.0" encoding="{encoding}"?>\n'
    (tmp_path / "a.xml").write_bytes((declared + "<a><b></a>").encode(encoding))
    (tmp_path / "b.xml").write_bytes((declared + " <b/>").encode(encoding))
    findings = check([tmp_path]).findings
    assert [(finding.rule, finding.line, finding.column) for finding in findings] == [
        ("AKN-NC-001", 2, 7), ("FILE-002", 2, 2),
    ]  # fmt: skip


PARSERS = {"fromstring", "XMLParser", "XML", "iterparse", "XMLPullParser", "parse", "ElementTree"}
OWN = {
    "pipeline/gate.py": "the gate",
    "pipeline/validate/model/schema.py": "reads the schema of the project",
    "pipeline/validate/model/schema_part.py": "reads the schema of the project",
    "pipeline/write/html/read.py": "reads HTML, which declares no entities",
    "tests/benchmarks/checks.py": "measures lxml alone",
}


def test_no_module_parses_xml_beside_the_gate(root: Path) -> None:
    beside = {}
    for path in sorted((root / "pipeline").rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        calls = [
            node.attr
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute) and node.attr in PARSERS
            and isinstance(node.value, ast.Name) and node.value.id == "etree"
        ]  # fmt: skip
        names = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
        froms = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
        strangers = [name for name in (*names, *froms) if name.startswith(("xml.etree", "xml.dom"))]
        name = path.relative_to(root).as_posix()
        if (calls or strangers) and name not in OWN:
            beside[name] = [*calls, *strangers]
    assert beside == {}
