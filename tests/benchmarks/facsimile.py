"""How closely our PDF overlays the prints: a folder of pairs, each an XML file and its print under the same name.

Reads the folder in $UNDOCS_PRINTS, else that of the published documents. Gives tables with the spread of the figures,
by set-up and by session. Shares are those of the lines of the print: *lines* break the same, *page* also are on the
same page, *overlay* also are within 1.5 points.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, quantiles

from pipeline.document import Document
from pipeline.forms import form_for
from pipeline.prepare import prepare
from pipeline.read import parse_file
from pipeline.write import Options, writer
from tests.benchmarks.overlay import Fate, fates, lines, set_up
from tests.benchmarks.result import Result, Table
from tests.benchmarks.run import Run
from tests.benchmarks.texts import spread
from tests.published import folder

FOLDER = "UNDOCS_PRINTS"
"""Environment variable: the folder with pairs of XML and print."""
_SET_UPS = {"new-york-t1": "T1", "new-york-t2": "T2", "new-york-t3": "T3"}
_SHARES = ("lines", "page", "overlay")


@dataclass(frozen=True, slots=True)
class Pair:
    """Measurements of a pair."""

    name: str
    session: int | None
    chosen: str
    """The set-up that we took."""
    printed: str
    """The set-up that the print shows; "" for a single page."""
    found: Counter[Fate]
    pages: tuple[int, int]
    """Of the print and of the PDF."""

    @property
    def shows(self) -> bool:
        """True if the set-up chosen is that of the print, as far as the print shows one."""
        return self.printed in ("", self.chosen)

    def share(self, *kinds: Fate) -> float:
        """Return the share of the lines of the print that met one of these fates."""
        return sum(self.found[kind] for kind in kinds) / max(1, self.found.total())

    @property
    def shares(self) -> tuple[float, float, float]:
        """Lines, page, overlay."""
        same = 1 - self.share(Fate.BROKEN)
        return same, same - self.share(Fate.MOVED), self.share(Fate.OVERLAID)


def facsimile(run: Run) -> Result:
    """Return all pairs, by set-up and session, the result for the lines, and each pair."""
    found = [_measured(path, run.folder("pair")) for path in spread(pairs(), run.size(10_000, 2))]
    if not found:
        note = f"No XML file with its print beside it is here: name their folder in {FOLDER}."
        return Result((Table("Pairs", ("pairs", "count"), (("measured", "0"),), note),))
    return Result((_groups(found), _fates(found), _set_ups(found), _each(found)))


def pairs() -> list[Path]:
    """Return the XML files that have their print beside them."""
    top = Path(os.environ[FOLDER]) if os.environ.get(FOLDER) else folder()
    return sorted(path for path in top.rglob("*.xml") if path.with_suffix(".pdf").is_file()) if top else []


def _measured(source: Path, scratch: Path) -> Pair:
    parsed = parse_file(source)
    document = prepare(parsed)
    target = scratch / "ours.pdf"
    target.write_bytes(writer("pdf")(document, Options(attachment=parsed.data)).data)
    (printed, of_print), (ours, of_ours) = lines(source.with_suffix(".pdf")), lines(target)
    chosen = _set_up_of(document)
    return Pair(source.stem, document.identity.session, chosen, set_up(printed) if chosen in _SET_UPS.values() else "",
                fates(printed, ours), (of_print, of_ours))  # fmt: skip


def _set_up_of(document: Document) -> str:
    name = form_for(document.identity).name
    return _SET_UPS.get(name, name)


def _groups(found: Sequence[Pair]) -> Table:
    """Return the shares of each group with their spread."""
    groups = {
        "all": found,
        "set-up as printed": [pair for pair in found if pair.shows],
        "set-up not as printed": [pair for pair in found if not pair.shows],
    }
    for name in sorted({pair.chosen for pair in found}):
        groups[f"set-up {name}"] = [pair for pair in found if pair.chosen == name]
    for session in sorted({pair.session for pair in found if pair.session}):
        groups[f"session {session}"] = [pair for pair in found if pair.session == session]
    heads = ("pairs", "number", *_SHARES, "overlay, middle 80 %", "same number of pages")
    rows = tuple(_row(name, members) for name, members in groups.items() if members)
    return Table("Shares of the lines of the print", heads, rows, "Means of the pairs.")


def _row(name: str, found: Sequence[Pair]) -> tuple[str, ...]:
    means = [f"{fmean(pair.shares[n] for pair in found):.3f}" for n in range(3)]
    overlay = [pair.shares[2] for pair in found]
    tenths = quantiles(overlay, n=10, method="inclusive") if len(found) > 1 else overlay * 2
    same = sum(pair.pages[0] == pair.pages[1] for pair in found)
    return name, str(len(found)), *means, f"{tenths[0]:.3f} to {tenths[-1]:.3f}", str(same)


def _fates(found: Sequence[Pair]) -> Table:
    """Return the result for the lines of all prints."""
    total: Counter[Fate] = Counter()
    for pair in found:
        total.update(pair.found)
    rows = [(str(kind), f"{total[kind]:,}", f"{total[kind] / total.total():.1%}") for kind in Fate]
    note = (
        "All lines of all prints, long documents counting more. A line that breaks otherwise shifts those below it; a "
        "page that ends otherwise moves all after it."
    )
    return Table("The lines of the print", ("line of the print", "lines", "share"), tuple(rows), note)


def _set_ups(found: Sequence[Pair]) -> Table:
    """Return set-ups chosen and printed."""
    counted = Counter((pair.chosen, pair.printed or "one page") for pair in found)
    rows = [(f"{chosen}, printed {printed}", str(count)) for (chosen, printed), count in sorted(counted.items())]
    note = "The print shows its set-up by the first baseline of its later pages [form set-ups]."
    return Table("Set-ups chosen and printed", ("set-up chosen", "pairs"), tuple(rows), note)


def _each(found: Sequence[Pair]) -> Table:
    rows = [
        (pair.name, *(f"{share:.3f}" for share in pair.shares), f"{pair.pages[0]} / {pair.pages[1]}",
         pair.chosen if pair.shows else f"{pair.chosen} (printed {pair.printed})")
        for pair in found
    ]  # fmt: skip
    return Table("Each pair", ("pair", *_SHARES, "pages of the print / ours", "set-up"), tuple(rows))
