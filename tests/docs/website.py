"""The documentation as a site: the hook of .mkdocs.yml.

Reads `docs/` and the pages at the top of the repository. Gives mkdocs those pages too, README.md as the start, and
links that hold in the site: to a page of it, to the repository where its address is known, else none.
"""

from __future__ import annotations

import os
import re
from pathlib import Path, PurePosixPath
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
TOP = {
    "README.md": "index.md",
    "CONTRIBUTING.md": "contributing.md",
    "SECURITY.md": "security.md",
    "CHANGELOG.md": "changelog.md",
}
"""Pages at the top of the repository, with their names in the site."""
_SOURCE = {site: source for source, site in TOP.items()}
_LINK = re.compile(r"(?P<mark>!?)\[(?P<words>(?:[^\[\]]|\[[^\]]*\])*)\]\((?P<target>[^()\s#]+)(?P<place>#[^()\s]*)?\)")
_FENCE = re.compile(r"(^```.*?^```|`[^`\n]*`)", re.MULTILINE | re.DOTALL)
_ELSEWHERE = re.compile(r"[a-z]+:", re.IGNORECASE)


def on_files(files: Any, config: Any) -> Any:
    """Add the pages at the top of the repository."""
    from mkdocs.structure.files import File

    for source, site in TOP.items():
        files.append(File.generated(config, site, content=(ROOT / source).read_text("utf-8")))
    return files


def on_page_markdown(markdown: str, page: Any, config: Any, files: Any) -> str:
    """Return a page with links that hold in the site."""
    return linked(markdown, page.file.src_uri, config["extra"]["repository"] or "")


def linked(markdown: str, page: str, repository: str) -> str:
    """Return Markdown with links for the site; code stays as it is. `page`: its name in the site."""
    source = PurePosixPath(_SOURCE.get(page, f"docs/{page}"))
    parts = _FENCE.split(markdown)
    return "".join(
        part if number % 2 else _LINK.sub(lambda found: _link(found, source, page, repository), part)
        for number, part in enumerate(parts)
    )


def _link(found: re.Match[str], source: PurePosixPath, page: str, repository: str) -> str:
    if _ELSEWHERE.match(found["target"]):
        return found[0]
    path = os.path.normpath(source.parent / found["target"])
    place = found["place"] or ""
    inside = _in_site(path)
    if inside:
        target = os.path.relpath(inside, PurePosixPath(page).parent)
        return f"{found['mark']}[{found['words']}]({target}{place})"
    if not (ROOT / path).exists():
        return found[0]  # mkdocs reports it
    return f"[{found['words']}]({repository.rstrip('/')}/blob/main/{path}{place})" if repository else found["words"]


def _in_site(path: str) -> str:
    """Return the name in the site of a file of the repository; "" if it is not in it."""
    if path in TOP:
        return TOP[path]
    if not path.startswith("docs/") or not (ROOT / path).exists():
        return ""
    inner = path.removeprefix("docs/")
    return f"{inner}/README.md" if (ROOT / path / "README.md").is_file() else inner if (ROOT / path).is_file() else ""
