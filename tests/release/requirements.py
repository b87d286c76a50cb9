"""The packages of a release: `requirements.lock`, `constraints.txt`, and what pyproject.toml asks for.

Reads the three files. Gives pinned versions by normalised name, and for the lock the hashes that pip checks.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOCK = ROOT / "requirements.lock"
CONSTRAINTS = ROOT / "constraints.txt"

_PIN = re.compile(r"(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Pin:
    """A package at a version, with the SHA-256 of its files."""

    name: str
    version: str
    hashes: frozenset[str] = frozenset()


def normalised(name: str) -> str:
    """Return a package's name as PyPI compares it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def locked() -> dict[str, Pin]:
    """Return the pins of requirements.lock by normalised name."""
    text = re.sub(r"^#.*\n", "", LOCK.read_text("utf-8"), flags=re.MULTILINE)
    pins = {}
    for entry in text.replace("\\\n", " ").splitlines():
        if found := _PIN.match(entry.strip()):
            pins[normalised(found["name"])] = Pin(found["name"], found["version"], frozenset(_HASH.findall(entry)))
    return pins


def constrained() -> dict[str, str]:
    """Return the versions of constraints.txt by normalised name."""
    found = (_PIN.fullmatch(line.strip()) for line in CONSTRAINTS.read_text("utf-8").splitlines())
    return {normalised(pin["name"]): pin["version"] for pin in found if pin}


def asked_for() -> set[str]:
    """Return the normalised names of the packages that pyproject.toml needs at run time, without extras."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return {normalised(re.split(r"[^A-Za-z0-9._-]", line)[0]) for line in project["dependencies"]}
