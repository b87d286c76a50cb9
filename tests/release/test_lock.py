"""What a release installs: one version of each package in every list, and hashes that pip can check."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, requires

import pytest
from packaging.requirements import Requirement

from tests.release.requirements import CONSTRAINTS, asked_for, constrained, locked, normalised


def test_the_lock_and_the_constraints_name_the_same_versions() -> None:
    pins = {name: pin.version for name, pin in locked().items()}
    assert pins == {name: version for name, version in constrained().items() if name in pins}, "run .ci/lock"


def test_every_package_of_the_lock_has_hashes() -> None:
    assert [name for name, pin in locked().items() if not pin.hashes] == []


def test_the_lock_has_all_that_the_program_needs_and_no_more() -> None:
    found, todo = set(), asked_for()
    while todo:
        name = todo.pop()
        found.add(name)
        todo |= needed(name) - found
    assert found == set(locked()), "run .ci/lock"


def needed(name: str) -> set[str]:
    """Return the packages that an installed package needs on any platform, without extras."""
    try:
        lines = requires(name) or []
    except PackageNotFoundError:
        pytest.fail(f"{name} is not installed")
    requirements = [Requirement(line) for line in lines]
    return {normalised(one.name) for one in requirements if one.marker is None or one.marker.evaluate({"extra": ""})}


def test_the_constraints_are_plain_versions() -> None:
    lines = [line for line in CONSTRAINTS.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    assert len(lines) == len(constrained()) > 100
