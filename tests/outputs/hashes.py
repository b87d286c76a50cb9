"""Record the hashes of every output, and compare two records: the guard of a change that must not change a byte.

    python -m tests.outputs.hashes record BEFORE.json [FOLDER …]
    python -m tests.outputs.hashes compare BEFORE.json AFTER.json

`record` runs the command line as a user would, in a scratch folder: every format of source/ and of each FOLDER,
redlines and concordances of the two French texts, distribution copies and the site. `build-report.json` is left out, as
it holds times. Exit status of `compare`: 0 if nothing differs, 1 otherwise.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FORMATS = "pdf,docx,html,txt,flow.txt,md,epub,odt"
PAIR = ("source/bamako-letter/fra@.xml", "source/bamako-declaration/fra@unofficial-1.xml")


def commands(out: Path, folders: list[str]) -> list[list[str]]:
    """Return the command lines whose outputs are recorded; each writes to a folder of its own below `out`."""
    built = [
        ["build", "--source", folder, "--out", str(out / f"build-{number}"), "--formats", FORMATS, "--jobs", "2"]
        for number, folder in enumerate(["source", *folders])
    ]
    return [
        *built,
        ["diff", *PAIR, "--out", str(out / "diff")],
        ["concordance", *PAIR, "--out", str(out / "concordance")],
        ["dist", "--out", str(out / "copies")],
        ["site", "--out", str(out / "site")],
    ]


def record(folders: list[str]) -> dict[str, str]:
    """Run every command; return the SHA-256 of each file by its path, and the exit status of each command."""
    hashes: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as scratch:
        out = Path(scratch)
        for line in commands(out, folders):
            done = subprocess.run([sys.executable, "-m", "pipeline", *line], cwd=ROOT, env=_environment(), check=False)
            hashes[f"status of {line[0]} {line[2]}".replace(scratch, "")] = str(done.returncode)
        for path in sorted(p for p in out.rglob("*") if p.is_file() and p.name != "build-report.json"):
            hashes[path.relative_to(out).as_posix()] = hashlib.sha256(path.read_bytes()).hexdigest()
    return hashes


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": "1767225600"}


def differences(before: dict[str, str], after: dict[str, str]) -> list[str]:
    """Return one line for each file that is missing, new or different."""
    lines = [f"missing   {name}" for name in before if name not in after]
    lines += [f"new       {name}" for name in after if name not in before]
    lines += [f"different {name}" for name in before if name in after and before[name] != after[name]]
    return sorted(lines)


def main(arguments: list[str]) -> int:
    """Do what the command line says; see the head of this module."""
    if arguments[0] == "record":
        Path(arguments[1]).write_text(json.dumps(record(arguments[2:]), indent=1), encoding="utf-8")
        return 0
    before, after = (json.loads(Path(name).read_text(encoding="utf-8")) for name in arguments[1:3])
    found = differences(before, after)
    print("\n".join(found) or f"no difference in {len(before)} entries")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
