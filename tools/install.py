"""Set up this checkout: `install.py core` for running, `install.py test` for testing as well.

Each step leaves a stamp, a hash of what it was made from; a second start compares stamps and hands over.
"""

import fcntl
import os
import sys
from pathlib import Path

import frontend
import static
from ground import REQUIREMENTS, ROOT, TOOLS, VENV, StepFailed, carry_out, fingerprint, is_stamped, say, uv

# A group is satisfied by every group that holds it; one of two words is made of two files.
GROUPS = {"core": ["core", "core s3", "test"], "core s3": ["core s3", "test"], "test": ["test"]}
STAMP = VENV / "packages.stamp"
ASSAY_STAMP = VENV / "assay.stamp"
MADE_AT = VENV / "made-at"


def main() -> int:
    group = sys.argv[1]
    TOOLS.mkdir(exist_ok=True)
    with (TOOLS / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        try:
            install_packages("core s3" if group == "core" and os.environ.get("ASSAY_S3_BUCKET") else group)
            install_assay()
            frontend.install()
            if group == "core":
                static.collect()
        except StepFailed as failure:
            say(f"\n{failure}")
            return 1
    return 0


def install_packages(group: str) -> None:
    """Bring .venv to the locked packages of `group`; a larger group that is there already stays."""
    if _is_in_place() and any(is_stamped(STAMP, _packages(held)) for held in GROUPS[group]):
        return
    if not _is_in_place():
        STAMP.unlink(missing_ok=True)
        environment = ["venv", "--clear", "--no-python-downloads", f"--python={sys.executable}", str(VENV)]
        carry_out("Making a Python environment (first time only)", [uv(), *environment])
        MADE_AT.write_text(str(VENV))
    files = [str(REQUIREMENTS / f"{name}.txt") for name in (*group.split(), "build")]
    what = "Python packages and the test tools" if group == "test" else "Python packages"
    why = "what is wanted has changed" if STAMP.exists() else "first time only"
    carry_out(f"Setting up {what} ({why})", [*_pip("sync"), "--require-hashes", *files])
    STAMP.write_text(_packages(group))
    ASSAY_STAMP.unlink(missing_ok=True)


def install_assay() -> None:
    """Install this checkout itself, editable, with the build backend that is already there."""
    value = fingerprint([ROOT / "pyproject.toml", ROOT / "src/assay/__init__.py"])
    if is_stamped(ASSAY_STAMP, value):
        return
    options = ["--no-deps", "--no-build-isolation", "--offline", "--editable", str(ROOT)]
    carry_out("Installing Assay", [*_pip("install"), *options])
    ASSAY_STAMP.write_text(value)


def _is_in_place() -> bool:
    """Whether .venv is whole enough to have started this very script, and was not moved with its folder."""
    return Path(sys.prefix) == VENV and is_stamped(MADE_AT, str(VENV))


def _pip(verb: str) -> list[str]:
    return [uv(), "pip", verb, f"--python={VENV / 'bin' / 'python'}"]


def _packages(group: str) -> str:
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    return fingerprint([REQUIREMENTS / f"{name}.txt" for name in (*group.split(), "build")], group, version)


if __name__ == "__main__":
    sys.exit(main())
