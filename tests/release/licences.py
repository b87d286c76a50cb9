"""The licences of what an installation brings with it, as docs/licences.md: `python -m tests.release.licences`.

Reads requirements.lock and the metadata of the installed packages. Gives a page: licence, where it was read, and the
libraries inside a package that have licences of their own.
"""

from __future__ import annotations

import re
import sys
from importlib.metadata import Distribution, distribution

from tests.release.requirements import Pin, locked

_CLASSIFIER = "License :: OSI Approved :: "
_PHRASES = (
    ("MIT", "Permission is hereby granted, free of charge, to any person obtaining a copy of this software"),
    ("Apache-2.0", "Apache License"),
    ("MPL-2.0", "Mozilla Public License"),
    ("BSD", "Redistribution and use in source and binary forms"),
)
"""A licence by words that are in its text, for packages whose metadata name none."""

INSIDE = {
    "deflate": "libdeflate (MIT)",
    "lxml": "libxml2 and libxslt (MIT), libiconv (LGPL-2.1-or-later), zlib",
    "pillow": "libjpeg-turbo, libpng, libtiff, OpenJPEG, FreeType and others, each with its own permissive licence",
    "pyicu-wheels": "ICU (Unicode-3.0)",
    "pypandoc-binary": "**pandoc (GPL-2.0-or-later)**, started as a program of its own",
    "pyphen": "dictionaries of hyphenation from LibreOffice, each with the licence in its own file",
    "pypdfium2": "PDFium (BSD-3-Clause, Apache-2.0) with FreeType, OpenJPEG, libtiff and others, texts in the package",
    "rapidfuzz": "rapidfuzz-cpp (MIT)",
    "reportlab": "fonts: Bitstream Vera, and Dark Garden (GPL-2.0 with font exception); neither is used here",
    "zxing-cpp": "libzint (BSD-3-Clause)",
    "resvg-py": "resvg and usvg (Apache-2.0 or MIT), tiny-skia (BSD-3-Clause)",
    "uharfbuzz": "HarfBuzz (Old MIT)",
}
"""Libraries and files in the wheels that the metadata of a package do not name, looked up in its sources."""

_HEAD = """\
# Licences of what is installed

Made from the metadata of the installed packages by `python -m tests.release.licences > docs/licences.md`; do not edit.
The packages are those of `requirements.lock`: what `pip install un-document-pipeline` brings with it. The program
itself is MIT ([LICENSE](../LICENSE)). Fonts, schema and colour profile keep their own licences, beside the files:
[fonts](../templates/fonts/README.md), [schema](../source/schema/README.md), [profile](../templates/icc/README.md).

| package | version | licence | read from | inside it |
|---|---|---|---|---|
"""

_FOOT = """
**pandoc** is free software under the GNU General Public License, version 2 or later. It is a program of its own that
comes inside `pypandoc-binary` and is started to write Markdown, EPUB and OpenDocument (`md`, `epub`, `odt`); this
program neither links it nor changes it. Whoever passes on an installation with it passes on pandoc, and must offer its
source: <https://github.com/jgm/pandoc>. Documents made with it are not affected. PDF, Word, HTML and text need none.

Packages of the extras are installed only on request (`sign`, `editor`, `cluster`, `bench`, `test`); they bring licences
of their own, and none of them is needed to build, check or distribute documents. LibreOffice, Chromium, Java, veraPDF,
axe and the Nu HTML checker serve tests, are started as programs of their own, and are never installed by this one.
"""


def page() -> str:
    """Return the page for the packages of the lock. Raises PackageNotFoundError if one is not installed."""
    pins = sorted(locked().items())
    return _HEAD + "".join(f"{_row(name, pin)}\n" for name, pin in pins) + _FOOT


def _row(name: str, pin: Pin) -> str:
    licence, source = licence_of(distribution(pin.name))
    return f"| {name} | {pin.version} | {licence} | {source} | {INSIDE.get(name, '–')} |"


def licence_of(package: Distribution) -> tuple[str, str]:
    """Return the licence of a package and the place of that statement; the most exact statement first."""
    metadata = package.metadata
    if expression := metadata.get("License-Expression"):
        return expression, "License-Expression"
    classifiers = [
        c.removeprefix(_CLASSIFIER) for c in metadata.get_all("Classifier") or () if c.startswith(_CLASSIFIER)
    ]
    field = (metadata.get("License") or "").splitlines()
    if field and len(field[0]) < 60 and "(" not in field[0]:
        return field[0], "License"
    if classifiers:
        return ", ".join(name.removesuffix(" License") for name in classifiers), "classifier"
    return _recognised(package), "licence file"


def _recognised(package: Distribution) -> str:
    """Return the licence whose words are in the licence file of a package. Raises LookupError if there is none."""
    for file in package.files or ():
        if re.search(r"licen[cs]e|copying", file.name, re.IGNORECASE):
            text = " ".join(file.read_text().split())
            for name, phrase in _PHRASES:
                if phrase in text:
                    return name
    raise LookupError(f"{package.name}: no licence found in metadata and files")


if __name__ == "__main__":
    sys.stdout.write(page())
