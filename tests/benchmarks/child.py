"""One step in a process of its own: `python -m tests.benchmarks.child STEP INPUT OUTPUT`.

Reads a file. Gives a PDF, by us, by Typst or by WeasyPrint, with nothing loaded that the step does not need, so that
start and peak memory can be measured from outside.
"""

from __future__ import annotations

import sys
from pathlib import Path


def ours(source: Path) -> bytes:
    """Return the PDF by this project, without proof."""
    from pipeline.prepare import prepare
    from pipeline.read import parse_file
    from pipeline.write import Options, writer

    parsed = parse_file(source)
    return writer("pdf")(prepare(parsed), Options(attachment=parsed.data)).data


def typst(source: Path) -> bytes:
    """Return the PDF by Typst."""
    from tests.benchmarks.peer_pdf import typst_pdf

    return typst_pdf(source)


def weasyprint(source: Path) -> bytes:
    """Return the PDF by WeasyPrint."""
    from tests.benchmarks.peer_pdf import weasyprint_pdf

    return weasyprint_pdf(source.read_text(encoding="utf-8"))


STEPS = {"ours": ours, "typst": typst, "weasyprint": weasyprint}

if __name__ == "__main__":
    step, given, output = sys.argv[1:4]
    Path(output).write_bytes(STEPS[step](Path(given)))
