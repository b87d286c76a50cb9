"""The reader of FRBR identity: every field of a document or part, and empty values for what is not there."""

from __future__ import annotations

from lxml import etree

from pipeline.akn.identification import Identification, attachments, document_element

META = """<meta><identification source="#encoder">
 <FRBRWork><FRBRthis value="{work}/!{part}"/><FRBRuri value="{work}"/>
  <FRBRalias name="temporaryNumber" value="{work}-tmp/"/>
  <FRBRdate date="1900-01-01" name="a"/><FRBRauthor href="#a"/><FRBRcountry value="un"/>
  <FRBRnumber value="A-1" showAs="A/1"/></FRBRWork>
 <FRBRExpression><FRBRthis value="{work}/fra@/!{part}"/><FRBRuri value="{work}/fra@"/>
  <FRBRdate date="2008-01-31" name="b"/>
  <FRBRauthor href="#a"/><FRBRlanguage language="fra"/></FRBRExpression>
</identification></meta>"""
WORK = "/akn/un/doc/communication/un-ga/2008-01-18/A-1"


def root(namespace: str = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0") -> etree._Element:
    inner = f"<doc name='annex'>{META.format(work=WORK, part='annex')}</doc>"
    return etree.fromstring(
        f"<akomaNtoso xmlns='{namespace}'><components/><doc name='letter'>{META.format(work=WORK, part='main')}"
        f"<attachments><attachment eId='att_1'>{inner}</attachment></attachments></doc></akomaNtoso>"
    )


def test_every_field_is_read_in_any_namespace() -> None:
    for tree in (root(), root("http://example.org/other")):
        known = Identification(document_element(tree))
        assert (known.work.uri, known.work.this) == (WORK, f"{WORK}/!main")
        assert (known.expression.uri, known.language) == (f"{WORK}/fra@", "fra")
        assert (known.number, known.symbol) == ("A-1", "A/1")
        assert known.dates == ["2008-01-31", "1900-01-01"]
        assert known.source == "#encoder"
        assert known.work.aliases("temporaryNumber") == [f"{WORK}-tmp/"]


def test_the_addresses_of_a_level_are_normalised_and_include_temporary_ones() -> None:
    assert Identification(document_element(root())).addresses("FRBRWork") == {WORK, f"{WORK}-tmp"}


def test_what_is_not_there_is_empty() -> None:
    known = Identification(document_element(root()))
    assert known.manifestation.element is None
    assert (known.manifestation.uri, known.manifestation.dates, known.manifestation.iris) == ("", [], set())
    nothing = Identification(None)
    assert (nothing.meta, nothing.block, nothing.language, nothing.symbol, nothing.dates) == (None, None, "", "", [])
    assert nothing.is_authoritative
    assert not nothing.is_translation


def test_attachments_are_found_with_their_own_identification() -> None:
    found = [(holder.get("eId"), known.work.this) for holder, known in attachments(root())]
    assert found == [("att_1", f"{WORK}/!annex")]
    assert document_element(etree.fromstring("<akomaNtoso><!-- x --><components/></akomaNtoso>")) is None
