"""What the metadata say of looks: page breaks and frames, by the eId of their element [strict presentation].

Reads `presentation` of the main document. Gives `Presentation`. What names no element of the document does nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from pipeline.read import AKN4UN


@dataclass(frozen=True, slots=True)
class Presentation:
    """eIds of the elements that a look is said of."""

    page_breaks: frozenset[str] = frozenset()
    """Elements that begin a page."""
    frames: frozenset[str] = frozenset()
    """Tables of one column that are a frame around what is in their cells."""
    landscapes: frozenset[str] = frozenset()
    """Elements whose first block is on a landscape page."""

    @property
    def named(self) -> frozenset[str]:
        """Return the elements before whose first block something is noted."""
        return self.page_breaks | self.landscapes


def presentation(meta: etree._Element | None) -> Presentation:
    """Return what `meta` says of looks."""
    if meta is None:
        return Presentation()
    return Presentation(page_breaks=_named(meta, "pageBreak"), frames=_named(meta, "frame"),
                        landscapes=_named(meta, "landscape"))  # fmt: skip


def _named(meta: etree._Element, name: str) -> frozenset[str]:
    return frozenset((e.get("for") or "").removeprefix("#") for e in meta.iter(f"{{{AKN4UN}}}{name}")) - {""}
