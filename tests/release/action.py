"""The steps of an action without a forge: `python -m tests.release.action NAME FOLDER [INPUT=VALUE …]`.

Reads `.github/actions/NAME/action.yml`. Runs its steps that are commands in FOLDER, a repository of documents, with the
variables that a runner would give, those with a condition if it holds; steps that use another action are listed and
left out. Gives a line for each step. Installing is done in an environment of its own below a temporary folder; with
--installed it is left out too.
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
_COMPARED = re.compile(r"([\w.-]+) (==|!=) '(.*)'")
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


def run(
    name: str, folder: Path, scratch: Path, given: Mapping[str, str], path: str, repository: str = "owner/documents"
) -> Done:
    """Run the steps of an action in a folder, after one that fails those that say so. `path`: where programs are
    found.
    """
    action = described(name)
    inputs = {key: str(one.get("default", "")) for key, one in action["inputs"].items()} | dict(given)
    known = {f"inputs.{key}": value for key, value in inputs.items()}
    runner = {"GITHUB_REPOSITORY": repository, "GITHUB_REPOSITORY_OWNER": repository.partition("/")[0]}
    done = Done(name)
    for step in action["runs"]["steps"]:
        title, of_step = step.get("name") or step["uses"], f"steps.{step.get('id')}.conclusion"
        if not _is_due(step, known, done.status):
            known[of_step] = "skipped"
            continue
        if "uses" in step or (title == INSTALL and "--installed" in given):
            done.left_out.append(title)
            continue
        status = _step(step, folder, scratch, known, {**runner, "PATH": path}, done)
        known[of_step] = "failure" if status else "success"
        done.status = done.status or status
    if done.status:
        return done
    named = action.get("outputs", {})
    done.outputs = {key: _filled(one["value"], known) for key, one in named.items()}
    return done


def _is_due(step: Mapping[str, Any], known: Mapping[str, str], failed: int) -> bool:
    """Return True if the condition of a step holds: terms joined by `&&`; without `!cancelled()` it needs success."""
    terms = [term.strip(" ${}") for term in str(step.get("if", "")).split("&&") if term]
    if failed and "!cancelled()" not in terms:
        return False
    compared = [_COMPARED.fullmatch(term) for term in terms if term != "!cancelled()"]
    return all(one and (known.get(one[1], "") == one[3]) is (one[2] == "==") for one in compared)


def _step(
    step: Mapping[str, Any], folder: Path, scratch: Path, known: dict[str, str], given: Mapping[str, str], done: Done
) -> int:  # fmt: skip
    """Run a step that is a command; what it writes for others is known from then on. Return its status."""
    output, summary = scratch / "output", scratch / "summary"
    output.write_text("")
    summary.touch()
    runner = {
        **given, "HOME": str(scratch), "RUNNER_TEMP": str(scratch), "GITHUB_OUTPUT": str(output),
        "GITHUB_STEP_SUMMARY": str(summary), "GITHUB_ACTION_PATH": str(ACTIONS / done.name),
        "GITHUB_WORKSPACE": str(folder), "GITHUB_ACTIONS": "true",
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
