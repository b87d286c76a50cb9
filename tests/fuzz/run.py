"""Fuzzing of the whole build: `python -m tests.fuzz.run --count 10000 --jobs 2`.

Reads options. Gives a table of the result for each input on standard output, each fault with the number of its input
(`--only NUMBER --keep FOLDER` writes that input and builds it alone); exit status 1 if there is any fault. `--valid`
asks for documents that the schema calls valid, each made from its number: none of them should be refused.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import tests.conftest  # noqa: F401 - the settings of hypothesis
from pipeline.write import FORMATS

from .inputs import Input, inputs, texts, written
from .judge import Judge, Verdict

_CHUNK = 40


def main() -> int:
    """Run the fuzzing."""
    options = _options()
    found: list[tuple[Input, Verdict]] = []
    for number, (one, verdict) in enumerate(_judged(options), start=1):
        found.append((Input(one.number, one.kind, one.name, b""), verdict))
        if verdict.faults:
            _tell(one, verdict, options.keep)
        if number % 500 == 0:
            print(f"-- {number} inputs, {sum(bool(v.faults) for _, v in found)} with faults", flush=True)
    print(table(found))
    return 1 if any(verdict.faults for _, verdict in found) else 0


def table(found: list[tuple[Input, Verdict]]) -> str:
    """Return the result for each input, by kind, and the slowest."""
    lines = [f"{len(found)} inputs"]
    for (kind, outcome), count in sorted(Counter((one.kind, v.outcome) for one, v in found).items()):
        lines.append(f"  {kind:6} {outcome or '-':32} {count:6}")
    seconds = sum(v.seconds for _, v in found)
    one, slow = max(found, key=lambda pair: pair[1].slowest)
    lines.append(
        f"processor time {seconds:.0f} s; slowest step {slow.slowest[0]:.1f} s ({slow.slowest[1]}, {one.number})"
    )
    cut = Counter(c.split(":")[0] for _, v in found for c in v.cut)
    lines += [
        f"  {count:6} {format}: refused by the proof with every letter in the file" for format, count in cut.items()
    ]
    kinds = Counter(" ".join(f.split()[:3]) for _, v in found for f in v.faults)
    lines += [f"  {count:6} {kind}" for kind, count in kinds.most_common()]
    lines.append(f"{sum(bool(v.faults) for _, v in found)} inputs with faults")
    return "\n".join(lines)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--valid", action="store_true", help="valid documents, as authors write them")
    parser.add_argument("--begin", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--limit", type=float, default=10.0, help="seconds of processor time for a step")
    parser.add_argument("--formats", default=",".join(FORMATS))
    parser.add_argument("--only", type=int, default=-1, help="the input with this number alone")
    parser.add_argument("--keep", type=Path, help="folder for the inputs that showed a fault")
    return parser.parse_args()


def _judged(options: argparse.Namespace) -> Iterator[tuple[Input, Verdict]]:
    begin, end = options.begin, options.begin + options.count
    if options.only >= 0:
        begin, end = options.only, options.only + 1
    formats = tuple(options.formats.split(","))
    starts = range(begin, end, _CHUNK)
    seed = None if options.valid else options.seed
    tasks = [(seed, s, min(s + _CHUNK, end), formats, options.limit) for s in starts]
    if options.jobs == 1:
        for task in tasks:
            yield from judged(*task)
        return
    with ProcessPoolExecutor(options.jobs, mp_context=get_context("spawn")) as pool:
        for results in pool.map(_listed, tasks):
            yield from results


def _listed(task: tuple[int | None, int, int, tuple[str, ...], float]) -> list[tuple[Input, Verdict]]:
    return list(judged(*task))


def judged(
    seed: int | None, begin: int, end: int, formats: tuple[str, ...], limit: float
) -> Iterator[tuple[Input, Verdict]]:
    """Yield the verdicts on the inputs with these numbers; on valid documents if there is no seed."""
    with tempfile.TemporaryDirectory() as scratch:
        judge = Judge(Path(scratch), formats, limit, valid=seed is None)
        for one in written(begin, end) if seed is None else inputs(seed, begin, end, texts()):
            yield one, judge(one.data, one.beside)


def _tell(one: Input, verdict: Verdict, keep: Path | None) -> None:
    print(f"== {one.number} {one.kind} {one.name}")
    for fault in verdict.faults:
        print("   " + fault.replace("\n", "\n   "))
    sys.stdout.flush()
    if keep:
        keep.mkdir(parents=True, exist_ok=True)
        (keep / f"{one.number}.xml").write_bytes(one.data)
        for name, data in one.beside.items():
            (keep / str(one.number) / name).parent.mkdir(parents=True, exist_ok=True)
            (keep / str(one.number) / name).write_bytes(data)


if __name__ == "__main__":
    sys.exit(main())
