"""The edit script: what is the same, what has moved, what words have changed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.document import Document, Paragraph, Text
from pipeline.library.sources import side
from pipeline.prepare import prepare
from pipeline.read import parse_file
from pipeline.versions import EditKind, What, compare
from pipeline.versions.comparison.order import in_order
from pipeline.versions.comparison.units import block_units
from tests.own import DOCUMENTS
from tests.versions.editing import edited


def numbered(document: Document, label: str) -> Paragraph:
    return next(b for b in document.parts[0].blocks if isinstance(b, Paragraph) and b.label == (Text(label),))


def with_blocks(document: Document, blocks) -> Document:
    return replace(document, parts=(replace(document.parts[0], blocks=tuple(blocks)), *document.parts[1:]))


def test_a_document_has_no_edits_against_itself(official):
    assert compare(official, official).equal


def test_paragraphs_35_and_36_have_changed_places(official, unofficial):
    script = compare(official, unofficial)
    moved = {e.old.label: (e.new.label, e.exchanged_with) for e in script.edits if e.kind is EditKind.MOVED}
    assert moved == {"35.": ("36.", "para_35"), "36.": ("35.", "para_36")}
    assert not [e for e in script.edits if e.kind is EditKind.RENUMBERED]


def test_every_other_paragraph_is_compared_with_the_one_of_its_number(official, unofficial):
    script = compare(official, unofficial)
    pairs = [(e.old.label, e.new.label) for e in script.edits if e.kind is EditKind.WORDS and e.what is What.PARAGRAPH]
    odd = [p for p in pairs if p[0] != p[1]]
    assert sorted(odd) == [("35.", "36."), ("36.", "35.")]
    assert len([p for p in pairs if p[0]]) == 78


def test_an_inserted_paragraph_renumbers_those_after_it_and_changes_none(official):
    blocks = list(official.parts[0].blocks)
    place = blocks.index(numbered(official, "41."))
    fresh = replace(blocks[place], anchor="fresh", eid="att_1__para_41", inlines=(Text("Quite another thing."),))
    shifted = []
    for block in blocks[place:]:
        label = block.label[0].text if isinstance(block, Paragraph) and block.label else ""
        if label:
            number = int(label.rstrip(".")) + 1
            shifted.append(replace(block, label=(Text(f"{number}."),), eid=f"att_1__para_{number}"))
        else:
            shifted.append(block)
    script = compare(official, with_blocks(official, [*blocks[:place], fresh, *shifted]))
    kinds = {(kind, what): count for (kind, what), count in script.count().items()}
    assert kinds == {(EditKind.INSERTED, What.PARAGRAPH): 1, (EditKind.RENUMBERED, What.PARAGRAPH): 38}


def test_one_word_changed_is_one_edit_of_that_word(official):
    blocks = list(official.parts[0].blocks)
    place = blocks.index(numbered(official, "42."))
    text = "".join(i.text for i in blocks[place].inlines)
    blocks[place] = replace(blocks[place], inlines=(Text(text.replace("à l’exercer", "à exercer")),))
    [edit] = compare(official, with_blocks(official, blocks)).edits
    assert (edit.kind, edit.what, edit.new.label) == (EditKind.WORDS, What.PARAGRAPH, "42.")
    assert [(w.old, w.new) for w in edit.words] == [("l’", "")]
    assert text[edit.words[0].old_at :].startswith("l’exercer")


def test_a_space_of_another_kind_is_a_change_of_form_only(official):
    blocks = list(official.parts[0].blocks)
    place = blocks.index(numbered(official, "42."))
    text = "".join(i.text for i in blocks[place].inlines)
    blocks[place] = replace(blocks[place], inlines=(Text(text.replace(" ", "\u00a0", 1)),))
    assert [e.kind for e in compare(official, with_blocks(official, blocks)).edits] == [EditKind.FORM]


def test_moving_a_paragraph_is_one_move(official):
    blocks = list(official.parts[0].blocks)
    place = blocks.index(numbered(official, "20."))
    block = blocks.pop(place)
    script = compare(official, with_blocks(official, [*blocks[:60], block, *blocks[60:]]))
    assert [(e.kind, e.old.label) for e in script.edits] == [(EditKind.MOVED, "20.")]


def test_two_yearly_resolutions_keep_their_common_paragraphs():
    paths = ("A_RES_75_904-2199904F.xml", "A_RES_79_904-2599904F.xml")
    old, new = (prepare(parse_file(DOCUMENTS / "ga-resolution" / "fr" / name)) for name in paths)
    script = compare(old, new)
    changed = {e.new.label for e in script.edits if e.kind is EditKind.WORDS and e.what is What.PARAGRAPH}
    assert {"1.", "7.", "8.", "9.", "10.", "11."} <= changed
    assert not changed & {"2.", "3.", "4.", "5.", "6.", "13."}
    eighth = next(e for e in script.edits if e.new and e.new.label == "8." and e.kind is EditKind.WORDS)
    added = [(w.old, w.new.replace("\u00a0", " ")) for w in eighth.words]
    assert added == [("sa résolution", "ses résolutions 76/915 du 29 juin 2022 et")]


@pytest.mark.parametrize("seed", range(6))
def test_edited_paragraphs_find_their_originals(official, seed):
    """Words changed, paragraphs gone, come, exchanged: whoever kept most of its words is found."""
    copy = edited(official, seed, rate=0.2)
    script = compare(official, copy)
    old = [b for b in official.parts[0].blocks if isinstance(b, Paragraph) and b.label]
    new = {b.eid: b.anchor for b in copy.parts[0].blocks if b.eid}
    stay = [b for b in old if b.eid in new]
    lost = {e.old.eid for e in script.edits if e.kind is EditKind.DELETED and e.old}
    assert len(stay) > 50
    assert not [b.eid for b in stay if b.eid in lost]


def test_a_wid_names_the_paragraph_that_a_version_has_renumbered(official, unofficial):
    declaration = side("bamako-declaration/fra@unofficial-1")
    assert declaration.first_ids["para_35"] == "para_36"
    keys = {u.label: u.key for u in block_units(unofficial, declaration.first_ids) if u.label in ("35.", "36.")}
    assert keys == {"35.": "para_36", "36.": "para_35"}
    script = compare(official, unofficial, {}, declaration.first_ids)
    assert {e.old.label: e.new.label for e in script.edits if e.kind is EditKind.MOVED} == {"35.": "36.", "36.": "35."}


def test_the_heaviest_order_is_kept():
    pairs = [(0, 2), (1, 0), (2, 1), (3, 3)]
    assert in_order(pairs, [1, 1, 1, 1]) == {(1, 0), (2, 1), (3, 3)}
    assert in_order(pairs, [9, 1, 1, 1]) == {(0, 2), (3, 3)}
    assert in_order([], []) == set()
