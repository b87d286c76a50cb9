"""Draw files at random, list their findings for judging: `python -m tests.validate.measure_precision FOLDER… --seed 1`.

Prints a line for each finding of severity warning and error in the profile `corpus`: a place for the judgement, rule,
file, line, message, the words there. A line is judged by opening the file: `+` if an editor would mark the place, `-`
if not. With `--judged FILE` (the lines so marked) it prints the table of precision by rule instead.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from pipeline.validate import Finding, Severity, check


def drawn(folders: Sequence[Path], count: int, seed: int) -> list[Path]:
    """Return files drawn from folders; the same ones for the same folders and seed."""
    known = sorted(file for folder in folders for file in folder.rglob("*.xml") if file.is_file())
    return sorted(Random(seed).sample(known, min(count, len(known))))


def lines(findings: Sequence[Finding]) -> Iterator[str]:
    """Yield a line for each finding that a person has to judge."""
    for one in findings:
        if one.severity is not Severity.NOTE:
            yield "\t".join(("?", one.rule, f"{one.file}:{one.line}", one.message, _words(one)))


def _words(finding: Finding) -> str:
    rows = Path(finding.file).read_text("utf-8", "replace").split("\n")
    row, at = rows[finding.line - 1] if 0 < finding.line <= len(rows) else "", finding.column - 1
    return " ".join(f"{row[max(0, at - 100) : at]}⟦⟧{row[at : at + 160]}".split())


def table(judged: Sequence[str]) -> Iterator[str]:
    """Yield the rows of a table of precision by rule, as Markdown, from judged lines."""
    marks = [line.split("\t")[:2] for line in judged if line[:2] in ("+\t", "-\t")]
    right, every = Counter(rule for mark, rule in marks if mark == "+"), Counter(rule for _, rule in marks)
    yield "| rule | findings | right | precision |"
    yield "| --- | ---: | ---: | ---: |"
    for rule in sorted(every):
        yield f"| {rule} | {every[rule]} | {right[rule]} | {right[rule] / every[rule]:.2f} |"
    yield f"| all | {every.total()} | {right.total()} | {right.total() / max(1, every.total()):.2f} |"


def main() -> None:
    """Print the lines, or the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--judged", type=Path)
    chosen = parser.parse_args()
    if chosen.judged is not None:
        print("\n".join(table(chosen.judged.read_text("utf-8").splitlines())))
    else:
        print("\n".join(lines(check(drawn(chosen.folders, chosen.count, chosen.seed), "corpus").findings)))


if __name__ == "__main__":
    main()
