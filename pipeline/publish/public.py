"""Messages that may be published: without the paths of the machine on which they were made.

Reads messages and tracebacks. Gives them with paths below known folders made relative (`places`: the sources, the
outputs; always: the project and the libraries), and of every other path of this machine only the file name.
"""

from __future__ import annotations

import os
import re
import sysconfig
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path, PurePath

from pipeline.data import ROOT
from pipeline.publish.storage import remote

_BEFORE = r"(?<![\w.~/\\-])(?!(?<=:)//)"
"""A path begins here, and not an address or the end of a longer path."""
_ABSOLUTE = re.compile(_BEFORE + r"(?:[A-Za-z]:[\\/]|/)[^\s\"'():,;<>|]+")

Places = Mapping[str, str]
"""What is shown for a path: a name; "" for a folder, of which nothing is shown before the names of its files."""


def public(text: str, known: Places) -> str:
    """Return a message without paths of this machine."""
    if "/" not in text and "\\" not in text:
        return text
    shown = {**_of_program(), **known}
    paths = "|".join(re.escape(path) for path in sorted(shown, key=len, reverse=True))

    def name(found: re.Match[str]) -> str:
        return shown[found[1]] + found[2] if shown[found[1]] else "" if found[2] else PurePath(found[1]).name

    relative = re.sub(rf"{_BEFORE}({paths})(?![\w-])([/\\]?)", name, text)
    return _ABSOLUTE.sub(_bare, relative)


def places(source: str, name: str, out: str = "") -> Places:
    """Return what is shown for a source, for the files beside it, and for outputs; `name` is what the source is
    called.
    """
    found: dict[str, str] = {}
    for path in _forms(out):
        found[path] = ""
    inner = source_name(source, name)
    for path in _forms(source):
        found |= _folder_of(path, inner) | {path: inner}
    return found


def source_name(source: str, name: str) -> str:
    """Return the path of a source below the folder that was given (`work/fra@.xml`); an address stays as it is."""
    if remote(source):
        return source
    same = os.path.basename(source) == os.path.basename(name)  # noqa: PTH119 - of thousands, twice a run
    return name if same else f"{name}{PurePath(source).suffix}"


def _forms(path: str) -> Iterator[str]:
    """Yield a path as it was given, from the top, and with its links followed; nothing for an address."""
    if path and not remote(path):
        yield path
        yield os.path.abspath(path)  # noqa: PTH100 - what messages name has no “..” removed by following links
        yield os.path.realpath(path)


def _folder_of(path: str, inner: str) -> dict[str, str]:
    """Return the folder in which a source was found, if it is known by its name."""
    parts, ending = PurePath(path).parts, PurePath(inner).parts
    top = PurePath(*parts[: -len(ending)])
    return {str(top): ""} if parts[-len(ending) :] == ending and len(top.parts) > 1 else {}


@cache
def _of_program() -> Places:
    """Return the folders of the project and of the libraries."""
    libraries = (sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib"))
    folders = [str(ROOT), str(Path(__file__).parents[2]), *libraries]
    return {path: "" for folder in folders for path in _forms(folder) if len(PurePath(path).parts) > 1}


def _bare(found: re.Match[str]) -> str:
    """Return the file name of a path of this machine; anything else, such as an IRI, unchanged."""
    path = found[0]
    top = re.match(r"/+[^/]+", path)
    of_windows = not path.startswith("/")
    return re.split(r"[\\/]", path.rstrip("\\/"))[-1] if of_windows or (top and os.path.lexists(top[0])) else path
