"""`./run check`: format, lint, types, layers, missing migrations, translations, sizes and house rules.

One line for each step with its time; what a failing step said stands below its line.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from ground import ROOT, VENV

PYTHON = str(VENV / "bin" / "python")
STEPS = {
    "types": [PYTHON, "-m", "mypy", "--no-error-summary"],
    "format": [PYTHON, "-m", "ruff", "format", "--check", "--quiet", "."],
    "lint": [PYTHON, "-m", "ruff", "check", "--quiet", "."],
    "layers": [str(VENV / "bin" / "lint-imports"), "--no-cache"],
    "migrations": [PYTHON, "-m", "django", "makemigrations", "--check", "--dry-run"],
    "translations": [PYTHON, "tools/check_translations.py"],
    "sizes": [PYTHON, "tools/check_sizes.py"],
    "rules": [PYTHON, "tools/check_rules.py"],
}


@dataclass(frozen=True)
class Checked:
    name: str
    is_good: bool
    seconds: float
    said: str


def check() -> Iterator[Checked]:
    """Run the steps, two at a time, and yield each result in the order of `STEPS`."""
    with tempfile.TemporaryDirectory() as data, ThreadPoolExecutor(2) as both:
        settings = {"ASSAY_DATA": data, "DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": "assay.config.settings"}
        env = {**os.environ, **settings}
        yield from both.map(lambda name: _step(name, env=env), STEPS)


def report(checked: Checked) -> None:
    word = "ok" if checked.is_good else "FAILED"
    print(f"  {checked.name:<14}{word:<8}{checked.seconds:6.1f} s", flush=True)
    if checked.said and (not checked.is_good or checked.name == "sizes"):
        print(checked.said.rstrip(), flush=True)


def _step(name: str, *, env: dict[str, str]) -> Checked:
    started = time.monotonic()
    done = subprocess.run(
        STEPS[name],
        cwd=ROOT,
        env=env,
        check=False,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    return Checked(name, done.returncode == 0, time.monotonic() - started, done.stdout)


def main() -> int:
    bad = 0
    for checked in check():
        report(checked)
        bad += not checked.is_good
    print(f"{len(STEPS) - bad} checks passed, {bad} failed")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
