#!/usr/bin/env python3
"""Verify this distribution copy: sums, manifest and signature. Needs Python 3.9 or later and nothing else.

    python3 verify.py                     checks the folder in which this file is
    python3 verify.py COPY.zip            checks a zip
    python3 verify.py COPY --key PUB.pem  checks the signature too (Ed25519, public key in PEM)

Status 0: intact. 1: not intact; every fault is named. 2: could not run. Intact means that nothing changed since sums
were made, not who made them: whoever changes a file can make sums and manifest again. A signature by the issuer's key
says who made them; that the files are those of the XML is proved by `undocs verify COPY`, which builds them again.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import re
import struct
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
    """Read the command line, check the folder, print the result."""
    parser = argparse.ArgumentParser(description="Verify a distribution copy.")
    here = str(Path(__file__).parent)
    parser.add_argument("copy", nargs="?", default=here, help="folder or zip (default: this folder)")
    parser.add_argument("--key", help="public key in PEM: the signature is checked")
    arguments = parser.parse_args()
    try:
        files = read_files(Path(arguments.copy))
        key = public_key(Path(arguments.key)) if arguments.key else None
    except OSError as error:
        print(shown(f"verify.py: {error.filename}: cannot read: {error.strerror}"), file=sys.stderr)
        return 2
    except ValueError as error:
        print(shown(f"verify.py: {error}"), file=sys.stderr)
        return 2
    faults = list(dict.fromkeys(check(files, key)))
    for fault in faults:
        print(shown(fault))
    if key is None and SIGNATURE in files:
        print("note: the signature was not checked: no --key given")
    if not faults:
        print("note: whether the files are those of the XML is proved by `undocs verify`, which builds them again")
    count = f"{len(faults)} fault{'' if len(faults) == 1 else 's'}"
    print(shown(f"{arguments.copy}: " + (f"not intact, {count}" if faults else f"intact, {len(files)} files")))
    return 1 if faults else 0


def shown(text: str) -> str:
    """Return a text without the signs that steer a terminal or turn the direction of what follows over."""
    signs = "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
    return re.sub(signs, lambda sign: f"\\u{ord(sign[0]):04x}", text)


def read_files(place: Path) -> Files:
    """Return the files of a folder or zip, by their names in it. Raises OSError, ValueError."""
    if place.is_dir():
        return {p.relative_to(place).as_posix(): p.read_bytes() for p in place.rglob("*") if p.is_file()}
    try:
        return unzipped(place)
    except (
        zipfile.BadZipFile,
        zlib.error,
        struct.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        ValueError,
    ) as error:
        raise ValueError(f"{place}: not a sound zip: {error}") from error


def unzipped(place: Path) -> Files:
    """Return the files of a zip without the folder that all of them are in."""
    check_layout(place.read_bytes())
    with zipfile.ZipFile(place) as archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        names = [entry.filename for entry in entries]
        if sum(entry.file_size for entry in entries) > LARGEST or len(set(names)) != len(names):
            raise ValueError("it is too large, or has a name twice")
        inside = len({name.split("/")[0] for name in names}) == 1 and all("/" in name for name in names)
        return {name.split("/", 1)[1] if inside else name: archive.read(name) for name in names}


def check_layout(data: bytes) -> None:
    """Raise ValueError if anything is before, between or behind the entries of a zip and its directory."""
    end = len(data) - 22
    if end < 0 or data[end : end + 4] != b"PK\5\6" or data[end + 20 :] != b"\0\0":
        raise ValueError("there are bytes behind its end")
    count, size, begin = struct.unpack_from("<HLL", data, end + 10)
    at, place = 0, begin
    for _ in range(count):
        packed, _, named, extra, comment = struct.unpack_from("<LLHHH", data, place + 20)
        (offset,) = struct.unpack_from("<L", data, place + 42)
        if offset != at or extra or comment or data[at : at + 4] != b"PK\3\4" or data[at + 28 : at + 30] != b"\0\0":
            raise ValueError("there are bytes before or between its entries")
        if data[at + 30 : at + 30 + named] != data[place + 46 : place + 46 + named]:
            raise ValueError("an entry has two names")
        at, place = at + 30 + named + packed, place + 46 + named
    if (at, place) != (begin, end) or begin + size != end:
        raise ValueError("there are bytes between its entries, its directory and its end")


def check(files: Files, key: bytes | None) -> Iterator[str]:
    """Yield every fault, one line each."""
    yield from check_sums(files)
    yield from check_manifest(files)
    if key is not None and SIGNATURE not in files:
        yield f"{SIGNATURE}: is missing, so nothing is signed"
    elif key is not None and not signed(key, files.get(SUMS, b""), files[SIGNATURE]):
        yield f"{SIGNATURE}: is not a signature of {SUMS} by this key"


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
        table = json.loads(files[MANIFEST])
        listed = [*table.get("files", []), *(file for one in table["expressions"] for file in one["files"])]
        known = [(str(file["path"]), file["sha256"], file["size"]) for file in listed]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
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
    if owner is None or point is None or is_small(owner):
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


def is_small(point: Point) -> bool:
    """Return True for a point of which eight make nothing: as a key it finds any signature right."""
    eight = times(8, point)
    return eight[0] % P == 0 and (eight[1] - eight[2]) % P == 0


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
    """Return a point from its 32 bytes, None if they are not one."""
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    x = x_of(y, sign) if len(data) == 32 else None
    return None if x is None else (x, y, 1, x * y % P)


Y = 4 * pow(5, P - 2, P) % P
BASE = decompressed(Y.to_bytes(32, "little")) or (0, 1, 1, 0)

if __name__ == "__main__":
    sys.exit(main())
