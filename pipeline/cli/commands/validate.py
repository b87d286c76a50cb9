"""The commands `validate` and `rules`.

Reads the values of options. Gives findings on standard output, in the format asked for.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli.terminal import is_plain, spoken, uncoloured, write_utf8
from pipeline.errors import ExitStatus, UsageError
from pipeline.files import exists, is_folder, shown
from pipeline.library.expressions import paths_of
from pipeline.library.revisions import at_revision

if TYPE_CHECKING:
    from pipeline.validate.run.files import Report, Text

_FOR_MACHINES = ("json", "sarif", "junit", "github")
"""Forms that are UTF-8 whatever the terminal's encoding is."""


def validate(
    *,
    source: tuple[str, ...],
    profile: str | None,
    format: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    min_severity: str | None,
    baseline: Path | None,
    write_baseline: Path | None,
    statistics: bool,
    cache: Path | None,
    fix: bool,
    report: bool,
    lang: str | None,
    jobs: int,
) -> ExitStatus:
    """Check documents: 0 clean, 1 with findings of severity error or a file that `--fix` could not replace."""
    from pipeline.files import remove_leftovers, write_whole
    from pipeline.validate.model.settings import settings
    from pipeline.validate.report.language import report_in
    from pipeline.validate.report.selection import baseline as known
    from pipeline.validate.report.selection import selected, selection

    project, folder = settings(Path.cwd())
    file = baseline or (folder / project.baseline if project.baseline else None)
    weights = dict(project.severity)
    chosen = selection(
        select or project.select, ignore or project.ignore, min_severity or project.min_severity, weights, file
    )
    rules_of = profile or project.profile
    unwritten = fix and _fixed(_files(source), rules_of)
    store = _folder_of_results(cache or (folder / project.cache if project.cache else None))
    found = selected(_checked(source, rules_of, jobs, store), chosen)
    if write_baseline is not None:
        remove_leftovers([write_baseline])
        write_whole(write_baseline, known(found).encode("utf-8", "surrogateescape"))
        return ExitStatus.DONE
    _show(report_in(found, spoken(lang)), format, statistics=statistics, report=report)
    return ExitStatus.FINDINGS if unwritten else found.exit_status


def _checked(source: tuple[str, ...], profile: str, jobs: int, cache: Path | None) -> Report:
    """Return the findings of files, of files at a git revision, and of standard input for the name “-”."""
    import pipeline.validate as validator

    texts = [text for name in dict.fromkeys(source) if (text := _text(name))]
    named = {text.name for text in texts}
    others = tuple(name for name in source if name not in named)
    paths = _paths(others) if others or not texts else []
    return validator.check(paths, profile, jobs, cache, texts)


def _text(name: str) -> Text | None:
    """Return standard input or a file at a revision, None for another name. Raises MissingInputError, ToolError."""
    from pipeline.validate.run.files import Text

    if name == "-":
        return Text(name, sys.stdin.buffer.read(), Path(name))
    at = at_revision(name)
    return Text(name, at.read(), at.today()) if at else None


def _files(source: tuple[str, ...]) -> list[Path]:
    """Return the files that can be corrected. Raises UsageError for standard input and for a file at a revision."""
    for name in source:
        if name == "-" or at_revision(name):
            raise UsageError(f"{name} cannot be corrected in its place", remedy="give a file, or leave out --fix")
    return _paths(source)


def _folder_of_results(cache: Path | None) -> Path | None:
    """Return the folder of --cache; a warning says so where no result can be kept. Raises UsageError for a file."""
    if cache is None:
        return None
    if exists(cache) and not is_folder(cache):
        raise UsageError(f"{shown(cache)}: this is a file, not a folder", remedy="choose another --cache")
    try:
        cache.mkdir(parents=True, exist_ok=True)
        reason = "" if os.access(cache, os.W_OK) else os.strerror(errno.EACCES)
    except OSError as error:
        reason = error.strerror or str(error)
    if reason:
        print(f"warning: {shown(cache)}: no result can be kept here: {reason}", file=sys.stderr)
    return cache


def _show(found: Report, format: str | None, *, statistics: bool, report: bool) -> None:
    from pipeline.validate.report.render import conformance, render
    from pipeline.validate.report.selection import statistics as counts

    form = format or ("human" if sys.stdout.isatty() else "text")
    if form in _FOR_MACHINES:
        write_utf8()
    text = conformance(found) if report else counts(found) if statistics else render(found, form)
    sys.stdout.write(uncoloured(text) if is_plain() else text)


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


def rules(*, select: tuple[str, ...], format: str) -> ExitStatus:
    """Print rules as Markdown, or those that XPath can say as Schematron. Raises UsageError."""
    from pipeline.validate import rules_table, schematron

    if select and format == "schematron":
        raise UsageError("Schematron holds all rules that XPath can say", remedy="leave out the names of rules")
    sys.stdout.write(schematron() if format == "schematron" else rules_table(select))
    return ExitStatus.DONE


def _paths(source: Sequence[str]) -> list[Path]:
    """Return the paths of what the names stand for, from here if they lie below."""
    return [_shown(path) for path in paths_of(source)]


def _shown(path: Path) -> Path:
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
