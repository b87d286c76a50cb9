"""Names of files and folders after United Nations practice.

Reads the identity of a document. Gives `A_RES_78_100-2324979F`: symbol, job number where there is one, language letter
[form symbols, job-number.7]. A document without symbol has the name of its work; versions other than the first add
theirs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.document import Document, PictureFile
from pipeline.languages.strings import letter
from pipeline.write import FORMATS

HOME = "copies"
"""Folder of the copies in dist/."""
_UNSAFE = re.compile(r"[^\w.\-]+")
PICTURES = {"png": "image/png", "jpg": "image/jpeg", "svg": "image/svg+xml"}
"""Pictures that the XML names, which go with it under the same names."""
MEDIA_TYPES = {
    **{name: format.media_type for name, format in FORMATS.items()},
    "xml": "application/akn+xml",
    **PICTURES,
}
"""Every format of a distribution copy, in the order of the manifest."""


def language_letter(tag: str) -> str:
    """Return the letter of a language, `F`; a language without one has its own tag."""
    return letter(tag) or tag


def stem(document: Document, work: str, version: str) -> str:
    """Return the name of a document's files without format; `version` is '' for the first."""
    identity, job = document.identity, document.imprint.bar_code
    own = language_letter(identity.language)
    known = f"-{job}{own}" if job else f"_{own}"
    return safe(f"{symbol_or(identity.symbol, work)}{known}{f'_{version}' if version else ''}")


def folder(documents: Sequence[Document], work: str) -> str:
    """Return the name of the folder of a work: its symbol, else the name of the work."""
    symbol = next((d.identity.symbol for d in documents if d.identity.symbol), "")
    return safe(symbol_or(symbol, work))


def symbol_or(symbol: str, work: str) -> str:
    """Return the symbol with slashes replaced by underscores, else the name of the work."""
    return _UNSAFE.sub("_", symbol).strip("_") if symbol else work


def picture_format(file: PictureFile) -> str:
    """Return the format of a picture as it lies beside the XML."""
    return "svg" if file.original else file.suffix


def safe(name: str) -> str:
    """Return words as the name of a file or folder."""
    return _UNSAFE.sub("_", name).strip("._") or "document"
