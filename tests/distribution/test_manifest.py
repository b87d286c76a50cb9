"""The manifest."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from dataclasses import replace

import jsonschema
import pytest

from pipeline.distribution import manifest
from pipeline.distribution.content import of_document


@pytest.fixture(scope="module")
def schema(root):
    table = json.loads((root / "templates" / "distribution" / "manifest.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(table)
    return jsonschema.Draft202012Validator(table)


def test_the_manifests_of_the_own_works_follow_the_schema(copies, schema):
    for copy in copies.values():
        assert [e.message for e in schema.iter_errors(json.loads(copy.files["manifest.json"]))] == []


def test_the_schema_refuses_what_is_not_explained(copies, schema):
    table = json.loads(copies["bamako-letter"].files["manifest.json"])
    table["expressions"][0]["files"][0]["surprise"] = 1
    table["state"] = "draft"
    assert len(list(schema.iter_errors(table))) == 2


def test_the_letter_is_provisional_and_says_what_is_missing(copies):
    table = copies["bamako-letter"].manifest
    assert (table["state"], table["expressions"][0]["unassigned"]) == ("provisional", ["symbol", "date", "job number"])
    assert copies["bamako-declaration"].manifest["state"] == "final"


def test_each_file_is_listed_with_its_hash_size_and_content(copies):
    copy = copies["bamako-letter"]
    files = {f["format"]: f for f in copy.manifest["expressions"][0]["files"]}
    assert list(files) == ["pdf", "docx", "html", "txt", "flow.txt", "md", "epub", "odt", "xml"]
    for file in files.values():
        data = copy.files[file["path"]]
        assert (file["size"], file["sha256"]) == (len(data), hashlib.sha256(data).hexdigest())
    assert files["pdf"]["pages"] > 1
    content = copy.manifest["expressions"][0]["content"]
    assert {f["content"] for name, f in files.items() if "txt" not in name} == {content}


def test_the_content_hash_is_that_of_the_prepared_document(copies, documents):
    table = copies["bamako-letter"].manifest["expressions"][0]
    assert table["content"] == of_document(documents[1]).hash


def test_a_base_address_gives_every_file_its_own(documents):
    built = manifest.BuiltExpression(
        documents[0], (manifest.BuiltFile("xml", "a.xml", b"<a/>", hashed=True),), "0" * 64
    )
    table = manifest.manifest("a", [built], "https://example.org/docs/")
    assert table["expressions"][0]["files"][0]["url"] == "https://example.org/docs/a.xml"


def test_number_or_date_make_a_document_provisional_but_a_job_number_does_not(documents):
    def with_missing(*names):
        return replace(documents[0], identity=replace(documents[0].identity, unassigned=names))

    assert [manifest.is_provisional(with_missing(n)) for n in ("symbol", "date", "job number")] == [True, True, False]


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="needs sha256sum (GNU coreutils)")
def test_the_sums_are_read_by_the_tool_of_that_name(copies):
    command = ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"]
    done = subprocess.run(command, cwd=copies["bamako-letter"].folder, check=False, capture_output=True)
    assert (done.returncode, done.stdout) == (0, b"")
