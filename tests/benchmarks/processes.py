"""A running program and all its processes: what each has taken so far.

Reads `/proc` (Linux; elsewhere nothing is found). Gives memory and processor time by process.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

_PROC = Path("/proc")
_KIB = 1024


@dataclass(frozen=True, slots=True)
class Taken:
    """Peak memory in MiB and processor seconds of one process."""

    memory: float
    processor: float


def family(process: int) -> dict[int, Taken]:
    """Return every process that descends from `process`, and itself, by number; those that have ended are left out."""
    found = _stats()
    members = {process} & found.keys()
    while more := {child for child, stat in found.items() if int(stat[1]) in members} - members:
        members |= more
    ticks = os.sysconf("SC_CLK_TCK")
    used = {member: (int(found[member][11]) + int(found[member][12])) / ticks for member in members}
    peaks = {member: _peak(member) for member in sorted(members)}
    return {member: Taken(peak, used[member]) for member, peak in peaks.items() if peak}


def _stats() -> dict[int, list[str]]:
    """Return the fields of `/proc/N/stat` after the name: state, parent, …, user time (12th), system time (13th)."""
    found: dict[int, list[str]] = {}
    for entry in _PROC.glob("[0-9]*") if _PROC.is_dir() else ():
        try:
            found[int(entry.name)] = (entry / "stat").read_text().rpartition(")")[2].split()
        except (OSError, ValueError):  # it has ended
            continue
    return found


def _peak(process: int) -> float:
    try:
        for line in (_PROC / str(process) / "status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / _KIB
    except OSError:
        pass
    return 0.0
