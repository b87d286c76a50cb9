"""Measure how many planted faults are reported, by kind: `python -m tests.validate.measure_planted FOLDER [COUNT]`.

FOLDER holds a folder a work, `<language>.xml` in it. Nothing is written into it.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

from pipeline.errors import DocumentError
from pipeline.read import parse_bytes, parse_file
from pipeline.validate.across.compare import WorkText, slips
from pipeline.validate.across.passages import passages
from pipeline.validate.model.finding import Severity
from pipeline.validate.model.profiles import profile
from pipeline.validate.model.subject import AknFile
from pipeline.validate.run.engine import validate_bytes
from tests.validate.planted import KINDS, TOGETHER

Told = Counter[str]


def findings(data: bytes, path: Path) -> Counter[tuple[str, str]]:
    """Return the findings of severity warning and error, without their places."""
    found = validate_bytes(data, path, profile("corpus")).findings
    return Counter((f.rule, f.message) for f in found if f.severity is not Severity.NOTE)


def single(file: Path, rng: Random) -> Iterator[tuple[str, bool]]:
    """Yield (kind, whether it is reported) of each kind that finds a place in a file."""
    text, language = file.read_text("utf-8"), file.stem
    clean = findings(text.encode(), file)
    for name, plant in KINDS.items():
        faulty = plant(text, language, rng)
        if faulty is not None and faulty != text:
            yield name, bool(findings(faulty.encode(), file) - clean)


def together(folder: Path, rng: Random) -> Iterator[tuple[str, bool]]:
    """Yield the same of the kinds that are seen beside the other languages; each in one language of the work."""
    files = sorted(folder.glob("*.xml"))
    clean = [text for text in map(_text, files) if text is not None]
    known = {_what(slip) for slip in slips(clean)}
    for name, plant in TOGETHER.items():
        for file in rng.sample(files, len(files)):
            faulty = plant(file.read_text("utf-8"), file.stem, rng)
            if faulty is None:
                continue
            changed = WorkText(str(file), file.stem, passages(AknFile(parse_bytes(faulty.encode(), file))))
            texts = [changed if text.path == str(file) else text for text in clean]
            yield name, bool({_what(s) for s in slips(texts) if s.sure >= 0.5} - known)
            break


def _what(slip: object) -> tuple[object, ...]:
    return tuple(getattr(slip, name) for name in ("kind", "path", "present", "missing", "offset"))


def _text(file: Path) -> WorkText | None:
    try:
        return WorkText(str(file), file.stem, passages(AknFile(parse_file(file))))
    except DocumentError:
        return None


def measure(folders: list[Path], files: list[Path], seed: int = 1) -> tuple[Told, Told]:
    """Return (planted, reported) by kind."""
    planted: Told = Counter()
    reported: Told = Counter()
    rng = Random(seed)
    pairs = [pair for file in files for pair in single(file, rng)]
    pairs += [pair for folder in folders for pair in together(folder, rng)]
    for name, found in pairs:
        planted[name] += 1
        reported[name] += found
    return planted, reported


def main() -> None:
    """Print the table."""
    root, count = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 12
    rng = Random(7)
    folders = sorted(path for path in root.iterdir() if path.is_dir())
    files = sorted(root.glob("*/*.xml"))
    chosen = rng.sample(files, min(count, len(files)))
    planted, reported = measure(rng.sample(folders, min(count // 2, len(folders))), chosen)
    for name in [*KINDS, *TOGETHER]:
        print(f"{reported[name]:3} of {planted[name]:3}  {name}")
    print(f"{len(planted)} kinds planted, {sum(reported.values())} of {sum(planted.values())} reported")
    clean = [sum(findings(file.read_bytes(), file).values()) for file in files]
    print(f"warnings and errors on the sound files: {sum(clean) / max(1, len(clean)):.2f} a file")


if __name__ == "__main__":
    main()
