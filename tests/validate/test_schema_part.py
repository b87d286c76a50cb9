"""The part of the schema that a document needs says of it what the whole schema says."""

from __future__ import annotations

import random
from copy import deepcopy

import pytest
from lxml import etree

from pipeline.data import SCHEMA
from pipeline.validate.model import schema
from pipeline.validate.model.schema_part import GrowingPart

FILE = SCHEMA / "akomantoso30.xsd"
WORKS = ("bamako-letter/fra@.xml", "bamako-declaration/fra@unofficial-1.xml")
AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
NAMES = ("p", "blockList", "table", "tr", "foreign", "judgmentBody", "authorialNote", "quotedStructure", "no-such-name")


@pytest.fixture(scope="module", params=WORKS)
def work(root, request):
    return etree.parse(str(root / "source" / request.param)).getroot()


def verdicts_on(tree: etree._Element) -> tuple[bool, bool]:
    """Return what the part says of a tree, and what the whole schema says."""
    part = GrowingPart(FILE, 1).of(tree)
    assert part is not None
    return part.validate(tree.getroottree()), schema.compiled().validate(tree.getroottree())


def test_a_valid_document_passes(work):
    assert verdicts_on(work) == (True, True)


def renamed(node: etree._Element, dice: random.Random) -> None:
    node.tag = AKN + dice.choice(NAMES)


def removed(node: etree._Element, dice: random.Random) -> None:
    node.getparent().remove(node)


def doubled(node: etree._Element, dice: random.Random) -> None:
    node.addnext(deepcopy(node))


def filled(node: etree._Element, dice: random.Random) -> None:
    etree.SubElement(node, AKN + dice.choice(NAMES))


def emptied(node: etree._Element, dice: random.Random) -> None:
    for child in list(node):
        node.remove(child)


def without_an_attribute(node: etree._Element, dice: random.Random) -> None:
    for name in list(node.attrib)[:1]:
        del node.attrib[name]


def with_an_attribute(node: etree._Element, dice: random.Random) -> None:
    node.set(dice.choice(("eId", "href", "colspan", "contains", "value", "no-such-attribute")), dice.choice("1x "))


FAULTS = (renamed, removed, doubled, filled, emptied, without_an_attribute, with_an_attribute)


def test_a_changed_document_is_valid_for_the_part_if_it_is_for_the_whole(work):
    verdicts = set()
    for seed in range(60):
        dice, fault = random.Random(seed), FAULTS[seed % len(FAULTS)]
        tree = deepcopy(work)
        fault(dice.choice([node for node in tree.iter(AKN + "*") if node.getparent() is not None]), dice)
        part, whole = verdicts_on(tree)
        assert part == whole, (fault.__name__, seed)
        verdicts.add(whole)
    assert verdicts == {True, False}


def test_every_element_of_the_schema_is_judged_alike(root):
    declared = [e.get("name") for e in etree.parse(str(FILE)).getroot().iterchildren("{*}element")]
    assert len(declared) > 300
    work = etree.parse(str(root / "source" / WORKS[1])).getroot()
    for name in declared[::3]:
        tree = deepcopy(work)
        etree.SubElement(next(tree.iter(AKN + "p")), AKN + name).text = "x"
        part, whole = verdicts_on(tree)
        assert part == whole, name


def test_a_document_that_names_types_itself_is_left_to_the_whole_schema(work):
    tree = deepcopy(work)
    tree.set("{http://www.w3.org/2001/XMLSchema-instance}type", "akomaNtosoType")
    assert GrowingPart(FILE, 1).of(tree) is None


def with_foreign_elements(work: etree._Element) -> etree._Element:
    tree = deepcopy(work)
    etree.SubElement(next(tree.iter(AKN + "p")), AKN + "ins").text = "x"
    return tree


def test_a_part_grows_with_the_documents_and_judges_all_of_them(work):
    part, other = GrowingPart(FILE, 9), with_foreign_elements(work)
    first = part.of(work)
    assert part.of(deepcopy(work)) is first
    second = part.of(other)
    assert second is not first
    assert part.of(work) is second
    assert [second.validate(tree.getroottree()) for tree in (work, other)] == [True, schema.compiled().validate(other)]


def test_a_fault_is_reported_in_full_although_only_a_part_was_compiled(work, monkeypatch):
    monkeypatch.setattr(schema, "_PART", GrowingPart(FILE, 9))
    schema.compiled.cache_clear()
    tree = deepcopy(work)
    assert list(schema.schema_hits(tree)) == []
    assert not schema.compiled.cache_info().currsize
    next(tree.iter(AKN + "p")).tag = AKN + "judgmentBody"
    assert "<judgmentBody> is not allowed here; allowed:" in next(iter(schema.schema_hits(tree))).message


def test_the_whole_schema_is_compiled_only_when_the_part_has_grown_often(work, monkeypatch):
    monkeypatch.setattr(schema, "_PART", GrowingPart(FILE, 1))
    schema.compiled.cache_clear()
    assert all(schema.is_valid(work) for _ in range(99))
    assert not schema.compiled.cache_info().currsize
    assert schema.is_valid(with_foreign_elements(work)) == bool(schema.compiled.cache_info().currsize)
