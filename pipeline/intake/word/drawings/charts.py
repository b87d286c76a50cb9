"""Data of a chart in a Word file.

Reads a chart part (ISO 29500-1, 21.2). Gives `Chart`: titles, categories, series with values and labels as Word stores
them. What the part leaves to Word (colours of the theme, fonts, places) is left to the program that draws it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from pipeline.intake.word.markup import name

_KINDS = {"barChart": "bar", "bar3DChart": "bar", "lineChart": "line", "line3DChart": "line", "areaChart": "area",
          "area3DChart": "area", "pieChart": "pie", "pie3DChart": "pie", "doughnutChart": "pie",
          "scatterChart": "scatter"}  # fmt: skip
_MOST_POINTS = 200
"""Points of a series that are read. Chosen: against hostile files."""
_MOST_SERIES = 20
"""Series of a chart that are read. Chosen: against hostile files."""
_COLOUR = re.compile(r"[0-9A-Fa-f]{6}")


@dataclass(slots=True, kw_only=True)
class Series:
    """A row of values that are drawn in the same way."""

    kind: str
    """bar, line, area, pie or scatter."""
    name: str
    values: list[float | None]
    labels: list[str]
    """The values as printed."""
    at: list[float | None] = field(default_factory=list)
    """In a scatter chart: where each value is on the other axis."""
    colour: str = ""
    """Hexadecimal; "" if the file takes the colour from its theme."""
    form: str = ""
    """The format of its values, as spreadsheets write it."""
    labelled: bool = False
    """True if its values are printed."""


@dataclass(slots=True, kw_only=True)
class Chart:
    """Content of a chart."""

    title: str
    categories: list[str]
    series: list[Series]
    lying: bool = False
    """True if bars go from left to right."""
    grouping: str = "clustered"
    """clustered, stacked or percentStacked."""
    axis_titles: tuple[str, str] = ("", "")
    """Titles of the axis of categories and of the axis of values."""
    legend: bool = False

    @property
    def words(self) -> str:
        """Return the data in words: "Planned: 2021 1 800, 2022 1 900; Actual: …"."""
        parts = []
        for one in self.series:
            pairs = [f"{c} {v}".strip() for c, v in zip(self._named(one), one.labels, strict=False) if v]
            is_named = one.name and (len(self.series) > 1 or self.legend)
            parts.append(f"{one.name}: {', '.join(pairs)}" if is_named else ", ".join(pairs))
        return "; ".join(filter(None, parts))

    def _named(self, one: Series) -> list[str]:
        return [*self.categories, *[""] * (len(one.values) - len(self.categories))]


def read_chart(root: etree._Element) -> Chart | None:
    """Return the chart in a part; None if it has no values that can be drawn."""
    area = _first(root, "plotArea")
    plots = [e for e in area if name(e) in _KINDS] if area is not None else []
    series = [_series(e, _KINDS[name(plot)], plot) for plot in plots for e in plot if name(e) == "ser"][:_MOST_SERIES]
    series = [one for one in series if any(value is not None for value in one.values)]
    if not series or area is None:
        return None
    return Chart(
        title=_title(_first(root, "chart"), direct=True), categories=_categories(plots), series=series,
        lying=any(_value(plot, "barDir") == "bar" for plot in plots),
        grouping=next((g for plot in plots if (g := _value(plot, "grouping")) in ("stacked", "percentStacked")), ""),
        axis_titles=(_axis_title(area, "catAx", "dateAx"), _axis_title(area, "valAx")),
        legend=_first(root, "legend") is not None,
    )  # fmt: skip


def _series(element: etree._Element, kind: str, plot: etree._Element) -> Series:
    holder = _child(element, "val") if kind != "scatter" else _child(element, "yVal")
    values, form = _numbers(holder)
    labels = ["" if v is None else shown(v, form) for v in values]
    own = _own_labels(element, labels)
    labels = [own.get(n, label) for n, label in enumerate(labels)]
    label_settings = [e for e in (_child(element, "dLbls"), _child(plot, "dLbls")) if e is not None]
    labelled = bool(own) or any(_value(e, "showVal") in ("1", "true") for e in label_settings)
    at = _numbers(_child(element, "xVal"))[0] if kind == "scatter" else []
    texts = (e.text or "" for e in _all(_child(element, "tx"), "v"))
    return Series(kind=kind, name=" ".join(" ".join(texts).split()), values=values, labels=labels, at=at, form=form,
                  colour=_colour(_child(element, "spPr")), labelled=labelled)  # fmt: skip


def _categories(plots: list[etree._Element]) -> list[str]:
    """Return the names of the categories from the first series that has some; those of several levels joined."""
    for holder in (e for plot in plots for e in _all(plot, "cat")):
        levels = _all(holder, "lvl") or [holder]
        found = [_texts(level) for level in reversed(levels)]
        count = max((max(level, default=-1) + 1 for level in found), default=0)
        if count:
            return [" ".join(filter(None, (level.get(n, "") for level in found))) for n in range(count)][:_MOST_POINTS]
    return []


def _texts(holder: etree._Element) -> dict[int, str]:
    points = ((_index(point), _first(point, "v")) for point in _all(holder, "pt"))
    return {n: " ".join((v.text or "").split()) for n, v in points if v is not None and 0 <= n < _MOST_POINTS}


def _numbers(holder: etree._Element | None) -> tuple[list[float | None], str]:
    """Return the values and their format."""
    if holder is None:
        return [], ""
    found = _texts(holder)
    count = max(found, default=-1) + 1
    form = next((e.text or "" for e in _all(holder, "formatCode")), "")
    return [_number(found.get(n, "")) for n in range(count)], form


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) and abs(value) < 1e15 else None


def shown(value: float, form: str) -> str:
    """Return a value as a format of a spreadsheet prints it: percent, decimals, groups of digits.

    >>> shown(0.254, "0.0%"), shown(12345, "#,##0"), shown(12345.6, r"#\\ ##0.0"), shown(3.5, "General")
    ('25.4%', '12,345', '12 345.6', '3.5')
    """
    form = form.partition(";")[0]
    percent = "%" in form
    value = value * 100 if percent else value
    decimals = re.search(r"\.(0+)", form)
    if re.search("[0#]", form):
        places = len(decimals[1]) if decimals else 0
        grouped = f"{value:,.{places}f}" if re.search(r"[,\\ ]", form) else f"{value:.{places}f}"
        text = grouped if "," in form else grouped.replace(",", " ")
    else:
        text = f"{value:.10g}"
    return f"{text}%" if percent else text


def _own_labels(element: etree._Element, values: list[str]) -> dict[int, str]:
    """Return the typed labels by the number of their point, with values for the fields in them."""
    found: dict[int, str] = {}
    for label in _all(_child(element, "dLbls"), "dLbl"):
        number = _value(label, "idx")
        if not number.isdecimal() or len(number) > 4:
            continue
        value = dict(enumerate(values)).get(int(number), "")
        pieces = (_label_piece(t, value) for t in _all(_child(label, "tx"), "t"))
        if words := "".join(pieces).strip():
            found[int(number)] = words
    return found


def _label_piece(text: etree._Element, value: str) -> str:
    """Return the words of a piece of a label. For a field ("[VALUE]") return the value, or nothing."""
    field = text.getparent()
    if field is None or name(field) != "fld":
        return text.text or ""
    return value if field.get("type") == "VALUE" else ""


def _title(holder: etree._Element | None, *, direct: bool = False) -> str:
    title = _child(holder, "title") if direct else _first(holder, "title")
    return " ".join(" ".join(t.text or "" for t in _all(title, "t")).split())


def _axis_title(area: etree._Element, *kinds: str) -> str:
    return next((words for axis in area if name(axis) in kinds and (words := _title(axis, direct=True))), "")


def _colour(properties: etree._Element | None) -> str:
    """Return the colour that the file gives a series: of its filling, else of its line."""
    found = (e.get("val") or "" for e in _all(properties, "srgbClr"))
    return next((f"#{value.lower()}" for value in found if _COLOUR.fullmatch(value)), "")


def _index(point: etree._Element) -> int:
    number = point.get("idx") or ""
    return int(number) if number.isdecimal() and len(number) < 6 else -1


def _all(holder: etree._Element | None, tag: str) -> list[etree._Element]:
    return [e for e in holder.iter() if name(e) == tag] if holder is not None else []


def _first(holder: etree._Element | None, tag: str) -> etree._Element | None:
    return next(_each(holder, tag), None)


def _each(holder: etree._Element | None, tag: str) -> Iterator[etree._Element]:
    if holder is not None:
        yield from (e for e in holder.iter() if name(e) == tag)


def _child(holder: etree._Element | None, tag: str) -> etree._Element | None:
    return next((e for e in holder if name(e) == tag), None) if holder is not None else None


def _value(holder: etree._Element, tag: str) -> str:
    found = _child(holder, tag)
    return (found.get("val") or "1") if found is not None else ""
