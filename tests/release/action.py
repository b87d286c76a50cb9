"""The steps of an action without a forge: `python -m tests.release.action NAME FOLDER [INPUT=VALUE …]`.

Reads `.github/actions/NAME/action.yml`. Runs its steps that are commands in FOLDER, a repository of documents, with the
variables that a runner would give; steps that use another action are listed and left out. Gives a line for each step.
Installing is done in an environment of its own below a temporary folder; with --installed it is left out too.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import venv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
ACTIONS = ROOT / ".github" / "actions"
INSTALL = "Install"
_EXPRESSION = re.compile(r"\$\{\{\s*(inputs|steps)\.([\w.-]+)\s*\}\}")


@dataclass(slots=True)
class Done:
    """A run of an action: its name, status, the output of each step, what was left out, and what the action gives."""

    name: str
    status: int = 0
    printed: dict[str, str] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)
    outputs: dict[str, str] = field(default_factory=dict)
    summary: str = ""


def described(name: str) -> dict[str, Any]:
    """Return an action as its file describes it."""
    found: dict[str, Any] = yaml.safe_load((ACTIONS / name / "action.yml").read_text("utf-8"))
    return found


def run(name: str, folder: Path, scratch: Path, given: Mapping[str, str], path: str) -> Done:
    """Run the steps of an action in a folder until one fails. `path`: where programs are found."""
    action = described(name)
    inputs = {key: str(one.get("default", "")) for key, one in action["inputs"].items()} | dict(given)
    known = {f"inputs.{key}": value for key, value in inputs.items()}
    done = Done(name)
    for step in action["runs"]["steps"]:
        title = step.get("name") or step["uses"]
        if "uses" in step or (title == INSTALL and "--installed" in given):
            done.left_out.append(title)
            continue
        done.status = _step(step, folder, scratch, known, path, done)
        if done.status:
            return done
    named = action.get("outputs", {})
    done.outputs = {key: _filled(one["value"], known) for key, one in named.items()}
    return done


def _step(
    step: Mapping[str, Any], folder: Path, scratch: Path, known: dict[str, str], path: str, done: Done
) -> int:  # fmt: skip
    """Run a step that is a command; what it writes for others is known from then on. Return its status."""
    output, summary = scratch / "output", scratch / "summary"
    output.write_text("")
    summary.touch()
    runner = {
        "PATH": path, "HOME": str(scratch), "RUNNER_TEMP": str(scratch), "GITHUB_OUTPUT": str(output),
        "GITHUB_STEP_SUMMARY": str(summary), "GITHUB_ACTION_PATH": str(ACTIONS / done.name),
        "GITHUB_WORKSPACE": str(folder), "GITHUB_REPOSITORY": "owner/documents",
        "GITHUB_REPOSITORY_OWNER": "owner", "GITHUB_ACTIONS": "true",
    }  # fmt: skip
    lent = {key: value for key, value in os.environ.items() if key.startswith("PIP_")}
    own = {key: _filled(str(value), known) for key, value in step.get("env", {}).items()}
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
    ended = subprocess.run(
        command, cwd=folder, env={**lent, **runner, **own}, capture_output=True, encoding="utf-8", check=False
    )
    done.printed[step["name"]] = ended.stdout + ended.stderr
    done.summary = summary.read_text("utf-8")
    for line in output.read_text("utf-8").splitlines():
        key, _, value = line.partition("=")
        known[f"steps.{step.get('id')}.outputs.{key}"] = value
    return ended.returncode


def _filled(text: str, known: Mapping[str, str]) -> str:
    return _EXPRESSION.sub(lambda found: known.get(f"{found[1]}.{found[2]}", ""), text)


def main(arguments: Sequence[str]) -> int:
    """Run the action that is named, from installing on."""
    name, folder, *more = arguments
    given = {key: value for key, _, value in (one.partition("=") for one in more)}
    with tempfile.TemporaryDirectory(prefix="action-") as scratch:
        environment = Path(scratch) / "environment"
        venv.create(environment, with_pip=True)
        path = f"{environment / 'bin'}{os.pathsep}{os.environ['PATH']}"
        done = run(name, Path(folder).resolve(), Path(scratch), given, path)
        for step, printed in done.printed.items():
            last = printed.strip().splitlines()[-1:] or ["(nothing)"]
            print(f"ran {step}: {last[0]}")
        print(f"left out: {', '.join(done.left_out)}\nstatus {done.status}, outputs {done.outputs}")
        return done.status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
