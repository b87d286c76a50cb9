"""The public functions do what their examples say, for documents that are not in source/ too."""

from __future__ import annotations

import doctest
import inspect

import pytest

from pipeline import api
from pipeline.errors import MissingInputError, UsageError
from pipeline.write import FORMATS


def test_the_examples_hold(root, monkeypatch):
    monkeypatch.chdir(root)
    done = doctest.testmod(api)
    assert done.attempted >= 7
    assert done.failed == 0


def test_every_public_function_is_documented_and_typed():
    for name in api.__all__:
        function = getattr(api, name)
        assert inspect.getdoc(function)
        assert "return" in inspect.get_annotations(function)


@pytest.mark.parametrize("format", FORMATS)
def test_a_document_is_written_in_every_format(root, format):
    document = api.prepare(api.read(root / "source" / "bamako-declaration" / "fra@unofficial-1.xml"))
    assert len(api.write(document, format).data) > 1000


def test_faults_are_errors_of_the_project(tmp_path, root):
    with pytest.raises(MissingInputError):
        api.read(tmp_path / "nothing.xml")
    document = api.prepare(api.read(root / "source" / "bamako-letter" / "fra@.xml"))
    with pytest.raises(UsageError, match="rtf"):
        api.write(document, "rtf")


def test_a_changed_word_is_an_edit(root, tmp_path):
    text = (root / "source" / "bamako-letter" / "fra@.xml").read_text("utf-8")
    (tmp_path / "new.xml").write_text(
        text.replace("ambassadeurs", "envoyés").replace("démocraties", "républiques"), "utf-8"
    )
    old, new = (api.prepare(api.read(p)) for p in (root / "source/bamako-letter/fra@.xml", tmp_path / "new.xml"))
    assert not api.compare(old, new).equal
