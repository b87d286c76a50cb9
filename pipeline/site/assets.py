"""Style sheets, scripts and the icon of the site.

Reads `templates/site/` and the sheets of `templates/html/` whose looks the site shares. Gives their bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.data import TEMPLATES
from pipeline.errors import Place, TemplateError
from pipeline.site.pages.frame import ICON, SCRIPT, STYLE, TEXT_SCRIPT, TEXT_STYLE
from pipeline.site.pages.permanent import SCRIPT as PERMANENT_SCRIPT
from pipeline.site.pages.side import SCRIPT as SIDE_SCRIPT
from pipeline.write import PAGE_TEMPLATES

_SITE, _HTML = TEMPLATES / "site", PAGE_TEMPLATES


def assets() -> Iterator[tuple[str, bytes]]:
    """Yield the address and bytes of what all pages share. Raises TemplateError."""
    yield STYLE, (read_template(_HTML / "page.css") + read_template(_SITE / STYLE)).encode()
    for name in (TEXT_STYLE, SCRIPT, PERMANENT_SCRIPT, TEXT_SCRIPT, SIDE_SCRIPT, ICON):
        yield name, read_template(_SITE / name).encode()


def read_template(path: Path) -> str:
    """Return the text of a template. Raises TemplateError if it cannot be read."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise TemplateError(f"cannot read: {error.strerror}", place=Place(path)) from error
