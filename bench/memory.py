"""What a server takes over its whole process tree: memory (PSS counts shared pages once), processor. Linux only."""

import os
from collections.abc import Iterator
from pathlib import Path

PROC = Path("/proc")


def pss_mib(root: int) -> float:
    """Return the memory of the process and everything below it, in MiB."""
    return sum(_pss_kib(pid) for pid in tree(root)) / 1024


def cpu_seconds(root: int) -> float:
    """Return the processor time that the process and everything below it have taken."""
    return sum(_ticks(pid) for pid in tree(root)) / os.sysconf("SC_CLK_TCK")


def tree(root: int) -> Iterator[int]:
    """Yield the process and its descendants."""
    below: dict[int, list[int]] = {}
    for entry in PROC.iterdir():
        if entry.name.isdigit():
            below.setdefault(_parent(entry), []).append(int(entry.name))
    waiting = [root]
    while waiting:
        pid = waiting.pop()
        yield pid
        waiting += below.get(pid, [])


def _parent(entry: Path) -> int:
    try:
        # The name of a process may hold spaces and brackets, so count from behind the last one.
        return int((entry / "stat").read_text().rpartition(")")[2].split()[1])
    except OSError:  # it ended meanwhile
        return 0


def _ticks(pid: int) -> int:
    try:
        told = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except OSError:  # it ended meanwhile
        return 0
    return int(told[11]) + int(told[12])


def _pss_kib(pid: int) -> int:
    try:
        lines = (PROC / str(pid) / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
