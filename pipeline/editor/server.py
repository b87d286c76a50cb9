"""The language server: diagnostics, quick fixes, hover, symbols.

Reads messages of the Language Server Protocol on standard input. Gives answers on standard output; nothing is
written to disk, no network is used.
"""

from __future__ import annotations

from pathlib import Path

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

from pipeline import __version__
from pipeline.editor.analysis import Analysis, OutlineSymbol, Spot
from pipeline.errors import PipelineError
from pipeline.validate.model.finding import Finding, Fix, Severity
from pipeline.validate.model.settings import settings
from pipeline.validate.report.language import ENGLISH, finding_in, tags

_WEIGHTS = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.NOTE: types.DiagnosticSeverity.Information,
}


class EditorServer(LanguageServer):
    """A language server with the analyses of the open texts."""

    def __init__(self, profile: str = "") -> None:
        """Set the profile; one that the project sets comes second, and is the default."""
        super().__init__("undocs", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full)
        self.profile = profile
        self.known: dict[str, Analysis] = {}
        self.locale: str | None = None

    def analysis(self, uri: str) -> Analysis:
        """Return the analysis of an open text as it is now."""
        text = self.workspace.get_text_document(uri).source
        known = self.known.get(uri)
        if known is None or known.text != text:
            path = Path(to_fs_path(uri) or "untitled.xml")
            known = Analysis(text, path, self.profile or _profile(path))
            self.known[uri] = known
        return known

    @property
    def language(self) -> str:
        """Tag of the language that the editor speaks (`locale`), if reports can be written in it, else English."""
        locale = (self.locale or "").replace("_", "-").partition("-")[0].lower()
        return locale if locale in tags() else ENGLISH

    def publish(self, uri: str, version: int | None = None) -> None:
        """Send the diagnostics of a text."""
        analysis = self.analysis(uri)
        found = [_diagnostic(finding_in(one, self.language), analysis) for one in analysis.findings]
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found, version))


def _profile(path: Path) -> str:
    try:
        return settings(path.parent)[0].profile
    except PipelineError:
        return "strict"


def server(profile: str = "") -> EditorServer:
    """Return a server that is ready to start."""
    made = EditorServer(profile)
    made.feature(types.INITIALIZE)(_initialized)
    made.feature(types.TEXT_DOCUMENT_DID_OPEN)(_opened)
    made.feature(types.TEXT_DOCUMENT_DID_CHANGE)(_changed)
    made.feature(types.TEXT_DOCUMENT_DID_CLOSE)(_closed)
    made.feature(types.TEXT_DOCUMENT_HOVER)(_hover)
    made.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)(_symbols)
    options = types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix])
    made.feature(types.TEXT_DOCUMENT_CODE_ACTION, options)(_actions)
    return made


def _initialized(ls: EditorServer, params: types.InitializeParams) -> None:
    ls.locale = params.locale


def _opened(ls: EditorServer, params: types.DidOpenTextDocumentParams) -> None:
    ls.publish(params.text_document.uri, params.text_document.version)


def _changed(ls: EditorServer, params: types.DidChangeTextDocumentParams) -> None:
    ls.publish(params.text_document.uri, params.text_document.version)


def _closed(ls: EditorServer, params: types.DidCloseTextDocumentParams) -> None:
    ls.known.pop(params.text_document.uri, None)
    ls.text_document_publish_diagnostics(types.PublishDiagnosticsParams(params.text_document.uri, []))


def _hover(ls: EditorServer, params: types.HoverParams) -> types.Hover | None:
    text = ls.analysis(params.text_document.uri).hover(params.position.line, params.position.character)
    return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, text)) if text else None


def _symbols(ls: EditorServer, params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
    return [_symbol(one) for one in ls.analysis(params.text_document.uri).symbols]


def _symbol(one: OutlineSymbol) -> types.DocumentSymbol:
    whole = _range(one.begin, one.end)
    children = [_symbol(child) for child in one.children]
    first = _range(one.begin, one.begin)
    return types.DocumentSymbol(one.name, types.SymbolKind.String, whole, first, one.detail, children=children)


def _actions(ls: EditorServer, params: types.CodeActionParams) -> list[types.CodeAction]:
    """Return one action for each finding in the range that can be settled by itself."""
    uri = params.text_document.uri
    analysis = ls.analysis(uri)
    begin = (params.range.start.line, params.range.start.character)
    end = (params.range.end.line, params.range.end.character)
    found = []
    for finding in (finding_in(one, ls.language) for one in analysis.findings):
        first, last = analysis.span(finding)
        if finding.fixes and first <= end and begin <= last:
            edits = [_edit(fix, analysis) for fix in finding.fixes]
            found.append(
                types.CodeAction(
                    f"{finding.rule}: {_title(finding)}",
                    types.CodeActionKind.QuickFix,
                    [_diagnostic(finding, analysis)],
                    is_preferred=True,
                    edit=types.WorkspaceEdit({uri: edits}),
                )
            )
    return found


def _title(finding: Finding) -> str:
    texts = [fix.text for fix in finding.fixes]
    return f"write “{texts[0]}”" if len(texts) == 1 and texts[0].strip() else finding.suggestion or "correct"


def _edit(fix: Fix, analysis: Analysis) -> types.TextEdit:
    span = _range(analysis.spot(fix.line, fix.column), analysis.spot(fix.end_line, fix.end_column))
    return types.TextEdit(span, fix.text)


def _diagnostic(finding: Finding, analysis: Analysis) -> types.Diagnostic:
    related = [
        types.DiagnosticRelatedInformation(
            types.Location(from_fs_path(str(Path(one.file).absolute())) or "", _at(one.line, one.column)), one.message
        )
        for one in finding.related
    ]
    return types.Diagnostic(
        _range(*analysis.span(finding)),
        f"{finding.message}\n{finding.suggestion}".strip(),
        _WEIGHTS[finding.severity],
        finding.rule,
        source="undocs",
        related_information=related or None,
    )


def _at(line: int, column: int) -> types.Range:
    place = types.Position(max(0, line - 1), max(0, column - 1))
    return types.Range(place, place)


def _range(begin: Spot, end: Spot) -> types.Range:
    return types.Range(types.Position(*begin), types.Position(*end))
