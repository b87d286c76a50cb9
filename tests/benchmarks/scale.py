"""Thousands of texts: published ones again and again, each time under other symbols, as a site and by a cluster.

    python -m tests.benchmarks.scale site --count 18000 --from FOLDER
    python -m tests.benchmarks.scale cluster --count 2000 --from FOLDER

Reads a folder of XML (default: the texts of all benchmarks). Writes sources and outputs below a temporary folder, or
below --work, where they stay. Gives lines on standard output: time, memory of each process, sizes, what was lost.
`site` builds the web edition, changes a text, and builds again. `cluster` kills a worker when a quarter of the texts is
done; status 1 if a text is missing then.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count, islice
from pathlib import Path

from pipeline.data import ROOT
from tests.benchmarks import texts
from tests.benchmarks.clock import pipeline_command
from tests.benchmarks.processes import Taken, family

_NUMBER = re.compile(rb"(<docNumber\b[^>]*>)([^<]*?)(\d+)([^\d<]*(?:\(\d{4}\)[^\d<]*)?</docNumber>)")
"""A symbol or number: what is before the last number, that number, letters or a year after it."""
_IRI = re.compile(rb'(value="/akn/un/[^"]*?/\d{4}-\d\d-\d\d/)([^/"]*?)(\d+)((?:-\d{4})?[^\d/"]*[/"])')
_LOOK = 1.0
"""Seconds between two looks at the processes."""
_FILES = "files"
"""Folder of a site for what was built; everything else is the site's own."""
_MIB = 1024 * 1024


def again(data: bytes, number: int) -> bytes:
    """Return a source under another symbol; unchanged for 0. Works stay together: languages get the same symbol."""
    if not number:
        return data
    lead = str(number).encode()

    def renumbered(found: re.Match[bytes]) -> bytes:
        return found[1] + found[2] + lead + found[3].zfill(4) + found[4]

    return _IRI.sub(renumbered, _NUMBER.sub(renumbered, data))


def sources(top: Path | None) -> list[Path]:
    """Return the XML files to repeat, in order."""
    return sorted(top.rglob("*.xml")) if top else list(texts.files())


def repeated(files: Sequence[Path], total: int) -> Iterator[tuple[str, bytes]]:
    """Yield names and bytes of so many sources: all files, then all of them again."""
    every = (
        (f"{n // 1000:03}/{turn:04}-{n:05}.xml", again(path.read_bytes(), turn))
        for turn in count()
        for n, path in enumerate(files)
    )
    yield from islice(every, total)


def write_sources(folder: Path, files: Sequence[Path], total: int) -> list[Path]:
    """Write so many sources, and return their paths."""
    written = []
    for name, data in repeated(files, total):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        written.append(path)
    return written


@dataclass(slots=True)
class Watched:
    """A command that was watched: its status, seconds, and what each of its processes took."""

    status: int = 0
    seconds: float = 0.0
    taken: dict[int, Taken] = field(default_factory=dict)

    def line(self) -> str:
        """Return seconds, processor seconds, and the peaks of memory, the largest first."""
        peaks = sorted((round(one.memory) for one in self.taken.values()), reverse=True)
        processor = sum(one.processor for one in self.taken.values())
        return f"status {self.status}, {self.seconds:.1f} s, processor {processor:.1f} s, peak MiB {peaks[:6]}"


class Loss:
    """The loss of a worker: the busiest one is killed once, when so many outputs are there."""

    def __init__(self, out: Path, after: int) -> None:
        """Wait for `after` outputs below `out`."""
        self.out, self.after, self.killed = out, after, 0

    def look(self, found: dict[int, Taken], main: int) -> None:
        """Kill a worker if it is time."""
        if self.killed or sum(1 for _ in self.out.rglob("*.txt")) < self.after:
            return
        workers = {one: taken.processor for one, taken in found.items() if one != main and _is_worker(one)}
        if workers:
            self.killed = max(workers, key=lambda one: workers[one])
            os.kill(self.killed, signal.SIGKILL)


def _is_worker(process: int) -> bool:
    try:
        return b"spawn_main" in Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return False


def watched(command: list[str], loss: Loss | None = None) -> Watched:
    """Run a command to its end, its processes looked at once a second."""
    result, begun = Watched(), time.perf_counter()
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as process:
        while process.poll() is None:
            found = family(process.pid)
            result.taken |= found
            if loss:
                loss.look(found, process.pid)
            time.sleep(_LOOK)
    result.status, result.seconds = process.returncode, time.perf_counter() - begun
    return result


def sizes(top: Path) -> Iterator[str]:
    """Yield a line for each kind of file of a site: its number, bytes in all, and the largest."""
    kinds: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for path in top.rglob("*"):
        if path.is_file():
            name = path.relative_to(top).as_posix()
            kind = f"{name.partition('/')[0]}/" if "/" in name else ""
            kinds[f"{kind}*{path.suffix}"].append((path.stat().st_size, name))
    for kind, every in sorted(kinds.items()):
        size, name = max(every)
        whole = sum(one for one, _ in every) / _MIB
        yield f"{kind}: {len(every):,} files, {whole:,.1f} MiB, largest {size:,} bytes ({name})"


def largest(top: Path, suffixes: Sequence[str], most: int = 5) -> Iterator[str]:
    """Yield the largest files of the site itself with these suffixes."""
    found = [p for p in top.rglob("*") if p.suffix in suffixes and p.relative_to(top).parts[0] != _FILES]
    for path in sorted(found, key=lambda p: -p.stat().st_size)[:most]:
        yield f"{path.stat().st_size:,} bytes: {path.relative_to(top).as_posix()}"


def site(work: Path, files: Sequence[Path], total: int, more: Sequence[str]) -> int:
    """Build a site, change a text, build again."""
    written, out = write_sources(work / "in", files, total), work / "site"
    command = pipeline_command("site", work / "in", "--out", out, *more)
    print(f"site of {len(written):,} texts: {watched(command).line()}", flush=True)
    print(f"again, nothing changed: {watched(command).line()}", flush=True)
    one = written[len(written) // 2]
    one.write_bytes(one.read_bytes().replace(b"</docTitle>", b" (changed)</docTitle>", 1))
    last = watched(command)
    print(f"again, one text changed: {last.line()}", flush=True)
    for line in (*sizes(out), "largest pages:", *largest(out, (".html",)), "largest data:",
                 *largest(out, (".js", ".json", ".xml"))):  # fmt: skip
        print(line)
    return last.status


def cluster(work: Path, files: Sequence[Path], total: int, more: Sequence[str]) -> int:
    """Build by a cluster of this machine that loses a worker, and say which texts are missing then."""
    written, out = write_sources(work / "in", files, total), work / "out"
    loss = Loss(out, total // 4)
    command = pipeline_command(
        "build", "--source", work / "in", "--out", out, "--formats", "txt,html", "--scheduler", "local", *more
    )
    done = watched(command, loss)
    print(f"{len(written):,} texts by Dask: {done.line()}; worker killed: {loss.killed or 'none'}", flush=True)
    report = json.loads((out / "build-report.json").read_text("utf-8"))
    missing = [f for f in _expected(written, work / "in", out) if not f.is_file() or not f.stat().st_size]
    print(f"report: {report['totals']}; outputs missing: {len(missing)}")
    return 1 if missing or done.status or not loss.killed else 0


def _expected(written: Sequence[Path], top: Path, out: Path) -> Iterator[Path]:
    for path in written:
        for format in ("txt", "html"):
            yield out / path.relative_to(top).with_suffix(f".{format}")


def main(arguments: Sequence[str]) -> int:
    """Run what is asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("what", choices=("site", "cluster"))
    parser.add_argument("--count", type=int, default=300, help="texts in all (default: 300)")
    parser.add_argument("--from", dest="top", type=Path, help="folder of XML files to repeat")
    parser.add_argument("--work", type=Path, help="folder for sources and outputs, kept")
    known, more = parser.parse_known_args(arguments)
    does = {"site": site, "cluster": cluster}[known.what]
    if known.work:
        return does(known.work, sources(known.top), known.count, more)
    with tempfile.TemporaryDirectory(prefix="scale-") as scratch:
        return does(Path(scratch), sources(known.top), known.count, more)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
