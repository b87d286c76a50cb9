"""A distribution copy of the project's own texts, made once, and keys."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline.distribution.copies import CopyOptions, make_copy
from pipeline.distribution.manifest import MANIFEST, SUMS, as_bytes, sums
from pipeline.library.expressions import expressions
from pipeline.prepare import prepare
from pipeline.read import parse_file


@pytest.fixture(scope="session")
def documents(root: Path):
    """Return the project's own documents."""
    return [prepare(parse_file(path)) for path in sorted((root / "source").glob("*/*@*.xml"))]


@pytest.fixture(scope="session")
def keys(tmp_path_factory):
    """Return the paths of a private and its public key, and of another public key."""
    serialization = pytest.importorskip("cryptography.hazmat.primitives.serialization", reason="needs the extra `sign`")
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    folder = tmp_path_factory.mktemp("keys")
    for name, seed in (("own", 1), ("other", 2)):
        key = Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32)
        encoding, private = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
        public = serialization.PublicFormat.SubjectPublicKeyInfo
        secret = key.private_bytes(encoding, private, serialization.NoEncryption())
        (folder / f"{name}.pem").write_bytes(secret)
        (folder / f"{name}.pub.pem").write_bytes(key.public_key().public_bytes(encoding, public))
    return {name: folder / f"{name}.pem" for name in ("own", "own.pub", "other", "other.pub")}


@pytest.fixture(scope="session")
def copies(root, keys, tmp_path_factory):
    """Return the signed copies of both works, by name."""
    out = tmp_path_factory.mktemp("copies")
    every = expressions(root / "source")
    made = [
        make_copy(work, [e for e in every if e.work == work], CopyOptions(out, key=keys["own"]))
        for work in _works(every)
    ]
    return {copy.name: copy for copy in made}


def _works(every):
    return sorted({e.work for e in every})


@pytest.fixture
def letter(copies, tmp_path):
    """Return a folder with the copy of the letter, to be damaged."""
    folder = tmp_path / "bamako-letter"
    shutil.copytree(copies["bamako-letter"].folder, folder)
    return folder


@pytest.fixture(scope="session")
def put_sums_right():
    """Correct SHA256SUMS, and size and hash of a file in the manifest, as someone would who hides a change."""

    def correct(folder: Path, name: str = "") -> None:
        import json

        if name:
            data = (folder / name).read_bytes()
            table = json.loads((folder / MANIFEST).read_bytes())
            for file in (f for e in table["expressions"] for f in e["files"] if f["path"] == name):
                import hashlib

                file |= {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
            (folder / MANIFEST).write_bytes(as_bytes(table))
        listed = {p.name: p.read_bytes() for p in folder.iterdir() if p.name not in (SUMS, f"{SUMS}.sig")}
        (folder / SUMS).write_bytes(sums(listed))

    return correct
