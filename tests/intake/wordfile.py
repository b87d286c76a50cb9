"""Word files made by hand: a package of a few parts, as small as Word takes them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WordFile = Callable[..., bytes]


def word_file_of(body: str, *, links: dict[str, str] | None = None, **parts: str) -> bytes:
    """Return a DOCX of the XML of a body and of further parts by name ("numbering", "styles", "footnotes")."""
    files = {"word/document.xml": f"<w:document {W} {R}><w:body>{body}</w:body></w:document>"}
    related = [_relation(f"rId{n}", kind, f"{kind}.xml") for n, kind in enumerate(parts, 1)]
    related += [_relation(key, "hyperlink", target, outside=True) for key, target in (links or {}).items()]
    files |= {f"word/{kind}.xml": f"<w:{kind} {W} {R}>{inner}</w:{kind}>" for kind, inner in parts.items()}
    files["word/_rels/document.xml.rels"] = _relations(related)
    files["_rels/.rels"] = _relations([_relation("rId1", "officeDocument", "word/document.xml")])
    return archive(files)


def archive(files: dict[str, str | bytes]) -> bytes:
    """Return a zip of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in files.items():
            package.writestr(name, data)
    return out.getvalue()


def p(text: str, properties: str = "") -> str:
    """Return a paragraph; a tab in its text is a tab."""
    runs = "<w:tab/>".join(f'<w:t xml:space="preserve">{piece}</w:t>' for piece in text.split("\t"))
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r>{runs}</w:r></w:p>"


def style(name: str) -> str:
    """Return the properties of a paragraph in a style."""
    return f'<w:pStyle w:val="{name}"/>'


def _relation(key: str, kind: str, target: str, *, outside: bool = False) -> str:
    mode = ' TargetMode="External"' if outside else ""
    return f'<Relationship Id="{key}" Type="{_TYPE}/{kind}" Target="{target}"{mode}/>'


def _relations(entries: list[str]) -> str:
    return f'<Relationships xmlns="{_RELATIONS}">{"".join(entries)}</Relationships>'
