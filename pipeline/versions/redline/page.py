"""Pages that are not documents: what is put into an ordinary page, and pages of their own.

Reads `templates/versions/*.css` and `*.js`. Gives HTML.
"""

from __future__ import annotations

from functools import cache

from pipeline.data import TEMPLATES
from pipeline.errors import Place, TemplateError
from pipeline.write.html.markup import attributes, escape, without_controls

FOLDER = TEMPLATES / "versions"


@cache
def read_template(name: str) -> str:
    """Return a style sheet or script of `templates/versions`. Raises TemplateError."""
    try:
        return (FOLDER / name).read_text(encoding="utf-8")
    except OSError as error:
        raise TemplateError(f"cannot read: {error.strerror}", place=Place(FOLDER / name)) from error


def filled(page: str, *, head: str, top: str, bottom: str) -> bytes:
    """Return an ordinary page with more at the end of its head, after its skip link, and at the end of its body."""
    page = page.replace("</head>", f"{head}\n</head>", 1)
    sheet = page.index('<div class="sheet">')
    page = f"{page[:sheet]}{top}\n{page[sheet:]}"
    end = page.rindex("</body>")
    return without_controls(f"{page[:end]}{bottom}\n{page[end:]}").encode("utf-8")


def whole_page(*, title: str, language: str, direction: str, style: str, body: str) -> bytes:
    """Return a page of its own."""
    head = (
        '<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<title>{escape(title)}</title>\n<meta name="color-scheme" content="light dark">\n<style>\n{style}</style>'
    )
    opening = f"<html{attributes(lang=language, dir=direction)}>"
    return without_controls(
        f"<!DOCTYPE html>\n{opening}\n<head>\n{head}\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    ).encode("utf-8")
