"""For which platforms every dependency has a wheel, as the table of docs/platforms.md.

    python -m tests.release.platforms        asks the package index, and renews the table in docs/platforms.md

Reads requirements.lock, the list of files of each of its packages from the index (JSON, PEP 691), and the page. Gives
the page with the table of now. Asks the network, so nothing else calls it.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.request import Request, urlopen

from packaging.tags import Tag
from packaging.utils import parse_wheel_filename

from tests.release.requirements import ROOT, Pin, locked

PAGE = ROOT / "docs" / "platforms.md"
INDEX = "https://pypi.org/simple"
PYTHONS = ("311", "312", "313", "314")
PLATFORMS = {
    "Linux x86-64": r"manylinux\w*_x86_64|linux_x86_64",
    "Linux arm64": r"manylinux\w*_aarch64|linux_aarch64",
    "Alpine x86-64": r"musllinux\w*_x86_64",
    "Windows x86-64": r"win_amd64",
    "Windows arm64": r"win_arm64",
    "macOS arm64": r"macosx_\w+_(arm64|universal2)",
    "macOS Intel": r"macosx_\w+_(x86_64|universal2|intel)",
}
"""The platforms of the table, with the tags of their wheels (PEP 425, 600, 656)."""

_SYSTEMS = {"manylinux": "glibc", "musllinux": "musl", "macosx": "macOS"}
_NUMBERS = re.compile(r"(manylinux|musllinux|macosx)_(\d+)_(\d+)_")
_LEGACY = {"manylinux1": "manylinux_2_5_", "manylinux2010": "manylinux_2_12_", "manylinux2014": "manylinux_2_17_"}
"""Names of wheels before PEP 600, as it reads them."""

_TABLE = re.compile(r"(<!-- wheels[^>]*-->\n).*?(\n<!-- end of wheels -->)", re.DOTALL)


def files(pin: Pin) -> list[str]:
    """Return the names of the files that the index has of a version. Raises OSError."""
    request = Request(f"{INDEX}/{pin.name}/", headers={"Accept": "application/vnd.pypi.simple.v1+json"})
    with urlopen(request, timeout=60) as answer:
        found = json.load(answer)["files"]
    known = [file["filename"] for file in found if file["hashes"].get("sha256") in pin.hashes]
    return known or [file["filename"] for file in found if f"-{pin.version}" in file["filename"]]


def pythons(names: Iterable[str], platform: str) -> tuple[str, ...]:
    """Return the versions of Python ("311") for which one of these wheels can be installed on a platform."""
    tags = [tag for name in names if name.endswith(".whl") for tag in parse_wheel_filename(name)[3]]
    return tuple(p for p in PYTHONS if any(_fits(tag, p, PLATFORMS[platform]) for tag in tags))


def _fits(tag: Tag, python: str, platform: str) -> bool:
    """Return True if a wheel of this tag can be installed for a version of CPython on a platform."""
    if tag.platform != "any" and not re.fullmatch(platform, tag.platform):
        return False
    if tag.abi == "abi3":
        return tag.interpreter.startswith("cp3") and int(tag.interpreter[2:]) <= int(python)
    if tag.interpreter.startswith("py3"):
        return tag.abi == "none"
    return tag.interpreter == f"cp{python}" and tag.abi in ("none", tag.interpreter)  # cp313t is another Python


def table(known: Mapping[str, list[str]]) -> str:
    """Return the table of packages and platforms for the names of files by package."""
    lines = [f"| package | {' | '.join(PLATFORMS)} | sources |", f"|---{'|---' * (len(PLATFORMS) + 1)}|"]
    for package, names in known.items():
        cells = [_cell(pythons(names, platform)) for platform in PLATFORMS]
        sources = "yes" if any(name.endswith((".tar.gz", ".zip")) for name in names) else "no"
        lines.append(f"| {package} | {' | '.join(cells)} | {sources} |")
    return "\n".join(lines)


def _cell(found: tuple[str, ...]) -> str:
    if not found:
        return "**no**"
    return "yes" if found == PYTHONS else ", ".join(f"3.{python[1:]}" for python in found)


def least(known: Mapping[str, list[str]]) -> str:
    """Return the table of the oldest system for which every package has a wheel, and the package that asks for it."""
    lines = ["| platform | at least | because of |", "|---|---|---|"]
    for platform, pattern in PLATFORMS.items():
        asked = {package: _oldest(names, pattern) for package, names in known.items()}
        newest = max((version for version in asked.values() if version), default=("", 0, 0))
        because = ", ".join(package for package, version in asked.items() if version == newest)
        system = f"{newest[0]} {newest[1]}.{newest[2]}" if newest[0] else "any"
        lines.append(f"| {platform} | {system} | {because if newest[0] else '–'} |")
    return "\n".join(lines)


def _oldest(names: Iterable[str], pattern: str) -> tuple[str, int, int] | None:
    """Return the oldest system that the wheels of a package take on a platform; None if they take any, or none."""
    tags = [tag.platform for name in names if name.endswith(".whl") for tag in parse_wheel_filename(name)[3]]
    if "any" in tags:
        return None
    named = [_LEGACY.get(tag.partition("_")[0], "") + tag for tag in tags if re.fullmatch(pattern, tag)]
    numbers = map(_NUMBERS.match, named)
    found = [(_SYSTEMS[number[1]], int(number[2]), int(number[3])) for number in numbers if number]
    return min(found, default=None)


def with_table(page: str, rows: str) -> str:
    """Return the page with these rows for its table."""
    return _TABLE.sub(lambda match: match[1] + rows + match[2], page)


def main() -> int:
    """Ask the index for every package of the lock, and renew the page."""
    known = {f"{name} {pin.version}": files(pin) for name, pin in sorted(locked().items())}
    rows = f"{table(known)}\n\n{least(known)}"
    PAGE.write_text(with_table(PAGE.read_text("utf-8"), rows), encoding="utf-8")
    print(Path(PAGE).relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main())
