"""Schema, identifiers, references and the counts the texts must have."""

from __future__ import annotations

import hashlib
import re
from functools import cache

import pytest
from lxml import etree

from tests.source.source_texts import (
    AKN,
    DECLARATION,
    DOCUMENT_TYPES,
    LETTER,
    SOURCE,
    TEXTS,
    elements,
    find,
    local,
    parse,
    part_of,
    register,
    spaces,
    words_of,
)

XSD = "{http://www.w3.org/2001/XMLSchema}"
by_text = pytest.mark.parametrize("text", TEXTS, ids=lambda p: p.parent.name)


class NoNetwork(etree.Resolver):
    def resolve(self, url, public_id, context):
        assert "://" not in url or url.startswith("file:"), f"asked the network for {url}"


@cache
def schema_tree():
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(NoNetwork())
    return etree.parse(str(SOURCE / "schema" / "akomantoso30.xsd"), parser)


@cache
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(schema_tree())


@cache
def elements_that_need_an_eid() -> frozenset[str]:
    """Return the elements whose type draws the attribute group idreq, worked out from the schema itself."""
    root = schema_tree().getroot()
    named = {(e.tag, e.get("name")): e for e in root if isinstance(e.tag, str) and e.get("name")}

    def draws(node, seen: frozenset) -> bool:
        for n in node.iter():
            if n.tag == f"{XSD}attributeGroup" and n.get("ref"):
                ref = n.get("ref")
                group = named[(f"{XSD}attributeGroup", ref)]
                if ref == "idreq" or (ref not in seen and draws(group, seen | {ref})):
                    return True
            if n.tag == f"{XSD}extension" and n.get("base"):
                base = n.get("base")
                kind = named.get((f"{XSD}complexType", base))
                if kind is not None and base not in seen and draws(kind, seen | {base}):
                    return True
        return False

    out = set()
    for (tag, name), node in named.items():
        if tag != f"{XSD}element":
            continue
        kind = named.get((f"{XSD}complexType", node.get("type"))) if node.get("type") else None
        if draws(node, frozenset()) or (kind is not None and draws(kind, frozenset())):
            out.add(name)
    return frozenset(out)


# ---- schema


def test_schema_is_the_copy_its_readme_describes() -> None:
    readme = (SOURCE / "schema" / "README.md").read_text("utf-8")
    for name in ("akomantoso30.xsd", "xml.xsd"):
        assert hashlib.sha256((SOURCE / "schema" / name).read_bytes()).hexdigest() in readme


@by_text
def test_valid_against_the_schema(text) -> None:
    tree = etree.ElementTree(parse(text))
    assert schema().validate(tree), list(schema().error_log)[:5]


def test_the_schema_can_say_no() -> None:
    root = parse(LETTER)
    find(root, "//a:mainBody")[0].append(etree.Element(f"{{{AKN}}}coverPage"))
    assert not schema().validate(etree.ElementTree(root))


# ---- eIds


def test_the_schema_names_the_elements_that_need_an_eid() -> None:
    need = elements_that_need_an_eid()
    assert len(need) == 144
    assert {"content", "intro", "heading", "ref", "person", "container", "attachment", "TLCRole"} <= need
    assert not {"p", "num", "span", "inline", "docTitle", "date"} & need


@by_text
def test_every_element_that_needs_an_eid_has_one(text) -> None:
    need = elements_that_need_an_eid()
    missing = [
        (local(e), e.sourceline)
        for e in elements(parse(text))
        if local(e) in need and not e.get("eId") and e.tag.startswith(f"{{{AKN}}}")
    ]
    assert not missing


@by_text
def test_eids_are_unique(text) -> None:
    ids = [e.get("eId") for e in elements(parse(text)) if e.get("eId")]
    assert len(ids) == len(set(ids)) > 250


SHORT = {
    "division": "dvs",
    "paragraph": "para",
    "section": "sec",
    "alinea": "al",
    "attachment": "att",
    "eventRef": "eref",
}
UNIQUE_CHILD = {"content", "intro", "heading", "wrapUp"}
INLINE = {
    "ref",
    "organization",
    "person",
    "role",
    "location",
    "event",
    "concept",
    "process",
    "container",
    "original",
    "attachmentOf",
    "hasAttachment",
}


@by_text
def test_eids_follow_the_naming_convention(text) -> None:
    """Every eId is rebuilt from the structure alone and compared."""
    root = parse(text)
    counters: dict[tuple[str, str], int] = {}

    def count(context: str, ref: str) -> int:
        counters[context, ref] = counters.get((context, ref), 0) + 1
        return counters[context, ref]

    def join(*parts: str) -> str:
        return "__".join(p for p in parts if p)

    def component(e) -> str:
        return next((a.get("eId") for a in e.iterancestors() if local(a) == "attachment"), "")

    def nearest(e, names: set[str]) -> str:
        return next((a.get("eId") for a in e.iterancestors() if local(a) in names), component(e))

    units = {"section", "title", "list", "point", "indent", "alinea", "paragraph", "division"}
    for e in elements(root):
        name, got = local(e), e.get("eId")
        if not got or name.startswith("TLC") or name in ("componentData", "FRBRmasterExpression", "eventRef"):
            continue
        num = e.findtext(f"{{{AKN}}}num")
        label = re.sub(r"^\W+|\W+$", "", num or "")
        ref = SHORT.get(name, name)
        if name in UNIQUE_CHILD:
            want = join(e.getparent().get("eId"), ref)
        elif name in INLINE or name == "attachment":
            want = join(component(e), f"{ref}_{count(component(e), ref)}")
        elif name in ("paragraph", "section"):
            want = join(component(e), f"{ref}_{label or count(component(e), ref)}")
        else:
            context = nearest(e, {"division"} if name == "division" else units)
            want = join(context, f"{ref}_{label or count(context, ref)}")
        assert got == want, f"line {e.sourceline}: {got}, expected {want}"


# ---- references


def global_aliases() -> set[str]:
    return {e.get("value") for t in TEXTS for e in find(parse(t), "//a:FRBRthis|//a:FRBRuri|//a:FRBRalias")}


@by_text
def test_every_ref_leads_somewhere(text) -> None:
    root = parse(text)
    ids = {e.get("eId") for e in elements(root)}
    known = {r["iri"] for r in register()}
    refs = find(root, "//a:ref")
    assert len(refs) >= 30
    for ref in refs:
        href = ref.get("href")
        if href.startswith("#"):
            assert href[1:] in ids, href
        else:
            assert href in known, href
        assert words_of(ref).strip()


def test_every_entry_of_the_register_is_used_and_has_its_reason() -> None:
    used = {r.get("href") for t in TEXTS for r in find(parse(t), "//a:ref")}
    entries = register()
    assert len(entries) == len({e["id"] for e in entries}) == len({e["iri"] for e in entries})
    for entry in entries:
        assert entry["iri"] in used, entry["id"]
        assert len(entry["reason"]) > 40 and entry["title"], entry["id"]
        assert entry["iri"].startswith("/akn/") and not entry["iri"].endswith("/")
        kind = {
            "ontology": entry["iri"].startswith("/akn/ontology/"),
            "work": bool(re.search(r"/\d{4}-\d\d-\d\d/", entry["iri"])),
            "internal": entry["iri"] in global_aliases(),
        }
        assert kind[entry["class"]], entry["id"]
        assert entry.get("web", "https://").startswith("https://")


@by_text
def test_web_addresses_are_those_of_the_register(text) -> None:
    root = parse(text)
    web = {r["iri"]: r["web"] for r in register() if "web" in r}
    want = {("#" + r.get("eId"), web[r.get("href")]) for r in find(root, "//a:ref") if r.get("href") in web}
    got = {(a.get("for"), a.get("href")) for a in find(root, "//a:alternativeReference")}
    assert got == want and want
    for a in find(root, "//a:alternativeReference"):
        target = find(root, f"//a:ref[@eId='{a.get('for')[1:]}']")[0]
        assert part_of(target) is part_of(a), "an alternative reference is in the metadata of its own part"


CITATIONS = (
    "Charte des Nations Unies",
    "Déclaration [Uu]niverselle des [Dd]roits de l.[Hh]omme",
    "Déclaration du Millénaire",
    "Consensus de Monterrey",
    "Engagement de Santiago",
    "Plan d.[Aa]ction de Séoul",
    "Convention des Nations Unies contre la [Cc]orruption",
    "Charte [Aa]fricaine",
    "Charte démocratique [Ii]nteraméricaine",
    "Protocole (d.|Mercosur )Ushuaia",
    "Initiative (de )?[Tt]ransparence des [Ii]ndustries",
    "Initiative européenne",
    "Déclaration de Paris",
    "Déclaration de [Pp]rincipes",
    "Code de [Cc]onduite",
    "Plan de mise en (œ|oe)uvre",
    "Plan [Ss]tratégique [Mm]ondial",
    "[Ss]tratégie conjointe",
    "[Dd]éclaration d.[Ii]ntention",
    "Mécanisme (d.évaluation|Africain)",
    "projet de [Cc]onvention",
    "Stratégie (antiterroriste mondiale|Mondiale des Nations Unies)",
    "point 12 de l.ordre du jour",
    "proclamation ",
)


@by_text
def test_every_citation_is_a_reference(text) -> None:
    paragraphs = find(parse(text), "//a:mainBody//a:p")
    assert len(paragraphs) > 50
    for block in paragraphs:
        inside = {spaces(words_of(r)) for r in block.iter(f"{{{AKN}}}ref")}
        for pattern in CITATIONS:
            for hit in re.finditer(pattern, spaces(words_of(block))):
                assert any(hit[0].strip() in r for r in inside), f"{hit[0]!r} is outside a ref"


@by_text
def test_pointers_into_the_ontology_resolve(text) -> None:
    root = parse(text)
    tlc = {e.get("eId"): local(e) for e in elements(root) if local(e).startswith("TLC")}
    other = {e.get("eId"): local(e) for e in elements(root) if e.get("eId") and e.get("eId") not in tlc}
    want = {"as": {"TLCRole"}, "by": {"TLCOrganization", "TLCPerson"}, "outcome": {"TLCConcept"}}
    same = {
        "organization": "TLCOrganization",
        "person": "TLCPerson",
        "role": "TLCRole",
        "location": "TLCLocation",
        "event": "TLCEvent",
        "concept": "TLCConcept",
        "process": "TLCProcess",
    }
    used = set()
    for e in elements(root):
        for name in ("refersTo", "as", "by", "outcome", "source"):
            for value in (e.get(name) or "").split():
                assert value.startswith("#"), value
                if local(e) == "eventRef" and name == "source":
                    assert other[value[1:]] == "original"
                    continue
                assert value[1:] in tlc, f"{name}={value}"
                used.add(value[1:])
                assert tlc[value[1:]] in want.get(name, {tlc[value[1:]]})
                if name == "refersTo" and local(e) in same:
                    assert tlc[value[1:]] == same[local(e)], (local(e), value)
        if local(e) == "FRBRauthor":
            assert e.get("href")[1:] in tlc
            used.add(e.get("href")[1:])
        if local(e) in same:
            assert e.get("refersTo"), local(e)
    assert used == set(tlc), set(tlc) - used
    for e in elements(root):
        if local(e).startswith("TLC"):
            assert e.get("href").startswith(f"/akn/ontology/{local(e)[3:].lower()}/un/") and e.get("showAs")


@by_text
def test_every_metadata_block_names_its_source(text) -> None:
    for meta in find(parse(text), "//a:meta"):
        assert all(block.get("source") == "#encoder" for block in meta)
        assert {"identification", "references"} <= {local(b) for b in meta}


# ---- identification

LETTER_WORK = "/akn/un/doc/communication/un-ga/2008-01-18/tmp-62-20080118-mli-1"
DECLARATION_WORK = "/akn/un/doc/communication/community-of-democracies/2007-11-17/bamako-ministerial-consensus"


def levels(part):
    return [
        [e.get("value") for e in find(part, f"a:meta/a:identification/a:{level}/a:{name}")]
        for level in ("FRBRWork", "FRBRExpression", "FRBRManifestation")
        for name in ("FRBRthis", "FRBRuri")
    ]


@pytest.mark.parametrize(
    ("path", "work", "lang", "name"),
    [
        ("/a:akomaNtoso/a:doc", LETTER_WORK, "fra@", "main"),
        ("//a:attachment[@eId='att_1']/a:doc", LETTER_WORK, "fra@", "annex"),
        ("//a:attachment[@eId='att_1__att_1']/a:statement", LETTER_WORK, "fra@", "annex/appendix"),
        ("/a:akomaNtoso/a:doc", DECLARATION_WORK, "fra@unofficial-1", "main"),
    ],
)
def test_iris_of_the_parts(path, work, lang, name) -> None:
    part = find(parse(LETTER if work == LETTER_WORK else DECLARATION), path)[0]
    expression = f"{work}/{lang}"
    assert levels(part) == [
        [f"{work}/!{name}"],
        [work],
        [f"{expression}/!{name}"],
        [expression],
        [f"{expression}/!{name}.xml"],
        [f"{expression}.xml"],
    ]


def test_letter_is_not_said_to_be_translated_but_annex_and_appendix_are() -> None:
    root = parse(LETTER)
    got = {t.get("href"): (t.get("fromLanguage"), t.get("authoritative")) for t in find(root, "//a:FRBRtranslation")}
    assert got == {
        f"{LETTER_WORK}/eng@/!annex": ("eng", "true"),
        f"{LETTER_WORK}/eng@/!annex/appendix": ("eng", "true"),
    }


def test_declaration_is_one_work_in_two_texts() -> None:
    aliases = {a.get("value") for a in find(parse(LETTER), "//a:FRBRalias[@name='autonomousWork']")}
    assert {DECLARATION_WORK, f"{DECLARATION_WORK}/fra@", f"{DECLARATION_WORK}/!annex"} <= aliases
    root = parse(DECLARATION)
    expression = find(root, "//a:FRBRExpression")[0]
    assert expression.find(f"{{{AKN}}}FRBRversionNumber").get("value") == "unofficial-1"
    assert expression.find(f"{{{AKN}}}FRBRauthoritative").get("value") == "false"
    assert expression.find(f"{{{AKN}}}FRBRtranslation").attrib["authoritative"] == "false"
    assert expression.find(f"{{{AKN}}}FRBRdate").get("date") == "1900-01-01"
    assert find(root, "//a:FRBRWork/a:FRBRdate")[0].get("date") == "2007-11-17"


def test_paragraphs_35_and_36_of_the_unofficial_text_carry_the_other_number() -> None:
    root = parse(DECLARATION)
    assert {e.get("eId"): e.get("wId") for e in elements(root) if e.get("wId")} == {
        "para_35": "para_36",
        "para_35__content": "para_36__content",
        "para_36": "para_35",
        "para_36__content": "para_35__content",
    }


def test_what_is_not_assigned_is_said_and_not_invented() -> None:
    root = parse(LETTER)
    assert [e.text for e in find(root, "//u:numberStatus")] == ["temporary"]
    assert [e.get("name") for e in find(root, "//u:notAssigned")] == [
        "symbol",
        "distributionDate",
        "jobNumber",
        "originalLanguage",
        "agendaItemTitle",
    ]
    assert not find(
        root, "//a:publication|//a:docketNumber|//a:coverPage//a:docDate|/a:akomaNtoso/a:doc/a:meta//a:FRBRtranslation"
    )
    assert find(root, "//a:docNumber")[0].get("status") == "incomplete"


# ---- counts

OPENING = {
    LETTER: [
        "À cet effet, décidons :",
        "À cet effet, décidons de prendre les mesures suivantes :",
        *["À cet effet, décidons :"] * 3,
    ],
    DECLARATION: [
        "A cet effet, nous avons décidé de :",
        "A cet effet, nous :",
        *["A cet effet, nous nous sommes résolus à :"] * 3,
    ],
}
GROUPS = [(7, 12), (13, 18), (19, 26), (27, 32), (33, 41), (42, 50), (51, 53), (54, 56), (57, 65), (66, 70), (71, 78)]


def declaration_of(text):
    root = parse(text)
    return find(root, "//a:attachment[@eId='att_1']/a:doc" if text == LETTER else "/a:akomaNtoso/a:doc")[0]


@by_text
def test_seventy_eight_paragraphs_in_order(text) -> None:
    paragraphs = find(declaration_of(text), "a:mainBody//a:paragraph")
    assert [p.findtext(f"{{{AKN}}}num") for p in paragraphs] == [f"{n}." for n in range(1, 79)]
    prefix = "att_1__" if text == LETTER else ""
    assert [p.get("eId") for p in paragraphs] == [f"{prefix}para_{n}" for n in range(1, 79)]
    assert all(len(find(p, "a:content/a:p")) == 1 for p in paragraphs)


@by_text
def test_six_headings_and_five_openings(text) -> None:
    body = find(declaration_of(text), "a:mainBody")[0]
    outer, inner = find(body, "a:division"), find(body, "a:division/a:division")
    assert (len(outer), len(inner)) == (6, 5)
    assert [spaces(words_of(d[0])) for d in inner] == OPENING[text]
    assert [int(p[0].text[:-1]) for p in find(body, "a:paragraph")] == [1, 2, 3, 4, 5, 6]
    groups = [[int(p[0].text[:-1]) for p in find(d, "a:paragraph")] for d in find(body, ".//a:division")]
    assert [(g[0], g[-1]) for g in groups] == GROUPS and all(g == list(range(g[0], g[-1] + 1)) for g in groups)


def test_letter_has_two_unnumbered_paragraphs() -> None:
    paragraphs = find(parse(LETTER), "/a:akomaNtoso/a:doc/a:mainBody/a:paragraph")
    assert len(paragraphs) == 2 and not any(find(p, "a:num") for p in paragraphs)


def test_appendix() -> None:
    body = find(parse(LETTER), "//a:statement/a:mainBody")[0]
    assert [e.text for e in find(body, "a:section/a:num")] == ["I.", "II.", "III.", "IV.", "V."]
    assert [(e.getparent().getparent().get("eId")[-5:].strip("_"), e.text) for e in find(body, ".//a:title/a:num")] == [
        ("sec_I", "A."),
        ("sec_I", "B."),
        ("sec_I", "C."),
        ("ec_II", "A."),
        ("ec_II", "B."),
    ]
    roman = ["i)", "ii)", "iii)", "iv)", "v)", "vi)"]
    points = [[p.text for p in find(t, "a:list/a:point/a:num")] for t in find(body, ".//a:title")]
    assert points == [roman[:3], roman, roman[:1], roman[:3], roman[:2]]
    assert [len(find(x, "a:indent")) for x in find(body, ".//a:list[a:indent]")] == [6, 2]
    assert all(n.text == "–" for n in find(body, ".//a:indent/a:num"))
    assert words_of(find(body, "a:section/a:intro/a:p/a:span[@class='italic']")[0]).startswith(
        "Mandat du Secrétariat permanent"
    )


@by_text
def test_dates_in_the_text_agree_with_their_attribute(text) -> None:
    months = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()  # noqa: SIM905
    seen = 0
    for e in find(parse(text), "//a:date|//a:docDate"):
        words = spaces(words_of(e))
        year, month, day = e.get("date").split("-")
        assert words in {
            f"{int(day)} {months[int(month) - 1]} {year}",
            f"{months[int(month) - 1]} {year}",
            str(int(day)),
        }, words
        seen += 1
    assert seen >= 3


def test_parts_of_a_document_stand_in_their_order() -> None:
    order = ["meta", "coverPage", "preface", "preamble", "mainBody", "conclusions", "attachments"]
    for text in TEXTS:
        for e in elements(parse(text)):
            if local(e) in DOCUMENT_TYPES:
                names = [local(c) for c in e]
                assert names == sorted(set(names), key=order.index) and {"meta", "preface", "mainBody"} <= set(names)


def test_nothing_committed_names_a_place_on_a_machine() -> None:
    for path in SOURCE.rglob("*"):
        if path.is_file() and path.suffix != ".xsd":
            assert not re.search(r"/(work|opt|tmp|home|root)/", path.read_text("utf-8")), path.name
