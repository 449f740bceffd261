"""The peer: a stock MLflow server, installed on demand into `.tools/bench`, apart from everything else."""

import sys
from pathlib import Path

from ground import REQUIREMENTS, TOOLS, carry_out, fingerprint, is_stamped, uv

HOME = TOOLS / "bench"
LOCK = REQUIREMENTS / "bench.txt"
STAMP = HOME / "packages.stamp"
VERSION = "3.17.2"


def install() -> Path:
    """Return the `mlflow` command, fetching the locked packages at the first need. Raises `StepFailed`."""
    value, python = fingerprint([LOCK], sys.version), HOME / "bin" / "python"
    if not is_stamped(STAMP, value):
        TOOLS.mkdir(exist_ok=True)
        making = [uv(), "venv", "--quiet", "--clear", f"--python={sys.executable}", str(HOME)]
        carry_out("Making an environment for the peer", making)
        fetching = [uv(), "pip", "sync", "--quiet", "--require-hashes", f"--python={python}", str(LOCK)]
        carry_out(f"Fetching MLflow {VERSION} (first time only)", fetching)
        STAMP.write_text(value)
    return HOME / "bin" / "mlflow"
