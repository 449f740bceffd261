"""`./run test`: everything, or the parts and places that are named.

./run test                        check, SQLite, PostgreSQL, browser
./run test check                  one part; also: unit, sqlite, postgresql, browser
./run test frameworks             the examples with XGBoost, LightGBM, Keras (set up first); only when asked for
./run test tasks                  the tests of one domain or file, on both databases
./run test tasks -k gate          what follows a dash goes to pytest
./run test --no-browser           without Chromium
./run test --db=sqlite            on one database; also: postgresql, or postgresql://… of your own
"""

import os
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from dataclasses import dataclass, field
from pathlib import Path

import check
import chromium
import frameworks
import static
from ground import ROOT, VENV, StepFailed

PARTS = ("check", "unit", "sqlite", "postgresql", "browser", "frameworks")
# Not among those that together are everything.
ON_REQUEST = {"unit", "frameworks"}
NO_TESTS = 5
# Playwright takes a second to load in every process. Each process begins with a half of its own, so that what a file
# sets up once is set up once, and takes from the other's when it is done.
WITHOUT_BROWSER = ["--ignore=tests/browser", "-p", "no:playwright", "-n", "2", "--dist", "worksteal"]


@dataclass
class Asked:
    """What the command line asks for."""

    parts: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    passed_on: list[str] = field(default_factory=list)
    database: str = ""
    with_browser: bool = True

    def runs(self, part: str) -> bool:
        """Whether `part` is asked for: by name, or as one of the four that together are everything."""
        if part == "browser" and not self.with_browser:
            return False
        if self.parts:
            return part in self.parts
        if self.database and part in {"sqlite", "postgresql"}:
            return part == _kind(self.database)
        if part == "browser" and self.places:
            return any("browser" in place for place in self.places)
        return part not in ON_REQUEST and (part != "check" or not (self.places or self.passed_on))


@dataclass(frozen=True)
class Outcome:
    part: str
    passed: int
    failed: int
    skipped: int
    seconds: float


def main() -> int:
    if {"-h", "--help"} & set(sys.argv[1:]):
        print(__doc__)
        return 0
    try:
        asked = parse(sys.argv[1:])
        outcomes = [_part(part, asked) for part in PARTS if asked.runs(part)]
    except StepFailed as failure:
        print(failure, file=sys.stderr)
        return 1
    return summarise(outcomes)


def parse(words: list[str]) -> Asked:
    """Sort the words of the command line; an unknown place is refused, for it would silently test nothing."""
    asked = Asked(with_browser="--no-browser" not in words)
    asked.database = next((word.partition("=")[2] for word in words if word.startswith("--db=")), "")
    others = [word for word in words if word != "--no-browser" and not word.startswith("--db=")]
    first_option = next((at for at, word in enumerate(others) if word.startswith("-")), len(others))
    asked.passed_on = others[first_option:]
    asked.parts = [word for word in others[:first_option] if word in PARTS]
    asked.places = [place for word in others[:first_option] if word not in PARTS for place in _places(word)]
    return asked


def _places(word: str) -> list[str]:
    if (ROOT / word.partition("::")[0]).exists():
        return [word]
    domain = ROOT / "src/assay" / word
    found = [domain] if domain.is_dir() else []
    found += sorted(ROOT.glob(f"tests/**/test_{word}*.py"))
    if not found:
        raise StepFailed(
            f'There are no tests called "{word}": neither a part, a domain, nor a file. See ./run test --help'
        )
    return [str(path.relative_to(ROOT)) for path in found]


def _kind(database: str) -> str:
    return "sqlite" if database.startswith("sqlite") else "postgresql"


def _part(part: str, asked: Asked) -> Outcome:
    print(f"\n== {part}", flush=True)
    started = time.monotonic()
    try:
        passed, failed, skipped = _checked() if part == "check" else _tested(part, asked)
    except StepFailed as failure:
        print(failure)
        passed, failed, skipped = 0, 1, 0
    return Outcome(part, passed, failed, skipped, time.monotonic() - started)


def _checked() -> tuple[int, int, int]:
    results = []
    for checked in check.check():
        check.report(checked)
        results.append(checked.is_good)
    return sum(results), len(results) - sum(results), 0


def _tested(part: str, asked: Asked) -> tuple[int, int, int]:
    if part == "browser":
        chromium.install()
        static.collect()
    env = os.environ | ({"ASSAY_FRAMEWORKS_PYTHON": frameworks.python()} if part == "frameworks" else {})
    with tempfile.TemporaryDirectory() as folder:
        written = Path(folder) / "result.xml"
        done = subprocess.run([*_pytest(part, asked), f"--junitxml={written}"], cwd=ROOT, check=False, env=env)
        return _counted(written, code=done.returncode)


def _pytest(part: str, asked: Asked) -> list[str]:
    which = {
        "unit": ["-m", "not database and not browser", *WITHOUT_BROWSER],
        "sqlite": ["-m", "not browser", "--db=sqlite", *WITHOUT_BROWSER],
        "postgresql": ["-m", "database and not browser", "--db=postgresql", *WITHOUT_BROWSER],
        "browser": ["-m", "browser"],
        "frameworks": ["examples/tests", "-p", "no:playwright"],
    }[part]
    own = [f"--db={asked.database}"] if asked.database and part in {_kind(asked.database), "browser"} else []
    python = str(VENV / "bin" / "python")
    return [python, "-m", "pytest", "--quiet", *which, *own, *asked.passed_on, *asked.places]


def _counted(written: Path, *, code: int) -> tuple[int, int, int]:
    """Read pytest's counts; a run that broke before it could count is one failure."""
    if code == NO_TESTS:
        return 0, 0, 0
    suite = ET.parse(written).getroot().find("testsuite") if written.exists() else None  # noqa: S314 (ours)
    if suite is None:
        return 0, 1, 0
    total, failures, errors, skipped = (
        int(suite.get(name, "0")) for name in ("tests", "failures", "errors", "skipped")
    )
    failed = max(failures + errors, 1 if code else 0)
    return max(total - failures - errors - skipped, 0), failed, skipped


def summarise(outcomes: list[Outcome]) -> int:
    print()
    for one in outcomes:
        left_out = f", {one.skipped} skipped" if one.skipped else ""
        print(f"{one.part:<12}{one.passed:5} passed, {one.failed} failed{left_out}  ({one.seconds:.0f} s)")
    passed, failed = sum(one.passed for one in outcomes), sum(one.failed for one in outcomes)
    if not passed and not failed:
        print("No test was found by that description.")
        return 1
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
