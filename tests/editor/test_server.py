"""The language server, driven by a client: findings as one types, one fix for one finding, the rule, the units."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient

from pipeline.validate.report.examples import FOLDER

MODEL = (FOLDER / "model.xml").read_text("utf-8")
URI = "file:///texts/document.xml"
DOUBLED = MODEL.replace("<p>Le second.</p>", "<p>Adopte le le plan.</p>", 1)
START = [sys.executable, "-c", "from pipeline.editor.server import server; server('strict').start_io()"]


@pytest_lsp.fixture(config=ClientServerConfig(server_command=START))
async def client(lsp_client: LanguageClient) -> AsyncIterator[None]:
    capabilities = types.ClientCapabilities()
    await lsp_client.initialize_session(types.InitializeParams(capabilities=capabilities))
    yield
    await lsp_client.shutdown_session()


@pytest_lsp.fixture(config=ClientServerConfig(server_command=START))
async def french(lsp_client: LanguageClient) -> AsyncIterator[None]:
    capabilities = types.ClientCapabilities()
    await lsp_client.initialize_session(types.InitializeParams(capabilities=capabilities, locale="fr-CH"))
    yield
    await lsp_client.shutdown_session()


@pytest.mark.asyncio
async def test_findings_are_in_the_language_of_the_editor(french: LanguageClient) -> None:
    (diagnostic,) = await opened(french, DOUBLED)
    assert diagnostic.code == "TEXT-104"
    assert "figure deux fois" in diagnostic.message


async def opened(client: LanguageClient, text: str) -> list[types.Diagnostic]:
    item = types.TextDocumentItem(URI, "xml", 1, text)
    client.text_document_did_open(types.DidOpenTextDocumentParams(item))
    await client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    return list(client.diagnostics[URI])


def place(text: str, words: str) -> types.Position:
    before = text[: text.index(words)]
    return types.Position(before.count("\n"), len(before) - before.rfind("\n") - 1)


@pytest.mark.asyncio
async def test_findings_come_and_go_as_one_types(client: LanguageClient) -> None:
    assert await opened(client, MODEL) == []
    changed = types.VersionedTextDocumentIdentifier(2, URI)
    whole = types.TextDocumentContentChangeWholeDocument(DOUBLED)
    client.text_document_did_change(types.DidChangeTextDocumentParams(changed, [whole]))
    await client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    found = client.diagnostics[URI]
    assert [one.code for one in found] == ["TEXT-104"]
    assert found[0].range.start == place(DOUBLED, "le le plan")
    assert found[0].severity is types.DiagnosticSeverity.Warning


@pytest.mark.asyncio
async def test_one_fix_settles_one_finding(client: LanguageClient) -> None:
    found = await opened(client, DOUBLED)
    params = types.CodeActionParams(
        types.TextDocumentIdentifier(URI), found[0].range, types.CodeActionContext(list(found))
    )
    actions = await client.text_document_code_action_async(params)
    assert actions is not None and len(actions) == 1
    edit = actions[0].edit.changes[URI][0]  # type: ignore[union-attr,index]
    lines = DOUBLED.split("\n")
    row = lines[edit.range.start.line]
    lines[edit.range.start.line] = row[: edit.range.start.character] + edit.new_text + row[edit.range.end.character :]
    assert "\n".join(lines) == MODEL.replace("<p>Le second.</p>", "<p>Adopte le plan.</p>", 1)


@pytest.mark.asyncio
async def test_the_rule_is_shown_and_units_are_listed(client: LanguageClient) -> None:
    await opened(client, DOUBLED)
    at = place(DOUBLED, "le le plan")
    hover = await client.text_document_hover_async(types.HoverParams(types.TextDocumentIdentifier(URI), at))
    assert hover is not None and "TEXT-104" in hover.contents.value  # type: ignore[union-attr]
    units = await client.text_document_document_symbol_async(
        types.DocumentSymbolParams(types.TextDocumentIdentifier(URI))
    )
    names = {unit.name for unit in units or ()}
    assert {"para_1", "para_2", "para_3", "att_1"} <= names


@pytest.mark.asyncio
async def test_a_malformed_text_has_its_faults_and_no_units(client: LanguageClient) -> None:
    found = await opened(client, MODEL.replace("</docTitle>", "", 1))
    assert {one.code for one in found} == {"AKN-NC-001"}
    params = types.DocumentSymbolParams(types.TextDocumentIdentifier(URI))
    assert await client.text_document_document_symbol_async(params) in ([], None)
