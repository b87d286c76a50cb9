"""The image: what goes in is there, versions are those of the lock, and nobody is root in it."""

from __future__ import annotations

import re

from tests.release.image import DOCKERFILE, ROOT, stages

BUILD, FINAL = stages(DOCKERFILE.read_text("utf-8"))
PIP = [step.rest for step in BUILD.steps if step.word == "RUN" and "/pip " in step.rest]


def test_the_last_stage_runs_as_a_user_without_rights_and_installs_nothing():
    users = [step.rest for step in FINAL.steps if step.word == "USER"]
    assert users and not users[-1].startswith(("0", "root"))
    assert not [step for step in FINAL.steps if step.word == "RUN" and "install" in step.rest]


def test_packages_come_from_the_lock_with_hashes_and_the_program_from_its_wheel():
    install, wheel, own = PIP
    assert "--require-hashes" in install and install.endswith("-r requirements.lock")
    assert "PIP_CONSTRAINT=constraints.txt" in wheel and "--no-deps" in wheel
    assert "--no-index" in own and "--no-deps" in own


def test_what_is_copied_is_there_and_not_ignored():
    kept = re.findall(r"^!(\S+)", DOCKERFILE.with_name("Dockerfile.dockerignore").read_text("utf-8"), re.MULTILINE)
    copied = {word for step in BUILD.steps if step.word == "COPY" for word in step.rest.split()[:-1]}
    assert copied == set(kept)
    assert [word for word in copied if not (ROOT / word).exists()] == []


def test_what_builds_the_wheel_has_its_version_in_the_constraints():
    assert re.search(r"^hatchling==", (ROOT / "constraints.txt").read_text("utf-8"), re.MULTILINE)
