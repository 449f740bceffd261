"""Make sure that Chromium is there for the browser tests: Debian's package, installed where we may."""

import os
import shutil
from pathlib import Path

from ground import ROOT, StepFailed, carry_out

CHROMIUM = Path("/usr/bin/chromium")
BY_HAND = "sudo apt-get install --yes chromium"


def install() -> None:
    """Install Chromium when it is missing and we are root; otherwise say what to type."""
    if CHROMIUM.exists():
        return
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise StepFailed(
            f"The browser tests need Chromium at {CHROMIUM}. Install it with\n  {BY_HAND}\n"
            "or leave them out with ./run test --no-browser"
        )
    quietly = {"DEBIAN_FRONTEND": "noninteractive"}
    carry_out("Reading the list of Debian packages", ["apt-get", "update", "--quiet"], cwd=ROOT, env=quietly)
    package = ["apt-get", "install", "--yes", "--quiet", "--no-install-recommends", "chromium"]
    carry_out("Installing Chromium for the browser tests (first time only)", package, cwd=ROOT, env=quietly)
