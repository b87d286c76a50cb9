"""verify.py, which goes with every copy and needs nothing but Python."""

from __future__ import annotations

import ast
import importlib.util
import subprocess
import sys

import pytest


@pytest.fixture(scope="module")
def verifier(root):
    spec = importlib.util.spec_from_file_location("verifier", root / "templates" / "distribution" / "verify.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _run(folder, *arguments):
    command = [sys.executable, "-I", "-S", str(folder / "verify.py"), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder.parent)
    return done.returncode, done.stdout.splitlines(), done.stderr


def test_it_finds_a_sound_copy_sound_from_inside_the_folder_and_as_zip(copies, keys):
    copy = copies["bamako-letter"]
    assert _run(copy.folder, "--key", keys["own.pub"], copy.folder)[0] == 0
    status, lines, _ = _run(copy.folder, copy.archive)
    assert (status, lines[-1]) == (0, f"{copy.archive}: intact, {len(copy.files)} files")
    assert _run(copy.folder)[0] == 0


def test_it_names_each_fault(letter, keys):
    (letter / "bamako-letter_F.txt").unlink()
    (letter / "more").write_text("")
    data = bytearray((letter / "bamako-letter_F.pdf").read_bytes())
    data[1000] ^= 1
    (letter / "bamako-letter_F.pdf").write_bytes(data)
    status, lines, _ = _run(letter, "--key", keys["other.pub"])
    assert status == 1
    assert lines[:-1] == [
        "bamako-letter_F.pdf: is not the file that SHA256SUMS lists: its bytes differ",
        "bamako-letter_F.txt: is missing",
        "more: is not listed in SHA256SUMS",
        "more: is not listed in manifest.json",
        "bamako-letter_F.pdf: is not the file that manifest.json lists: its bytes differ",
        "SHA256SUMS.sig: is not a signature of SHA256SUMS by this key",
    ]


def test_it_says_when_it_cannot_run(copies, tmp_path):
    status, _, errors = _run(copies["bamako-letter"].folder, tmp_path / "none")
    assert status == 2 and errors.startswith("verify.py: ")


def test_it_imports_nothing_but_the_standard_library(root):
    tree = ast.parse((root / "templates" / "distribution" / "verify.py").read_text(encoding="utf-8"))
    names = {a.name for node in ast.walk(tree) if isinstance(node, ast.Import) for a in node.names}
    names |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in names} <= sys.stdlib_module_names


VECTORS = (  # RFC 8032, section 7.1: public key, message, signature
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
)


@pytest.mark.parametrize(("key", "message", "signature"), VECTORS)
def test_it_checks_signatures_as_the_standard_does(verifier, key, message, signature):
    import base64

    key, message, signature = (bytes.fromhex(part) for part in (key, message, signature))
    assert verifier.signed(key, message, base64.b64encode(signature))
    assert not verifier.signed(key, message + b"x", base64.b64encode(signature))
    for place in (0, 31, 32, 63):
        broken = bytearray(signature)
        broken[place] ^= 1
        assert not verifier.signed(key, message, base64.b64encode(broken))
    assert not verifier.signed(key, message, b"short")


@pytest.mark.parametrize("damage", [lambda data: data[: len(data) // 2], lambda data: data[:6000] + b"?" + data[6001:]])
def test_a_zip_that_cannot_be_read_is_named(copies, tmp_path, damage):
    (tmp_path / "copy.zip").write_bytes(damage(copies["bamako-letter"].archive.read_bytes()))
    status, lines, errors = _run(copies["bamako-letter"].folder, tmp_path / "copy.zip")
    assert (status, lines) == (2, []) and errors.startswith(f"verify.py: {tmp_path / 'copy.zip'}: not a sound zip: ")


def test_a_key_that_is_invalid_is_named(letter, tmp_path):
    (tmp_path / "key.pem").write_text("no key")
    status, _, errors = _run(letter, "--key", tmp_path / "key.pem")
    assert (status, errors) == (2, f"verify.py: {tmp_path / 'key.pem'}: not an Ed25519 public key in PEM\n")


def test_it_refuses_keys_of_small_order(verifier):
    import base64

    signature = bytes([1]) + bytes(63)  # R is the neutral point, S is 0: right for every message under such a key
    for key in (bytes([1]) + bytes(31), bytes(32)):
        assert not verifier.signed(key, b"any message", base64.b64encode(signature))


@pytest.mark.parametrize("change", [lambda data: b"MZ" + data, lambda data: data + b"more"])
def test_it_refuses_bytes_before_and_behind_a_zip(copies, tmp_path, change):
    (tmp_path / "copy.zip").write_bytes(change(copies["bamako-letter"].archive.read_bytes()))
    status, lines, errors = _run(copies["bamako-letter"].folder, tmp_path / "copy.zip")
    assert (status, lines) == (2, []) and "not a sound zip" in errors


def test_it_never_calls_a_copy_sound(letter):
    assert not any("sound" in line for line in _run(letter)[1])
