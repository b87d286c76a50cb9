"""What is counted along the structure tree of a PDF."""

from __future__ import annotations

import pytest

from pipeline.write.pdf.counts import Structure
from pipeline.write.pdf.objects import RawObjects
from pipeline.write.reading import Sort


def _tree(notes: int) -> bytes:
    """Return the objects of a section with so many notes, and of one note that no parent names."""
    numbers = range(2, notes + 2)
    kids = " ".join(f"{number} 0 R" for number in numbers)
    objects = [f"1 0 obj\n<</S /Sect /K [{kids}]>>\nendobj\n"]
    objects += [f"{number} 0 obj\n<</S /Note /P 1 0 R>>\nendobj\n" for number in (*numbers, 9999)]
    return "".join(objects).encode()


def test_an_element_counts_if_its_parent_names_it() -> None:
    assert len(Structure(RawObjects(_tree(12))).counted(Sort.NOTE)) == 12


def test_the_children_of_a_parent_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []
    real = RawObjects.object
    monkeypatch.setattr(RawObjects, "object", lambda self, number: (read.append(number), real(self, number))[1])
    Structure(RawObjects(_tree(300))).counted(Sort.NOTE)
    assert read.count(1) == 1
