#!/usr/bin/env python3
"""Verify this distribution copy: sums, manifest and signature. Needs Python 3.8 or later and nothing else.

    python3 verify.py                     checks the folder in which this file stands
    python3 verify.py COPY.zip            checks a zip
    python3 verify.py COPY --key PUB.pem  checks the signature too (Ed25519, public key in PEM)

Status 0: sound. 1: not sound; every fault is named. 2: could not run. Whether the text of every file is that of the XML,
and whether building again gives the same bytes, is checked by `python -m pipeline verify COPY --rebuild`.
"""

import argparse
import base64
import hashlib
import json
import os
import sys
import zipfile

SUMS, MANIFEST, SIGNATURE = "SHA256SUMS", "manifest.json", "SHA256SUMS.sig"
LARGEST = 1 << 30


def main():
    """Read the command line, check, tell."""
    parser = argparse.ArgumentParser(description="Verify a distribution copy.")
    here = os.path.dirname(os.path.abspath(__file__))
    parser.add_argument("copy", nargs="?", default=here, help="folder or zip (this folder without)")
    parser.add_argument("--key", help="public key in PEM: the signature is checked")
    arguments = parser.parse_args()
    try:
        files = read_files(arguments.copy)
        key = public_key(arguments.key) if arguments.key else None
    except (OSError, ValueError, zipfile.BadZipFile) as error:
        print("verify.py: %s" % error, file=sys.stderr)
        return 2
    faults = list(dict.fromkeys(check(files, key)))
    for fault in faults:
        print(fault)
    if not faults and key is None and SIGNATURE in files:
        print("note: the signature was not checked: no --key given")
    print("%s: %s" % (arguments.copy, "not sound: %d faults" % len(faults) if faults else "sound, %d files" % len(files)))
    return 1 if faults else 0


def read_files(place):
    """The files of a folder or zip, by their names in it."""
    files = {}
    if os.path.isdir(place):
        for folder, _, names in os.walk(place):
            for name in names:
                path = os.path.join(folder, name)
                with open(path, "rb") as stream:
                    files[os.path.relpath(path, place).replace(os.sep, "/")] = stream.read()
        return files
    with zipfile.ZipFile(place) as archive:
        entries = [entry for entry in archive.infolist() if not entry.filename.endswith("/")]
        if sum(entry.file_size for entry in entries) > LARGEST:
            raise ValueError("the zip is too large")
        if len(set(entry.filename for entry in entries)) != len(entries):
            raise ValueError("the zip has a name twice")
        tops = set(entry.filename.split("/")[0] for entry in entries)
        inside = len(tops) == 1 and all("/" in entry.filename for entry in entries)
        for entry in entries:
            name = entry.filename.split("/", 1)[1] if inside else entry.filename
            files[name] = archive.read(entry)
    return files


def check(files, key):
    """Every fault, one line each."""
    for fault in check_sums(files):
        yield fault
    for fault in check_manifest(files):
        yield fault
    if key is not None:
        if SIGNATURE not in files:
            yield "%s: is missing, so nothing is signed" % SIGNATURE
        elif not signed(key, files.get(SUMS, b""), files[SIGNATURE]):
            yield "%s: is no signature of %s by this key" % (SIGNATURE, SUMS)


def check_sums(files):
    """The files against SHA256SUMS."""
    if SUMS not in files:
        yield "%s: is missing" % SUMS
        return
    listed = {}
    for line in files[SUMS].decode("utf-8", "replace").splitlines():
        digest, _, name = line.partition("  ")
        listed[name] = digest
    for name in sorted(listed):
        if name not in files:
            yield "%s: is missing" % name
        elif hashlib.sha256(files[name]).hexdigest() != listed[name]:
            yield "%s: is not the file that %s lists: its bytes differ" % (name, SUMS)
    for name in sorted(set(files) - set(listed) - {SUMS, SIGNATURE}):
        yield "%s: is not listed in %s" % (name, SUMS)


def check_manifest(files):
    """The files against manifest.json."""
    if MANIFEST not in files:
        yield "%s: is missing" % MANIFEST
        return
    try:
        listed = [file for one in json.loads(files[MANIFEST].decode("utf-8"))["expressions"] for file in one["files"]]
        pairs = [(file["path"], file["sha256"], file["size"]) for file in listed]
    except (ValueError, KeyError, TypeError) as error:
        yield "%s: cannot be read: %r" % (MANIFEST, error)
        return
    for name, digest, size in pairs:
        if name not in files:
            yield "%s: is missing" % name
        elif len(files[name]) != size or hashlib.sha256(files[name]).hexdigest() != digest:
            yield "%s: is not the file that %s lists: its bytes differ" % (name, MANIFEST)


# Ed25519 (RFC 8032, section 5.1), checking only: nothing here is secret, so nothing need take constant time.

P = 2**255 - 19
Q = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)
DER = bytes.fromhex("302a300506032b6570032100")


def public_key(path):
    """The 32 bytes of a public key in PEM."""
    with open(path, "rb") as stream:
        lines = stream.read().decode("ascii", "replace").splitlines()
    data = base64.b64decode("".join(line for line in lines if line and not line.startswith("-----")))
    if not data.startswith(DER) or len(data) != len(DER) + 32:
        raise ValueError("%s: not an Ed25519 public key in PEM" % path)
    return data[len(DER) :]


def signed(key, message, text):
    """True where `text`, in base64, is the signature of `message` by `key`."""
    try:
        signature = base64.b64decode(text.strip(), validate=True)
        owner, point = decompressed(key), decompressed(signature[:32])
    except ValueError:
        return False
    scalar = int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or scalar >= Q or owner is None or point is None:
        return False
    digest = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % Q
    left, right = times(scalar, BASE), add(point, times(digest, owner))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 and (left[1] * right[2] - right[1] * left[2]) % P == 0


def add(a, b):
    """The sum of two points in extended coordinates."""
    e = (a[1] - a[0]) * (b[1] - b[0]) % P
    f = (a[1] + a[0]) * (b[1] + b[0]) % P
    g, h = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    u, v, w, x = f - e, h - g, h + g, f + e
    return (u * v % P, w * x % P, v * w % P, u * x % P)


def times(scalar, point):
    """A multiple of a point."""
    result = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            result = add(result, point)
        point, scalar = add(point, point), scalar >> 1
    return result


def x_of(y, sign):
    """The x of a point, None where there is none."""
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


def decompressed(data):
    """A point from its 32 bytes, None where it is none."""
    if len(data) != 32:
        raise ValueError("not a point")
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    x = x_of(y, sign)
    return None if x is None else (x, y, 1, x * y % P)


Y = 4 * pow(5, P - 2, P) % P
BASE = (x_of(Y, 0), Y, 1, x_of(Y, 0) * Y % P)

if __name__ == "__main__":
    sys.exit(main())
