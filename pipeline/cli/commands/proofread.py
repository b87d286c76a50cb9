"""The commands `proofread` and `lsp`.

Reads the values of options. Gives the comparison of the languages of works, on standard output or in a file; a language
server on standard input and output.
"""

from __future__ import annotations

import sys
from pathlib import Path

from pipeline.cli.terminal import spoken, write_utf8
from pipeline.errors import ExitStatus, UsageError
from pipeline.library.expressions import paths_of


def proofread(
    *, source: tuple[str, ...], format: str, out: Path | None, state: Path | None, lang: str | None, jobs: int
) -> ExitStatus:
    """Compare the languages of each work: 0 if they agree, 1 if one differs or a file cannot be read."""
    from pipeline.files import remove_leftovers, write_whole
    from pipeline.proofread import proofread as compare
    from pipeline.proofread import render
    from pipeline.proofread.report import summary

    proof = compare(paths_of(source), jobs, state)
    text = render(proof, format, spoken(lang))
    if out is None:
        if format != "text":
            write_utf8()
        sys.stdout.write(text)
    else:
        remove_leftovers([out])
        write_whole(out, text.encode("utf-8", "surrogateescape"))
        print(summary(proof, spoken(lang)), file=sys.stderr)
    return proof.exit_status


def lsp(*, profile: str | None) -> ExitStatus:
    """Serve an editor until it ends the connection. Raises UsageError without the extra."""
    try:
        from pipeline.editor.server import server
    except ModuleNotFoundError as error:
        remedy = "install the extra: pip install 'un-document-pipeline[editor]'"
        raise UsageError(f"the language server needs {error.name}", remedy=remedy) from error
    server(profile or "").start_io()
    return ExitStatus.DONE
