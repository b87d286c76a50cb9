"""Pictures, charts and diagrams of a Word file.

Reads drawings and the parts that they name. Gives `Picture`s whose file is a name in `Pictures.files`, or "" where only
words can stand for them. PNG, JPEG and SVG stay as they are, GIF, BMP and TIFF become PNG; nothing is fetched.
"""

from __future__ import annotations

import io
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree
from PIL import Image

from pipeline.document import Picture
from pipeline.errors import PipelineError
from pipeline.intake.model.doubts import Doubts
from pipeline.intake.word.markup import R, name
from pipeline.intake.word.package import WordPackage
from pipeline.read.media import checked

_KEPT = frozenset((".png", ".jpg", ".jpeg", ".svg"))
_CONVERTED = ("GIF", "BMP", "TIFF")
_HELD = {"pic": "a picture", "imagedata": "a picture", "chart": "a chart", "relIds": "a diagram"}
"""Elements that are one picture each, and what they are."""
_EMU = 12700
_BAD = (PipelineError, OSError, ValueError, SyntaxError)


@dataclass(slots=True)
class Pictures:
    """The pictures of one package."""

    package: WordPackage
    doubts: Doubts
    files: dict[str, bytes] = field(default_factory=dict)
    """Bytes by file name."""

    def of(self, drawing: etree._Element, part: str, place: str) -> Iterator[Picture]:
        """Yield the pictures in a drawing of a part; a chart or diagram is its words, which is a doubt."""
        for element in drawing.iter():
            kind = _HELD.get(name(element), "")
            if kind:
                yield self._picture(element, drawing, part, place, kind)

    def _picture(self, element: etree._Element, drawing: etree._Element, part: str, place: str, kind: str) -> Picture:
        alt = _described(element, drawing)
        file = self._file(element, part) if kind == "a picture" else ""
        if kind == "a chart" and not alt:
            alt = self._chart_title(element, part)
        if not file:
            linked = any(e.get(f"{{{R}}}link") for e in element.iter())
            met = "a linked picture, which is not fetched" if linked else kind
            self.doubts.add(place, met, "its words stand for it", alt)
        return Picture(file, alt, *_size(drawing))

    def _file(self, element: etree._Element, part: str) -> str:
        """Return the file that a picture embeds, an SVG before the pixels that stand for it; "" where none can be
        shown.
        """
        keys = [e.get(f"{{{R}}}embed") or "" for e in element.iter() if name(e) in ("svgBlip", "blip")]
        keys = [*reversed(keys), element.get(f"{{{R}}}id") or ""]
        relations = self.package.relations(part)
        targets = [relations[key].target for key in keys if key in relations and not relations[key].outside]
        return next((found for target in targets if (found := self._taken(target))), "")

    def _taken(self, target: str) -> str:
        """Take a file of the package; its name, "" for one that cannot be shown."""
        stem, suffix = posixpath.splitext(posixpath.basename(target))
        try:
            data = self.package.bytes(target)
            if suffix.lower() not in _KEPT:
                data, suffix = _as_png(data), ".png"
            checked(data, target, self.package.path)
        except _BAD:
            return ""
        made = f"{stem}{suffix.lower()}"
        self.files[made] = data
        return made

    def _chart_title(self, element: etree._Element, part: str) -> str:
        relation = self.package.relations(part).get(element.get(f"{{{R}}}id") or "")
        chart = self.package.tree(relation.target) if relation and not relation.outside else None
        title = next((e for e in chart.iter() if name(e) == "title"), None) if chart is not None else None
        words = (e.text or "" for e in title.iter() if name(e) == "t") if title is not None else ()
        return " ".join("".join(words).split())


def _as_png(data: bytes) -> bytes:
    """Return a raster picture as PNG. Raises OSError for what is none."""
    with Image.open(io.BytesIO(data), formats=_CONVERTED) as image:
        out = io.BytesIO()
        image.convert("RGBA").save(out, "PNG")
    return out.getvalue()


def _described(element: etree._Element, drawing: etree._Element) -> str:
    """Return the alternative text of a picture, else its title; "" if there is none."""
    own = [e for e in element.iter() if name(e) == "cNvPr"]
    around = [e for e in drawing.iter() if name(e) in ("docPr", "shape")]
    for attribute in ("descr", "alt", "title"):
        for holder in (*own, *around, element):
            text = " ".join((holder.get(attribute) or "").split())
            if text:
                return text
    return ""


def _size(drawing: etree._Element) -> tuple[float, float]:
    """Return the width and height in points; 0 where the drawing does not say."""
    extent = next((e for e in drawing.iter() if name(e) == "extent"), None)
    sides = [extent.get(side) or "" for side in ("cx", "cy")] if extent is not None else []
    width, height = (int(s) / _EMU if s.isdecimal() and len(s) < 10 else 0.0 for s in (*sides, "", "")[:2])
    return width, height
