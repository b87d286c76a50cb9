"""The commands `validate` and `rules`.

Reads the values of options. Gives findings on standard output, in the format asked for.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from pipeline.cli.terminal import is_plain, uncoloured
from pipeline.errors import ExitStatus
from pipeline.library.expressions import expressions, find


def validate(
    *, source: tuple[str, ...], profile: str, format: str | None, fix: bool, report: bool, jobs: int
) -> ExitStatus:
    """Check documents: 0 clean, 1 with findings of severity error or a file that `--fix` could not replace."""
    import pipeline.validate as validator
    from pipeline.validate.report.render import conformance, render

    paths = _paths(source)
    unwritten = fix and _fixed(paths, profile)
    found = validator.check(paths, profile, jobs)
    form = format or ("human" if sys.stdout.isatty() else "text")
    text = conformance(found) if report else render(found, form)
    sys.stdout.write(uncoloured(text) if is_plain() else text)
    return ExitStatus.FINDINGS if unwritten else found.exit_status


def _fixed(paths: Sequence[Path], profile: str) -> bool:
    """Correct the files and show the differences; True if a file could not be replaced."""
    import pipeline.validate as validator

    unwritten = False
    for corrected in validator.fix(paths, profile):
        sys.stdout.write(corrected.difference)
        for refused in corrected.refused:
            print(f"{corrected.path}: not fixed: {refused}", file=sys.stderr)
        unwritten = unwritten or corrected.unwritten
    return unwritten


def rules() -> ExitStatus:
    """Print all rules, as Markdown."""
    from pipeline.validate import rules_table

    sys.stdout.write(rules_table())
    return ExitStatus.DONE


def _paths(source: Sequence[str]) -> list[Path]:
    """Return the paths of what the names stand for; every text of `source/` if there are none."""
    if not source:
        return [_shown(e.path) for e in expressions()]
    paths: list[Path] = []
    for name in source:
        if Path(name).exists():
            paths.append(Path(name))
        else:
            paths += [_shown(e.path) for e in find(name)]
    return paths


def _shown(path: Path) -> Path:
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
