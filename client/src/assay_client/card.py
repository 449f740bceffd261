"""Which card a training belongs to, if it says so nowhere else: `ASSAY_CARD`, a `.card` file, the git branch."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

KEY = re.compile(r"([A-Z][A-Z0-9]{1,7}-(?:[A-Z]{2,4}-)?[0-9]{1,8})(?![A-Za-z0-9_])", re.IGNORECASE | re.ASCII)
FILE = ".card"
# Where CI says which branch it works on; its checkout is on none.
BRANCHES = ("GITHUB_HEAD_REF", "GITHUB_REF_NAME", "CI_COMMIT_REF_NAME", "BUILDKITE_BRANCH", "BRANCH_NAME")
_REF = "ref: refs/heads/"


def card_key(folder: Path | None = None) -> str | None:
    """Return the key of the card, in capitals, for work in `folder` (else the current one)."""
    start = folder or Path.cwd()
    for text in (os.environ.get("ASSAY_CARD", ""), _file_above(start), branch(start) or ""):
        found = KEY.match(text.strip())
        if found:
            return found[1].upper()
    return None


def branch(folder: Path | None = None) -> str | None:
    """Return the git branch that is checked out in `folder` or above, else the one that CI names."""
    for above in _upwards(folder or Path.cwd()):
        head = _head(above / ".git")
        if head.startswith(_REF):
            return head[len(_REF) :]
        if head:
            break
    return next((os.environ[name] for name in BRANCHES if os.environ.get(name)), None)


def _file_above(folder: Path) -> str:
    """Return the first line of the nearest `.card`; the search ends at the top of the repository."""
    for above in _upwards(folder):
        text = _read(above / FILE)
        if text or (above / ".git").exists():
            return next(iter(text.splitlines()), "")
    return ""


def _head(git: Path) -> str:
    """Return HEAD of a repository; in a worktree `.git` is a file that says where it is."""
    pointer = _read(git) if git.is_file() else ""
    if pointer.startswith("gitdir:"):
        git = git.parent / pointer[len("gitdir:") :].strip()
    return _read(git / "HEAD")


def _upwards(folder: Path) -> Iterator[Path]:
    return iter([folder.resolve(), *folder.resolve().parents])


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")[:4096].strip()
    except OSError:
        return ""
