"""The environment of `./run test frameworks`: what the examples train with. Large, so it is made on request only."""

import os
import sys

from ground import REQUIREMENTS, TOOLS, carry_out, fingerprint, is_stamped, uv

HOME = TOOLS / "frameworks"
LOCK = REQUIREMENTS / "frameworks.txt"


def python() -> str:
    """Return the Python that has the frameworks: the one that ASSAY_FRAMEWORKS_PYTHON names, else our own."""
    own = HOME / "bin" / "python"
    return os.environ.get("ASSAY_FRAMEWORKS_PYTHON") or str(own if _is_made() else _make())


def _is_made() -> bool:
    return is_stamped(HOME / "packages.stamp", fingerprint([LOCK]))


def _make() -> str:
    own = HOME / "bin" / "python"
    environment = ["venv", "--clear", "--no-python-downloads", f"--python={sys.executable}", str(HOME)]
    carry_out("Making an environment for the frameworks", [uv(), *environment])
    install = ["pip", "sync", f"--python={own}", "--require-hashes", str(LOCK)]
    carry_out("Setting up the frameworks (about a gigabyte, first time only)", [uv(), *install])
    (HOME / "packages.stamp").write_text(fingerprint([LOCK]))
    return str(own)
