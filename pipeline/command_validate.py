"""The commands `validate` and `rules`.

Reads option values. Gives findings on standard output, in the format asked for.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from pipeline.command_options import not_negative
from pipeline.errors import ExitStatus
from pipeline.library.expressions import expressions, find


def validate(
    source: Sequence[str] = (),
    profile: str | None = None,
    format: str | None = None,
    fix: bool = False,
    report: bool = False,
    jobs: int = 0,
) -> ExitStatus:
    """Check documents: 0 clean, 1 with findings of severity error or a file that `--fix` could not replace."""
    import pipeline.validate as validator
    from pipeline.validate.report.render import conformance, render

    not_negative(jobs)
    paths = _paths(source)
    chosen = "strict" if profile is None else profile
    unwritten = fix and _fixed(paths, chosen)
    found = validator.check(paths, chosen, jobs)
    form = ("human" if sys.stdout.isatty() else "text") if format is None else format
    sys.stdout.write(conformance(found) if report else render(found, form))
    return ExitStatus.FINDINGS if unwritten else found.exit_status


def _fixed(paths: Sequence[Path], profile: str) -> bool:
    """Correct the files and show the differences; True where a file could not be replaced."""
    import pipeline.validate as validator

    unwritten = False
    for mended in validator.fix(paths, profile):
        sys.stdout.write(mended.difference)
        for refused in mended.refused:
            print(f"{mended.path}: not mended: {refused}", file=sys.stderr)
        unwritten = unwritten or mended.unwritten
    return unwritten


def rules() -> ExitStatus:
    """All rules, as Markdown."""
    from pipeline.validate import rules_table

    sys.stdout.write(rules_table())
    return ExitStatus.DONE


def _paths(source: Sequence[str]) -> list[Path]:
    """Paths of what the names stand for; every text of `source/` where there are none."""
    if not source:
        return [_shown(e.path) for e in expressions()]
    paths: list[Path] = []
    for name in source:
        if name.strip() and Path(name).exists():
            paths.append(Path(name))
        else:
            paths += [_shown(e.path) for e in find(name)]
    return paths


def _shown(path: Path) -> Path:
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
