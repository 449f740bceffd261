"""Say which files are longer than a reader likes, and fail for those that nobody would read to the end."""

import sys
from dataclasses import dataclass
from pathlib import Path

from ground import ROOT


@dataclass(frozen=True)
class Limit:
    """`lines` that a reviewer asks about, and `most` that do not pass."""

    pattern: str
    lines: int
    most: int


LIMITS = [
    Limit("src/**/*.py", 300, 399),
    Limit("tools/**/*.py", 300, 399),
    Limit("tests/**/*.py", 300, 399),
    Limit("bench/**/*.py", 300, 399),
    Limit("*.py", 300, 399),
    Limit("src/**/templates/**/*.html", 60, 120),
    Limit("src/**/static/**/*.js", 120, 240),
    Limit("src/**/static/**/*.css", 200, 400),
]
NOT_OURS = ("src/assay/web/static/vendor/", "src/assay/_static/")
WRITTEN_BY_DJANGO = "/migrations/"


def main() -> int:
    too_long = [told for limit in LIMITS for told in _over(limit)]
    return 1 if any(too_long) else 0


def _over(limit: Limit) -> list[bool]:
    """Name each file over `limit`; the answers say which of them do not pass."""
    verdicts = []
    for path in sorted(ROOT.glob(limit.pattern)):
        name, lines = str(path.relative_to(ROOT)), _lines(path)
        if lines > limit.lines and not name.startswith(NOT_OURS) and WRITTEN_BY_DJANGO not in name:
            verdicts.append(lines > limit.most)
            word = "too long" if lines > limit.most else "long"
            print(f"    {name}: {lines} lines, {word} (aim {limit.lines}, at most {limit.most})")
    return verdicts


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


if __name__ == "__main__":
    sys.exit(main())
