"""What every set-up step stands on: where things are, uv, plain progress, stamps. Standard library only."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / ".tools"
VENV = ROOT / ".venv"
REQUIREMENTS = ROOT / "requirements"

OLDEST_UV = (0, 5)
SECONDS_BETWEEN_SIGNS = 10


class StepFailed(Exception):
    """A set-up step failed; the message holds what the command said."""


def say(text: str) -> None:
    """Tell the person, on standard error: standard output belongs to the command that follows."""
    print(text, file=sys.stderr, flush=True)


def carry_out(what: str, command: list[str], *, cwd: Path = ROOT, env: dict[str, str] | None = None) -> None:
    """Say `what`, run `command` with a sign of life now and then; raise `StepFailed` with its words."""
    say(f"{what} …")
    started = time.monotonic()
    running = subprocess.Popen(
        command,
        cwd=cwd,
        env={**os.environ, **(env or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    said = _wait(running, started=started)
    if running.returncode:
        raise StepFailed(
            f"{what}: it did not work. The command was\n  {' '.join(command)}\nand it said\n{said.strip()}"
        )


def _wait(running: subprocess.Popen[str], *, started: float) -> str:
    while True:
        try:
            return running.communicate(timeout=SECONDS_BETWEEN_SIGNS)[0]
        except subprocess.TimeoutExpired:
            say(f"  still at it, {time.monotonic() - started:.0f} s")
        except BaseException:
            running.terminate()
            running.wait()
            raise


def fingerprint(paths: Iterable[Path], *words: str) -> str:
    """One hash over the contents of `paths` and over `words`: what a stamp compares."""
    digest = hashlib.sha256("\0".join(words).encode())
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def is_stamped(stamp: Path, value: str) -> bool:
    return stamp.is_file() and stamp.read_text() == value


def uv() -> str:
    """Return uv: the one on PATH if it is recent enough, else our own, fetched once."""
    found = shutil.which("uv")
    if found and _version_of(found) >= OLDEST_UV:
        return found
    own = TOOLS / "uv" / "bin" / "uv"
    lock = REQUIREMENTS / "tools.txt"
    stamp, value = TOOLS / "uv.stamp", fingerprint([lock])
    if not (own.exists() and is_stamped(stamp, value)):
        _fetch_uv(lock)
        stamp.write_text(value)
    return str(own)


def _version_of(program: str) -> tuple[int, ...]:
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"(\d+)\.(\d+)", said)
    return tuple(map(int, found.groups())) if found else (0,)


def _fetch_uv(lock: Path) -> None:
    home, install = (
        TOOLS / "uv",
        ["-m", "pip", "install", "--quiet", "--require-hashes", f"--requirement={lock}"],
    )
    shutil.rmtree(home, ignore_errors=True)
    TOOLS.mkdir(exist_ok=True)
    if not (_has("ensurepip") or _has("pip")):
        _install_venv()
    if _has("ensurepip"):
        carry_out("Setting up an installer (first time only)", [sys.executable, "-m", "venv", str(home)])
        carry_out("Fetching uv", [str(home / "bin" / "python"), *install])
    else:
        carry_out("Fetching uv, the installer (first time only)", [sys.executable, *install, f"--target={home}"])


def _install_venv() -> None:
    """Debian leaves venv out of python3; add it where we may, otherwise say what to type."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise StepFailed(
            "This python3 has neither venv nor pip, so nothing can be installed with it.\n"
            "On Debian or Ubuntu: sudo apt-get install python3-venv"
        )
    quietly = {"DEBIAN_FRONTEND": "noninteractive"}
    carry_out("Reading the list of Debian packages", ["apt-get", "update", "--quiet"], env=quietly)
    carry_out("Installing python3-venv", ["apt-get", "install", "--yes", "--quiet", "python3-venv"], env=quietly)


def _has(module: str) -> bool:
    asked = subprocess.run([sys.executable, "-c", f"import {module}"], capture_output=True, check=False)
    return asked.returncode == 0
