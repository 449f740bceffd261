"""Which commit is meant, and where it is: asked of git where there is one, without credentials of an address."""

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from assay.cli.refusals import CannotDo

_SHA = re.compile(r"[0-9a-f]{7,64}", re.IGNORECASE)
# As much of the first line as the server keeps.
MOST_TITLE = 200
_SCP = re.compile(r"(?:[^@/]+@)?([\w.-]+):(?!//)(.+)")


@dataclass(frozen=True)
class Commit:
    """`at` is when it was committed, as git writes it; unknown for a commit that git here does not know."""

    repository: str
    sha: str
    title: str = ""
    at: str = ""


def commit_of(named: str, *, near: Path | None, repository: str) -> Commit:
    """Return the commit that `named` is in the repository of the file, or of this folder. Raises `CannotDo`."""
    folder = near.resolve().parent if near else Path.cwd()
    found = _git(folder, "log", "-1", "--format=%H%n%cI%n%s", "--end-of-options", named)
    place = web_address(repository or _git(folder, "remote", "get-url", "origin"))
    if not found and not _SHA.fullmatch(named):
        raise CannotDo(f"Git knows no commit {named} in {folder}. Say --commit SHA and --repository URL.")
    if not place:
        raise CannotDo(f"Which repository? {folder} has no remote `origin`: say --repository URL.")
    if not found:
        return Commit(place, named.lower())
    sha, at, title = found.split("\n", 2)
    return Commit(place, sha, title[:MOST_TITLE], at)


def web_address(remote: str) -> str:
    """Return where people see the repository: no user, no token, no `.git`, and https for what ssh reaches."""
    remote = remote.strip()
    if found := _SCP.fullmatch(remote):
        remote = f"https://{found[1]}/{found[2]}"
    try:
        parts = urlsplit(remote)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https", "ssh", "git"} or not parts.hostname:
        return ""
    is_web = parts.scheme in {"http", "https"}
    path = parts.path.rstrip("/").removesuffix(".git")
    return urlunsplit((parts.scheme if is_web else "https", f"{parts.hostname}{port if is_web else ''}", path, "", ""))


def _git(folder: Path, *words: str) -> str:
    """What git says; nothing where there is no git, no repository, or no such thing."""
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *words], capture_output=True, text=True, timeout=20, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
