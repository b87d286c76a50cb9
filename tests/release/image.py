"""The steps of the image without a daemon: `python -m tests.release.image ROOT` as root, on Linux.

Reads `.docker/Dockerfile` and a root that debootstrap made (`--include=python3,python3-venv,python-is-python3`), which
stands in for the base image. Runs every step of every stage in a copy of it, then the finished program as the image's
own user, without network, on a folder with one document. Gives a line for each step; status 1 after the first that
fails.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCKERFILE = ROOT / ".docker" / "Dockerfile"
LETTER = ROOT / "source" / "bamako-letter" / "fra@.xml"


@dataclass(frozen=True, slots=True)
class Step:
    """An instruction: its word in capitals, and the rest of it."""

    word: str
    rest: str


@dataclass(slots=True)
class Stage:
    """A stage: its name, steps, and what the steps set."""

    name: str
    steps: list[Step] = field(default_factory=list)
    workdir: str = "/"
    user: str = ""
    environment: dict[str, str] = field(default_factory=dict)
    entry: list[str] = field(default_factory=list)


def stages(text: str) -> list[Stage]:
    """Return the stages of a Dockerfile, each with its steps."""
    found: list[Stage] = []
    for step in _steps(text):
        if step.word == "FROM":
            _, _, name = step.rest.partition(" AS ")
            found.append(Stage(name.strip() or "final"))
        elif found:
            found[-1].steps.append(step)
    return found


def _steps(text: str) -> Iterator[Step]:
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    for line in re.sub(r"\\\n", " ", "\n".join(lines)).splitlines():
        word, _, rest = line.strip().partition(" ")
        if word:
            yield Step(word.upper(), " ".join(rest.split()))


class Rehearsal:
    """The stages in folders; `base` is copied for each of them."""

    def __init__(self, base: Path, scratch: Path) -> None:
        self.base, self.scratch = base, scratch

    def run(self) -> int:
        """Take every step, then use the program. Return the status."""
        every = stages(DOCKERFILE.read_text("utf-8"))
        for stage in every:
            subprocess.run(["cp", "-a", str(self.base), str(self.root(stage.name))], check=True)
            self._lend(self.root(stage.name))
            for step in stage.steps:
                self._take(stage, step)
                print(f"ok {stage.name:6} {step.word} {step.rest[:90]}", flush=True)
        return self._use(every[-1])

    def root(self, name: str) -> Path:
        """Return the folder of a stage."""
        return self.scratch / name

    def _lend(self, root: Path) -> None:
        """Give a root what a daemon would: names of hosts, and what pip of this machine is set to."""
        shutil.copy("/etc/resolv.conf", root / "etc" / "resolv.conf")
        certificates = os.environ.get("PIP_CERT")
        if certificates:
            place = root / certificates.lstrip("/")
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(certificates, place)

    def _take(self, stage: Stage, step: Step) -> None:
        """Take one step. Raises CalledProcessError, ValueError for a word that is not known."""
        match step.word:
            case "RUN":
                self._inside(stage, ["/bin/sh", "-c", step.rest], network=True)
            case "COPY":
                self._copy(stage, step.rest.split())
            case "WORKDIR":
                stage.workdir = step.rest
                (self.root(stage.name) / step.rest.lstrip("/")).mkdir(parents=True, exist_ok=True)
            case "USER":
                stage.user = step.rest
            case "ENV":
                stage.environment |= dict(pair.split("=", 1) for pair in shlex.split(step.rest))
            case "ENTRYPOINT":
                stage.entry = json.loads(step.rest)
            case "LABEL" | "CMD":
                pass
            case other:
                raise ValueError(f"no rehearsal of {other}")

    def _copy(self, stage: Stage, words: Sequence[str]) -> None:
        top = ROOT
        if words[0].startswith("--from="):
            top, words = self.root(words[0].partition("=")[2]), words[1:]
        *sources, target = words
        own = self.root(stage.name)
        place = own / (target if target.startswith("/") else f"{stage.workdir}/{target}").lstrip("/")
        for source in sources:
            path = top / source.lstrip("/")
            if path.is_dir():
                shutil.copytree(path, place, symlinks=True, dirs_exist_ok=True,
                                ignore=shutil.ignore_patterns("__pycache__") if top == ROOT else None)  # fmt: skip
            else:
                shutil.copy(path, place)

    def _inside(self, stage: Stage, command: Sequence[str], *, network: bool) -> subprocess.CompletedProcess[str]:
        """Run a command in the root of a stage as its user."""
        lent = {name: value for name, value in os.environ.items() if name.startswith("PIP_")} if network else {}
        own = {"PATH": "/usr/local/bin:/usr/bin:/bin", **lent, **stage.environment}
        inner = ["/usr/bin/env", "-i", *(f"{name}={value}" for name, value in own.items()), *command]
        user = [f"--userspec={stage.user}"] if stage.user else []
        outer = ["chroot", *user, str(self.root(stage.name)), "/bin/sh", "-c"]
        line = f"cd {shlex.quote(stage.workdir)} && exec {shlex.join(inner)}"
        whole = [*([] if network else ["unshare", "--net"]), *outer, line]
        return subprocess.run(whole, check=True, capture_output=True, text=True)

    def _use(self, stage: Stage) -> int:
        """Build, check and hand out a document with the finished program, and look at what is there."""
        work = self.root(stage.name) / stage.workdir.lstrip("/")
        shutil.copy(LETTER, work / "letter.xml")
        user, _, group = stage.user.partition(":")
        os.chown(work, int(user), int(group or user))
        words = (
            ("--version",), ("validate", "letter.xml"), ("build", "letter.xml", "--formats", "pdf,docx,html,txt,epub"),
            ("dist", "letter.xml"), ("site", "letter.xml"),
        )  # fmt: skip
        for each in words:
            done = self._inside(stage, [*stage.entry, *each], network=False)
            print(f"ok offline, user {stage.user}: undocs {' '.join(each)}: {done.stdout.strip().splitlines()[-1]}")
        built = sorted(path.name for path in (work / "dist" / "letter").iterdir() if path.is_file())
        size = sum(p.lstat().st_size for p in (self.root(stage.name) / "opt").rglob("*") if p.is_file())
        print(f"built {built}; /opt is {size / 1024 / 1024:,.0f} MiB")
        return 0


def main(arguments: Sequence[str]) -> int:
    """Rehearse with the root that is named."""
    if len(arguments) != 1 or not Path(arguments[0], "bin", "sh").exists():
        print(__doc__, file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="image-") as scratch:
        try:
            return Rehearsal(Path(arguments[0]), Path(scratch)).run()
        except subprocess.CalledProcessError as error:
            print(f"FAILED {shlex.join(map(str, error.cmd))}\n{error.stdout}{error.stderr}", file=sys.stderr)
            return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
