"""Redlines and concordances that exist already.

Reads `dist/versions/` (or the folder given): files named `OLD--NEW.redline.html`, `A--B.concordance.pdf`. Gives each
work those of its texts, and the files to be taken into the site.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from pipeline.publish import storage
from pipeline.site.gather import FILES
from pipeline.site.model import Comparison, SiteFile, SiteWork
from pipeline.write import PAGE, REDLINES

_NAME = re.compile(r"(?P<old>.+?)--(?P<new>.+)\.(?P<kind>redline|concordance)\.(?P<format>[a-z]+)")
_ORDER = tuple(dict.fromkeys((PAGE, *REDLINES)))
Taken = dict[str, Path]
"""Address in the site and file of what is taken over."""


def with_comparisons(works: Iterable[SiteWork], folder: Path) -> tuple[list[SiteWork], Taken]:
    """Return the works with the comparisons in which one of their texts has a part."""
    found = _found(folder)
    taken: Taken = {}
    result = []
    for work in works:
        stems = {text.stem for text in work.texts}
        own = [key for key in sorted(found) if stems & {key[1], key[2]}]
        for key in own:
            taken |= {_address(path): path for path in found[key].values()}
        comparisons = tuple(_comparison(key, found[key]) for key in own)
        result.append(replace(work, comparisons=comparisons) if own else work)
    return result, taken


def _found(folder: Path) -> dict[tuple[str, str, str], dict[str, Path]]:
    """Return, by kind, old and new, the path for each format."""
    found: dict[tuple[str, str, str], dict[str, Path]] = {}
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        name = _NAME.fullmatch(path.name)
        if name and path.is_file():
            found.setdefault((name["kind"], name["old"], name["new"]), {})[name["format"]] = path
    return found


def _address(path: Path) -> str:
    return f"{FILES}/versions/{path.name}"


def _comparison(key: tuple[str, str, str], paths: dict[str, Path]) -> Comparison:
    order = sorted(paths, key=lambda f: (_ORDER.index(f) if f in _ORDER else len(_ORDER), f))
    return Comparison(*key, files=tuple(SiteFile(f, _address(paths[f]), paths[f].stat().st_size) for f in order))


def read_file(path: Path) -> bytes:
    """Return the bytes of a file, or of one at a git revision, that is taken over. Raises MissingInputError."""
    return storage.read(str(path))
