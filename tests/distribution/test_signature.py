"""Detached signatures."""

from __future__ import annotations

import base64
import subprocess
import sys

import pytest

from pipeline.distribution import signature
from pipeline.errors import MissingInputError, ToolError, UsageError


def test_a_signature_holds_for_its_data_and_its_key_alone(keys):
    made = signature.sign(b"data", keys["own"])
    assert signature.is_signed(b"data", made, keys["own.pub"])
    assert signature.is_signed(b"data", made, keys["own"])
    assert not signature.is_signed(b"Data", made, keys["own.pub"])
    assert not signature.is_signed(b"data", made, keys["other.pub"])
    assert not signature.is_signed(b"data", b"no base64!", keys["own.pub"])


def test_the_fingerprint_of_a_key_is_the_same_for_both_halves(keys):
    assert signature.fingerprint(keys["own"]) == signature.fingerprint(keys["own.pub"])


def test_what_is_not_a_key_is_said(keys, tmp_path):
    with pytest.raises(MissingInputError, match="cannot read the key"):
        signature.sign(b"", tmp_path / "none.pem")
    with pytest.raises(UsageError, match="not a private key"):
        signature.sign(b"", keys["own.pub"])
    (tmp_path / "odd.pem").write_text("odd")
    with pytest.raises(UsageError, match="not a public key"):
        signature.fingerprint(tmp_path / "odd.pem")


def test_without_the_library_it_says_what_to_install(keys, monkeypatch):
    monkeypatch.setitem(sys.modules, "cryptography.hazmat.primitives", None)
    with pytest.raises(ToolError, match="pip install cryptography"):
        signature.sign(b"", keys["own"])


def test_the_program_runs_without_the_library():
    code = "import sys; sys.modules['cryptography'] = None; import pipeline.cli.commands.distribution"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


SMALL_ORDER = (
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0100000000000000000000000000000000000000000000000000000000000080",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
)


@pytest.mark.parametrize("key", SMALL_ORDER)
def test_a_key_of_small_order_which_finds_any_signature_right_is_refused(tmp_path, key):
    der = bytes.fromhex("302a300506032b6570032100" + key)
    path = tmp_path / "key.pem"
    path.write_text(f"-----BEGIN PUBLIC KEY-----\n{base64.b64encode(der).decode()}\n-----END PUBLIC KEY-----\n")
    with pytest.raises(UsageError, match=r"small order|not a public key"):
        signature.is_signed(b"data", base64.b64encode(bytes(64)), path)
