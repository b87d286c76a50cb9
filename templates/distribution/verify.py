#!/usr/bin/env python3
"""Verify this distribution copy: sums, manifest and signature. Needs Python 3.9 or later and nothing else.

    python3 verify.py                     checks the folder in which this file stands
    python3 verify.py COPY.zip            checks a zip
    python3 verify.py COPY --key PUB.pem  checks the signature too (Ed25519, public key in PEM)

Status 0: sound. 1: not sound; every fault is named. 2: could not run. Whether the text of every file is that of the
XML, and whether building again gives the same bytes, is checked by `python -m pipeline verify COPY --rebuild`.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import sys
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

SUMS, MANIFEST, SIGNATURE = "SHA256SUMS", "manifest.json", "SHA256SUMS.sig"
LARGEST = 1 << 30
Files = dict[str, bytes]
Point = tuple[int, int, int, int]


def main() -> int:
    """Read the command line, check, tell."""
    parser = argparse.ArgumentParser(description="Verify a distribution copy.")
    here = str(Path(__file__).parent)
    parser.add_argument("copy", nargs="?", default=here, help="folder or zip (this folder without)")
    parser.add_argument("--key", help="public key in PEM: the signature is checked")
    arguments = parser.parse_args()
    try:
        files = read_files(Path(arguments.copy))
        key = public_key(Path(arguments.key)) if arguments.key else None
    except OSError as error:
        print(f"verify.py: {error.filename}: cannot read: {error.strerror}", file=sys.stderr)
        return 2
    except ValueError as error:
        print(f"verify.py: {error}", file=sys.stderr)
        return 2
    faults = list(dict.fromkeys(check(files, key)))
    for fault in faults:
        print(fault)
    if key is None and SIGNATURE in files:
        print("note: the signature was not checked: no --key given")
    if not faults:
        print(
            "note: sums are right; whether each file has the text of the XML is checked by `python -m pipeline verify`"
        )
    count = f"{len(faults)} fault{'' if len(faults) == 1 else 's'}"
    print(f"{arguments.copy}: " + (f"not sound: {count}" if faults else f"sound, {len(files)} files"))
    return 1 if faults else 0


def read_files(place: Path) -> Files:
    """Return the files of a folder or zip, by their names in it. Raises OSError, ValueError."""
    if place.is_dir():
        return {p.relative_to(place).as_posix(): p.read_bytes() for p in place.rglob("*") if p.is_file()}
    try:
        return unzipped(place)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise ValueError(f"{place}: not a sound zip: {error}") from error


def unzipped(place: Path) -> Files:
    """Return the files of a zip without the folder that all of them stand in."""
    with zipfile.ZipFile(place) as archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        names = [entry.filename for entry in entries]
        if sum(entry.file_size for entry in entries) > LARGEST or len(set(names)) != len(names):
            raise ValueError("it is too large, or has a name twice")
        inside = len({name.split("/")[0] for name in names}) == 1 and all("/" in name for name in names)
        return {name.split("/", 1)[1] if inside else name: archive.read(name) for name in names}


def check(files: Files, key: bytes | None) -> Iterator[str]:
    """Yield every fault, one line each."""
    yield from check_sums(files)
    yield from check_manifest(files)
    if key is not None and SIGNATURE not in files:
        yield f"{SIGNATURE}: is missing, so nothing is signed"
    elif key is not None and not signed(key, files.get(SUMS, b""), files[SIGNATURE]):
        yield f"{SIGNATURE}: is no signature of {SUMS} by this key"


def check_sums(files: Files) -> Iterator[str]:
    """Yield the files against SHA256SUMS."""
    if SUMS not in files:
        yield f"{SUMS}: is missing"
        return
    listed = {}
    for line in files[SUMS].decode("utf-8", "replace").splitlines():
        digest, _, name = line.partition("  ")
        listed[name] = digest
    for name in sorted(listed):
        if name not in files:
            yield f"{name}: is missing"
        elif hashlib.sha256(files[name]).hexdigest() != listed[name]:
            yield f"{name}: is not the file that {SUMS} lists: its bytes differ"
    for name in sorted(set(files) - set(listed) - {SUMS, SIGNATURE}):
        yield f"{name}: is not listed in {SUMS}"


def check_manifest(files: Files) -> Iterator[str]:
    """Yield the files against manifest.json."""
    if MANIFEST not in files:
        yield f"{MANIFEST}: is missing"
        return
    try:
        listed = [file for one in json.loads(files[MANIFEST])["expressions"] for file in one["files"]]
        known = [(str(file["path"]), file["sha256"], file["size"]) for file in listed]
    except (ValueError, KeyError, TypeError) as error:
        yield f"{MANIFEST}: cannot be read: {error!r}"
        return
    for name in sorted(set(files) - {name for name, _, _ in known} - {SUMS, MANIFEST, SIGNATURE, "verify.py"}):
        yield f"{name}: is not listed in {MANIFEST}"
    for name, digest, size in known:
        if name not in files:
            yield f"{name}: is missing"
        elif len(files[name]) != size or hashlib.sha256(files[name]).hexdigest() != digest:
            yield f"{name}: is not the file that {MANIFEST} lists: its bytes differ"


# Ed25519 (RFC 8032, section 5.1), checking only: nothing here is secret, so nothing need take constant time.

P = 2**255 - 19
Q = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)
DER = bytes.fromhex("302a300506032b6570032100")


def public_key(path: Path) -> bytes:
    """Return the 32 bytes of a public key in PEM. Raises ValueError."""
    lines = path.read_bytes().decode("ascii", "replace").splitlines()
    try:
        data = base64.b64decode("".join(line for line in lines if line and not line.startswith("-----")))
    except ValueError:
        data = b""
    if not data.startswith(DER) or len(data) != len(DER) + 32:
        raise ValueError(f"{path}: not an Ed25519 public key in PEM")
    return data[len(DER) :]


def signed(key: bytes, message: bytes, text: bytes) -> bool:
    """Return True if `text`, in base64, is the signature of `message` by `key`."""
    try:
        signature = base64.b64decode(text.strip(), validate=True)
    except ValueError:
        return False
    scalar = int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or scalar >= Q:
        return False
    owner, point = decompressed(key), decompressed(signature[:32])
    if owner is None or point is None:
        return False
    digest = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % Q
    left, right = times(scalar, BASE), add(point, times(digest, owner))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 and (left[1] * right[2] - right[1] * left[2]) % P == 0


def add(a: Point, b: Point) -> Point:
    """Return the sum of two points in extended coordinates."""
    e = (a[1] - a[0]) * (b[1] - b[0]) % P
    f = (a[1] + a[0]) * (b[1] + b[0]) % P
    g, h = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    u, v, w, x = f - e, h - g, h + g, f + e
    return (u * v % P, w * x % P, v * w % P, u * x % P)


def times(scalar: int, point: Point) -> Point:
    """Return a multiple of a point."""
    result = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            result = add(result, point)
        point, scalar = add(point, point), scalar >> 1
    return result


def x_of(y: int, sign: int) -> int | None:
    """Return the x of a point, None if there is none."""
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    if square == 0:
        return None if sign else 0
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT % P
    if (x * x - square) % P:
        return None
    return P - x if (x & 1) != sign else x


def decompressed(data: bytes) -> Point | None:
    """Return a point from its 32 bytes, None if it is none."""
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    x = x_of(y, sign) if len(data) == 32 else None
    return None if x is None else (x, y, 1, x * y % P)


Y = 4 * pow(5, P - 2, P) % P
BASE = decompressed(Y.to_bytes(32, "little")) or (0, 1, 1, 0)

if __name__ == "__main__":
    sys.exit(main())
