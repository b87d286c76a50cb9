"""The edit script as JSON, text and one sentence; the words of every language."""

from __future__ import annotations

import json

import jsonschema
import pytest

from pipeline.data import TEMPLATES
from pipeline.document import MastheadRole
from pipeline.errors import UsageError
from pipeline.languages.strings import strings, tags
from pipeline.languages.strings import word as word_of
from pipeline.versions import compare
from pipeline.versions.comparison.documents import _METADATA
from pipeline.versions.redline.as_json import as_json
from pipeline.versions.redline.as_text import as_text
from pipeline.versions.redline.files import redline
from pipeline.versions.redline.summary import summary


@pytest.fixture(scope="module")
def script(official, unofficial):
    return compare(official, unofficial)


def test_json_fits_its_schema(script):
    schema = json.loads((TEMPLATES / "versions" / "edit-script.schema.json").read_text(encoding="utf-8"))
    table = json.loads(as_json(script))
    jsonschema.Draft202012Validator(schema).validate(table)
    assert len(table["edits"]) == len(script.edits)


def test_every_field_of_the_json_is_documented(root, script):
    page = (root / "docs" / "edit-script.md").read_text(encoding="utf-8")
    names = {"version", "old", "new", "summary", "counts", "edits"}
    for edit in json.loads(as_json(script))["edits"]:
        names |= set(edit) | {key for word in edit.get("words", ()) for key in word} | {edit["kind"], edit["what"]}
    assert not [name for name in sorted(names) if f"`{name}`" not in page]


def test_offsets_point_at_the_words(script):
    changed = [edit for edit in script.edits if edit.kind == "words" and edit.what == "paragraph"]
    assert changed
    for edit in changed:
        assert edit.words
        for word in edit.words:
            assert edit.old_text.startswith(word.old, word.old_at)
            assert edit.new_text.startswith(word.new, word.new_at)


def test_the_sentence_counts_what_happened(script):
    sentence = summary(script)
    assert sentence.startswith("79 paragraphs changed, 2 moved, 1 added,")
    assert "renumbered" not in sentence


def test_the_sentence_is_singular_for_one(official):
    from dataclasses import replace

    part = official.parts[0]
    shorter = replace(official, parts=(replace(part, blocks=part.blocks[:-1]), *official.parts[1:]))
    assert summary(compare(official, shorter)) == "1 deleted."
    assert summary(compare(official, shorter), "fr") == "1 supprimé."
    assert summary(compare(official, official), "ru") == "Различий нет."


@pytest.mark.parametrize("language", tags())
def test_every_language_has_every_word(script, language):
    assert summary(script, language)
    assert as_text(script, language).decode()


def test_text_shows_words_with_signs_around_them(script):
    lines = as_text(script).decode().splitlines()
    assert max(len(line) for line in lines[2:]) <= 76
    assert any("[-2003-]" in line or "(2003" in line for line in lines)
    assert "{+4ème+}" in "\n".join(lines)


def test_the_same_comparison_gives_the_same_bytes(official, unofficial):
    for format in ("json", "txt", "html", "pdf"):
        assert redline(compare(official, unofficial), format) == redline(compare(official, unofficial), format)


def test_an_unknown_format_is_refused(script):
    with pytest.raises(UsageError, match="no format"):
        redline(script, "odt")


@pytest.mark.parametrize("language", tags())
def test_every_field_has_a_name_in_every_language(language):
    names = [*_METADATA, "job number", *(role.value for role in MastheadRole)]
    assert all(word_of(strings(language).comparison.fields, name) for name in names)


def test_names_of_fields_are_in_the_language_of_the_new_text(official, unofficial):
    script = compare(official, unofficial)
    assert "métadonnées modifiées (titre, cote, date, type de document, caractère officiel" in summary(script, "fr")
    printed = as_text(script, "fr").decode()
    assert "@ métadonnées titre: modifié" in printed
    assert "元数据（标题，文号" in summary(script, "zh-Hans")
