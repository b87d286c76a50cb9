"""Detached signatures: Ed25519 (RFC 8032).

Reads keys in PEM (PKCS #8 private, SubjectPublicKeyInfo public) from a path that the user gives. Gives and checks the
file `SHA256SUMS.sig`: the signature in base64 on one line. Needs `cryptography` (extra `sign`), loaded only here.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from pathlib import Path
from typing import Any

from pipeline.errors import MissingInputError, Place, ToolError, UsageError

_FIELD = 2**255 - 19
"""The prime of the field of edwards25519 (RFC 8032, section 5.1)."""
_EIGHTH = 0x7A03AC9277FDC74EC6CC392CFA53202A0F67100D760B3CBA4FD84D3D706A17C7
"""The y of a point of which eight make nothing. It follows from RFC 8032, section 5.1."""
_SMALL_ORDER = frozenset({0, 1, _FIELD - 1, _EIGHTH, _FIELD - _EIGHTH})
"""The y of every point of which eight make nothing: a key made of one signs whatever one likes."""
_REMEDY = "make one with `openssl genpkey -algorithm ed25519 -out key.pem`"


def sign(data: bytes, key: Path) -> bytes:
    """Return the signature file for `data`. Raises MissingInputError, UsageError, ToolError."""
    return base64.b64encode(_private(key).sign(data)) + b"\n"


def is_signed(data: bytes, signature: bytes, key: Path) -> bool:
    """Return True if `signature` is that of `data` by this key, public or private. Raises as `sign`."""
    try:
        raw = base64.b64decode(signature.strip(), validate=True)
    except binascii.Error:
        return False
    from cryptography.exceptions import InvalidSignature

    try:
        _public(key).verify(raw, data)
    except InvalidSignature:
        return False
    return True


def fingerprint(key: Path) -> str:
    """Return the SHA-256 of the raw public key. Raises as `sign`."""
    raw: bytes = _public(key).public_bytes_raw()
    return hashlib.sha256(raw).hexdigest()


def own_fingerprint(key: Path) -> str:
    """Return the SHA-256 of the public half of a private key, which is to sign. Raises as `sign`."""
    raw: bytes = _private(key).public_key().public_bytes_raw()
    return hashlib.sha256(raw).hexdigest()


def _private(path: Path) -> Any:  # noqa: ANN401 - an Ed25519PrivateKey, of a package that need not be here
    serialization, ed25519 = _library()
    data = _read(path)
    try:
        key = serialization.load_pem_private_key(data, password=None)
    except (ValueError, TypeError) as error:
        what = "not a private key in PEM without a password"
        raise UsageError(what, place=Place(path), remedy=_REMEDY) from error
    if not isinstance(key, ed25519.Ed25519PrivateKey):
        raise UsageError("not an Ed25519 key", place=Place(path), remedy=_REMEDY)
    return key


def _public(path: Path) -> Any:  # noqa: ANN401 - an Ed25519PublicKey
    serialization, ed25519 = _library()
    data = _read(path)
    if b"PRIVATE KEY" in data:
        return _private(path).public_key()
    try:
        key = serialization.load_pem_public_key(data)
    except ValueError as error:
        raise UsageError("not a public key in PEM", place=Place(path)) from error
    if not isinstance(key, ed25519.Ed25519PublicKey):
        raise UsageError("not an Ed25519 key", place=Place(path))
    if int.from_bytes(key.public_bytes_raw(), "little") % 2**255 % _FIELD in _SMALL_ORDER:
        what = "a key of small order: anybody can make signatures that it finds right"
        raise UsageError(what, place=Place(path), remedy="ask the issuer for the key")
    return key


def _library() -> tuple[Any, Any]:
    try:
        from cryptography.hazmat.primitives import serialization
        from cryptography.hazmat.primitives.asymmetric import ed25519
    except ImportError as error:
        remedy = "pip install cryptography"
        raise ToolError("signatures need the package cryptography", remedy=remedy) from error
    return serialization, ed25519


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise MissingInputError(f"cannot read the key: {error.strerror}", place=Place(path)) from error
