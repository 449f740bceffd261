"""What this machine is, and how steady it was while the benchmarks ran."""

import hashlib
import os
import platform
import sqlite3
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assay import __version__
from ground import ROOT

LOOPS = 15


@dataclass(frozen=True)
class Calibration:
    """How long one fixed piece of work took, usually and at worst, and how much of a core it was given."""

    median_ms: float
    slowest_ms: float
    share_percent: int


@dataclass(frozen=True)
class Noise:
    """The same work before and after: a machine that others use as well shows here."""

    before: Calibration
    after: Calibration

    @property
    def drift_percent(self) -> float:
        return 100 * (self.after.median_ms / self.before.median_ms - 1)


def facts() -> dict[str, Any]:
    """Return what figures must never be quoted without."""
    return {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "cores": len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count(),
        "cpu": _cpu(),
        "memory_mib": _memory_mib(),
        "system": platform.platform(),
        "load_before": round(os.getloadavg()[0], 2),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "assay": __version__,
        "commit": _commit(),
    }


def calibrate() -> Calibration:
    """Time a fixed mix of interpreter work and hashing."""
    started, worked = time.perf_counter(), time.process_time()
    taken = sorted(_loop() for _ in range(LOOPS))
    share = (time.process_time() - worked) / (time.perf_counter() - started)
    return Calibration(round(statistics.median(taken), 2), round(taken[-1], 2), round(100 * share))


def _loop() -> float:
    started = time.perf_counter()
    total = sum(number * number % 7 for number in range(100_000))
    digest = hashlib.sha256(str(total).encode())
    for _ in range(2000):
        digest.update(digest.digest() * 20)
    return 1000 * (time.perf_counter() - started)


def _cpu() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def _memory_mib() -> int:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20


def _commit() -> str:
    """Return the commit with a `+` when files differ from it; nothing outside a repository."""
    described = subprocess.run(
        ["git", "describe", "--always", "--dirty=+"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return described.stdout.strip()
