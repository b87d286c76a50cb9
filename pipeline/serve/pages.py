"""The pages of the preview.

Reads source files. Gives pages; a fault of the file or of the program becomes a page that says so, never a traceback
alone. No page names a path of this machine: it may be shown to others.
"""

from __future__ import annotations

import threading
import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from pipeline.data import TEMPLATES
from pipeline.document import Document
from pipeline.errors import PipelineError, Place
from pipeline.languages.codes import direction
from pipeline.prepare import prepare
from pipeline.publish.public import places, public
from pipeline.read import parse_file
from pipeline.serve.once import Once
from pipeline.serve.texts import stamp
from pipeline.site.assets import read_template
from pipeline.versions.redline.page import filled, whole_page
from pipeline.write import FORMATS, PAGE, PAGE_TEMPLATES, Options, Written, writer
from pipeline.write.html.markup import attributes, element, escape

_FOLDER = TEMPLATES / "serve"
_FILES = {name: format.label for name, format in FORMATS.items() if format.previewed}
_SEARCH = (
    '<span class="preview-search" role="search"><input type="search" aria-label="Search in this text" '
    'placeholder="Search ( / )"><span class="preview-count" role="status"></span></span>'
)
_AROUND = 3
"""Lines of the source shown before and after the line of a fault. Chosen: as in a unified difference."""
_FEW = 300
"""From more texts than this on, the list shows names without titles.
Chosen: reading the titles of more texts would keep the page waiting."""
_LOCK = threading.Lock()
"""One text is prepared at a time."""
_DOCUMENTS: Once[Document] = Once(_LOCK, 32)
_PAGES: Once[str] = Once(threading.Lock(), 8)
_OTHER_FORMATS: Once[Written] = Once(threading.Lock(), 8)


@dataclass(frozen=True, slots=True)
class Offers:
    """Offers of the bar of a page besides the text."""

    editor: bool = False
    """True if places of findings open in an editor."""
    beside: bool = False
    """True if there is an official print."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A page, and whether it shows what was asked for."""

    page: bytes
    good: bool = True


def text_page(name: str, path: Path, offers: Offers = Offers()) -> Shown:
    """Return the page of a text as its file is now."""
    seen = stamp(path)
    try:
        page = _PAGES.get(path, name, lambda: writer(PAGE)(_document(path), Options()).data.decode("utf-8"))
        bar = _bar(name, seen, offers)
        return Shown(filled(page, head=_style(), top=bar, bottom=_script()))
    except PipelineError as error:
        return Shown(
            _fault(name, path, _bar(name, seen, offers), error_text(error, name, path), error.place), good=False
        )
    except Exception as error:
        trace = "".join(traceback.format_exception(error))
        trace = public(trace, places(str(path), name))
        return Shown(
            _fault(name, path, _bar(name, seen, offers), error_text(error, name, path), None, trace), good=False
        )


def error_text(error: Exception, name: str, path: Path) -> str:
    """Return what a page says about an error with a text, without paths of this machine."""
    bug = "" if isinstance(error, PipelineError) else f"this is a bug of the pipeline: {type(error).__name__}: "
    return public(f"{bug}{error}", places(str(path), name))


def _document(path: Path) -> Document:
    return _DOCUMENTS.get(path, "", lambda: prepare(parse_file(path)))


def text_file(path: Path, format: str) -> Written:
    """Return a file of a text in another format, made now. Raises what preparing and writing raise."""

    def written() -> Written:
        source = parse_file(path)
        return writer(format)(prepare(source), Options(attachment=source.data))

    return _OTHER_FORMATS.get(path, format, written)


def text_address(name: str) -> str:
    """Return the address of a text's page."""
    return f"/text/{quote(name, safe='/@')}"


def _bar(name: str, seen: str, offers: Offers) -> str:
    """Return the bar above a page: the way back, other formats, search, state, and the space for findings."""
    own = quote(name, safe="/@")
    files = " ".join(f'<a href="/file/{own}.{f}" target="_top">{escape(word)}</a>' for f, word in _FILES.items())
    beside = f' <a href="/beside/{own}" target="_top">Beside the print</a>' if offers.beside else ""
    place = attributes(
        data_seen=seen, data_events=f"/events/{own}", data_open=f"/open/{own}" if offers.editor else None
    )
    return (
        f'<section class="preview" id="preview~bar" lang="en" dir="ltr" aria-label="Preview" data-generated{place}>\n'
        f'<p class="preview-line"><a href="/" target="_top">All texts</a> <strong>{escape(name)}</strong> {files}'
        f"{beside} {_SEARCH} "
        f'<span class="preview-state" role="status">checking …</span></p>\n'
        f'<ul class="preview-findings" role="list"></ul>\n</section>'
    )


def beside_page(name: str) -> Shown:
    """Return the page that shows a text and its official print next to each other."""
    own = quote(name, safe="/@")
    frames = "\n".join(
        f"<iframe{attributes(src=address, title=title)}></iframe>"
        for address, title in (
            (text_address(name), "Text"),
            (f"/print/{own}.pdf#view=FitH&navpanes=0", "Official print"),
        )
    )
    return Shown(_page(f"{name} beside its print", f'<main class="beside">\n{frames}\n</main>'))


def _style() -> str:
    return f"<style>\n{read_template(_FOLDER / 'preview.css')}</style>"


def _script() -> str:
    scripts = "".join(read_template(_FOLDER / name) for name in ("search.js", "preview.js"))
    return f"<script>\n{scripts}</script>"


def list_page(paths: Mapping[str, Path]) -> Shown:
    """Return the list of all texts."""
    rows = "\n".join(_row(name, path, len(paths) <= _FEW) for name, path in paths.items())
    return Shown(_page("Preview", f'<main class="preview-page">\n<h1>Preview</h1>\n<ul>\n{rows}\n</ul>\n</main>'))


def _row(name: str, path: Path, titled: bool) -> str:
    link = f'<a href="{text_address(name)}">{escape(name)}</a>'
    if not titled:
        return f"<li>{link}</li>"
    try:
        identity = _document(path).identity
    except Exception as error:
        return f"<li>{link} {escape(error_text(error, name, path))}</li>"
    place = attributes(lang=identity.language, dir=direction(identity.language).value)
    return f"<li>{link} {escape(identity.symbol_printed)} <bdi{place}>{escape(identity.title)}</bdi></li>"


def message_page(title: str, text: str) -> Shown:
    """Return a page that says one thing."""
    home = '<p><a href="/">All texts</a></p>'
    body = f'<main class="preview-page">\n<h1>{escape(title)}</h1>\n<p>{escape(text)}</p>\n{home}\n</main>'
    return Shown(_page(title, body), good=False)


def _fault(name: str, path: Path, bar: str, message: str, place: Place | None, trace: str = "") -> bytes:
    """Return a page about a fault: what, where, the lines around it. It follows the file as any other page does."""
    excerpt = _excerpt(path, place.line) if place and place.line else ""
    more = element("pre", escape(trace), tabindex=0, aria_label="Traceback") if trace else ""
    inner = f"<h1>This text cannot be shown</h1>\n<p>{escape(message)}</p>\n{excerpt}{more}"
    main = f'<main class="preview-page">\n{inner}\n</main>'
    return _page(name, f"{bar}\n{main}\n{_script()}")


def _excerpt(path: Path, line: int) -> str:
    """Return the lines of the source around the fault, the faulty one marked."""
    if path.is_symlink():  # it may lead out of the sources, and its lines are nobody's business
        return ""
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    rows = []
    for number in range(max(1, line - _AROUND), min(len(lines), line + _AROUND) + 1):
        text = escape(f"{number:>6}  {lines[number - 1]}")
        rows.append(f"<mark>{text}</mark>" if number == line else text)
    return f'<pre tabindex="0" aria-label="Source">{chr(10).join(rows)}</pre>\n'


def _page(title: str, body: str) -> bytes:
    style = read_template(PAGE_TEMPLATES / "page.css") + read_template(_FOLDER / "preview.css")
    return whole_page(title=title, language="en", direction="ltr", style=style, body=body)
