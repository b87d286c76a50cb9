"""Pictures, charts and diagrams of a Word file.

Reads drawings and the parts that they name. Gives `Picture`s whose file is a key of `Pictures.files`, or "" if only
words can replace them. PNG, JPEG and SVG stay as they are; GIF, BMP and TIFF become PNG. Charts are drawn from their
data, diagrams from the drawing that Word keeps for other programs. Nothing is fetched.
"""

from __future__ import annotations

import io
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree
from PIL import Image

from pipeline.document import Picture
from pipeline.errors import PipelineError
from pipeline.intake.model.doubts import Doubts
from pipeline.intake.word.drawings.charts import read_chart
from pipeline.intake.word.drawings.plots import Box, chart_svg, diagram_svg
from pipeline.intake.word.markup import R, name
from pipeline.intake.word.package import WordPackage
from pipeline.read.media import checked

_KEPT = frozenset((".png", ".jpg", ".jpeg", ".svg"))
_CONVERTED = ("GIF", "BMP", "TIFF")
_HELD = {"pic": "a picture", "imagedata": "a picture", "chart": "a chart", "relIds": "a diagram"}
"""Elements that are one picture each, with their names."""
_DRAWN = {"a chart": "drawn from what it holds, in greys; colours, fonts and places are lost",
          "a diagram": "its shapes drawn as boxes; lines between them and colours are lost"}  # fmt: skip
_PARTING = frozenset(("wrapTopAndBottom", "wrapThrough"))
"""Ways in which text flows around a drawing that fills its column (ISO/IEC 29500-1, 20.4.2)."""
_EMU = 12700
"""English Metric Units in a point (ISO/IEC 29500-1, 20.1.2.1)."""
_USUAL = (366.0, 220.0)
"""Points of a drawing without a size. Chosen: as wide as the column of text."""
_LONGEST = 600
"""Characters of an alternative text. Chosen: screen readers cannot pause within it."""
_BAD = (PipelineError, OSError, ValueError, SyntaxError)


@dataclass(slots=True)
class Pictures:
    """The pictures of one package."""

    package: WordPackage
    doubts: Doubts
    files: dict[str, bytes] = field(default_factory=dict)
    """Bytes by file name."""

    def of(self, drawing: etree._Element, part: str, place: str) -> Iterator[Picture]:
        """Yield the pictures in a drawing of a part. A chart or diagram without drawing becomes words, as a doubt."""
        for element in drawing.iter():
            kind = _HELD.get(name(element), "")
            if kind:
                yield self._picture(element, drawing, part, place, kind)

    def _picture(self, element: etree._Element, drawing: etree._Element, part: str, place: str, kind: str) -> Picture:
        alt = _described(element, drawing)
        if kind == "a picture":
            file = self._file(element, part)
        else:
            file, words = self._drawn(element, part, _size(drawing), kind)
            alt = _cut(": ".join(filter(None, (alt, words))))
            self.doubts.add(place, kind, _DRAWN[kind] if file else "its words stand for it", alt)
            return Picture(file, alt, *_size(drawing))
        if not file:
            linked = any(e.get(f"{{{R}}}link") for e in element.iter())
            met = "a linked picture, which is not fetched" if linked else kind
            self.doubts.add(place, met, "its words stand for it", alt)
        return Picture(file, alt, *_size(drawing))

    def _file(self, element: etree._Element, part: str) -> str:
        """Return the name of the embedded file of a picture, SVG before pixels; "" if it cannot be shown."""
        keys = [e.get(f"{{{R}}}embed") or "" for e in element.iter() if name(e) in ("svgBlip", "blip")]
        keys = [*reversed(keys), element.get(f"{{{R}}}id") or ""]
        relations = self.package.relations(part)
        targets = [relations[key].target for key in keys if key in relations and not relations[key].outside]
        return next((found for target in targets if (found := self._keep_file(target))), "")

    def _keep_file(self, target: str) -> str:
        """Keep a file of the package and return its name; "" if it cannot be shown."""
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

    def _drawn(self, element: etree._Element, part: str, size: tuple[float, float], kind: str) -> tuple[str, str]:
        """Draw a chart or a diagram. Return the name of its file, "" if it is empty, and its words."""
        key = element.get(f"{{{R}}}id") or element.get(f"{{{R}}}dm") or ""
        relation = self.package.relations(part).get(key)
        root = self.package.tree(relation.target) if relation and not relation.outside else None
        if relation is None or root is None:
            return "", ""
        width, height = size if all(size) else _USUAL
        made, words = (self._chart(root, width, height) if kind == "a chart" else
                       self._diagram(root, part, width, height))  # fmt: skip
        name_ = f"{posixpath.splitext(posixpath.basename(relation.target))[0]}.svg"
        if made:
            self.files[name_] = made
        return (name_ if made else ""), words

    def _chart(self, root: etree._Element, width: float, height: float) -> tuple[bytes, str]:
        chart = read_chart(root)
        if chart is None:
            names = [words for e in root.iter() if name(e) in ("title", "tx") and (words := _words_of(e))]
            return _framed("; ".join(names), width, height), "; ".join(names)
        return chart_svg(chart, width, height), ": ".join(filter(None, (chart.title, chart.words)))

    def _diagram(self, root: etree._Element, part: str, width: float, height: float) -> tuple[bytes, str]:
        """Draw a diagram from its stored drawing, else its words below each other."""
        texts = [words for point in root.iter() if name(point) == "pt" and (words := _words(point))]
        keys = (e.get("relId") or "" for e in root.iter() if name(e) == "dataModelExt")
        relations = self.package.relations(part)
        relation = next((relations[key] for key in keys if key in relations and not relations[key].outside), None)
        drawing = self.package.tree(relation.target) if relation is not None else None
        boxes = list(_boxes(drawing)) if drawing is not None else []
        if not boxes and texts:
            each = height / len(texts)
            boxes = [Box(4.0, n * each + 2, width - 8, each - 4, text) for n, text in enumerate(texts)]
        return (diagram_svg(boxes, width, height) if boxes else b""), "; ".join(texts)


def _framed(words: str, width: float, height: float) -> bytes:
    """Return a frame around words, for a chart without data; None for no words."""
    return diagram_svg([Box(2.0, 2.0, width - 4, height - 4, words)], width, height) if words else b""


def _words_of(holder: etree._Element) -> str:
    return " ".join(" ".join(e.text or "" for e in holder.iter() if name(e) in ("t", "v")).split())


def _boxes(drawing: etree._Element) -> Iterator[Box]:
    """Yield the shapes of the drawing of a diagram, in points."""
    for shape in drawing.iter():
        sides = {name(e): e for e in shape.iter() if name(e) in ("off", "ext") and (e.get("x") or e.get("cx"))}
        if name(shape) == "sp" and len(sides) == 2:
            places = (sides["off"].get("x"), sides["off"].get("y"), sides["ext"].get("cx"), sides["ext"].get("cy"))
            left, top, width, height = (_points(place or "") for place in places)
            yield Box(left, top, width, height, _words(shape))


def _points(emu: str) -> float:
    return int(emu) / _EMU if re.fullmatch(r"-?\d{1,9}", emu) else 0.0


def _words(holder: etree._Element) -> str:
    """Return the words in a shape, its paragraphs on lines of their own."""
    paragraphs = [e for e in holder.iter() if name(e) == "p"]
    lines = ("".join(t.text or "" for t in p.iter() if name(t) == "t") for p in paragraphs)
    return " ".join(" ".join(lines).split())


def _cut(words: str) -> str:
    """Return words cut at a space to the length of an alternative text."""
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rpartition(' ')[0]} …"


def _as_png(data: bytes) -> bytes:
    """Return a raster picture as PNG. Raises OSError if it cannot be read."""
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


def depth(drawing: etree._Element) -> float | None:
    """Return how many points a drawing is below the top of its paragraph; None for a drawing within a line, or with
    text beside or over it.
    """
    anchor = next((e for e in drawing.iter() if name(e) == "anchor"), None)
    if anchor is None or not any(name(e) in _PARTING for e in anchor):
        return None
    place = next((e for e in anchor if name(e) == "positionV"), None)
    if place is None or place.get("relativeFrom") != "paragraph":
        return None
    return max(0.0, next((_points((e.text or "").strip()) for e in place if name(e) == "posOffset"), 0.0))


def _size(drawing: etree._Element) -> tuple[float, float]:
    """Return the width and height in points; 0 if the drawing does not say."""
    extent = next((e for e in drawing.iter() if name(e) == "extent"), None)
    sides = [extent.get(side) or "" for side in ("cx", "cy")] if extent is not None else []
    width, height = (int(s) / _EMU if s.isdecimal() and len(s) < 10 else 0.0 for s in (*sides, "", "")[:2])
    return width, height
