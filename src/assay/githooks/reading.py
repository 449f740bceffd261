"""What a message of a Git host says of merged commits. It was signed, yet nothing of its shape is taken for granted."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.dateparse import parse_datetime

from assay.kit.clock import can_be_kept

MOST_COMMITS = 200


@dataclass(frozen=True)
class Merged:
    """A commit that came to stay. `texts` are where it may name what it is for: title, branch, message."""

    repository: str
    sha: str
    title: str
    url: str
    merged_at: datetime | None
    texts: tuple[str, ...]


def merged_in(event: str, message: Mapping[str, Any]) -> list[Merged]:
    """Return the merged commits of a merged pull or merge request, or of a push to the default branch."""
    match event.lower().removesuffix(" hook").replace(" ", "_"):
        case "pull_request":
            return list(_pull_request(message))
        case "merge_request":
            return list(_merge_request(message))
        case "push":
            return list(_push(message))
    return []


def _pull_request(message: Mapping[str, Any]) -> Iterator[Merged]:
    """GitHub, Gitea and Forgejo."""
    found = _dict(message, "pull_request")
    if message.get("action") != "closed" or found.get("merged") is not True:
        return
    repository = _text(_dict(message, "repository"), "html_url")
    sha, title = _text(found, "merge_commit_sha"), _text(found, "title")
    texts = (title, _text(_dict(found, "head"), "ref"))
    yield Merged(repository, sha, title, _text(found, "html_url"), _moment(found.get("merged_at")), texts)


def _merge_request(message: Mapping[str, Any]) -> Iterator[Merged]:
    """GitLab. A merge without a commit of its own ends with the last one of the branch."""
    found = _dict(message, "object_attributes")
    if found.get("action") != "merge" and found.get("state") != "merged":
        return
    sha = _text(found, "merge_commit_sha") or _text(_dict(found, "last_commit"), "id")
    title, repository = _text(found, "title"), _text(_dict(message, "project"), "web_url")
    texts = (title, _text(found, "source_branch"))
    yield Merged(repository, sha, title, _text(found, "url"), _moment(found.get("updated_at")), texts)


def _push(message: Mapping[str, Any]) -> Iterator[Merged]:
    """All hosts; the newest commit first, as it is the one that stands for what several name."""
    place = _dict(message, "repository")
    if "default_branch" not in place:
        place = _dict(message, "project")  # GitLab
    branch = _text(place, "default_branch")
    if not branch or message.get("ref") != f"refs/heads/{branch}":
        return
    repository = _text(place, "html_url") or _text(place, "web_url")
    commits = message.get("commits")
    for commit in reversed(commits[-MOST_COMMITS:] if isinstance(commits, list) else []):
        if isinstance(commit, dict):
            said = _text(commit, "message")
            at = _moment(commit.get("timestamp"))
            yield Merged(repository, _text(commit, "id"), said.partition("\n")[0], _text(commit, "url"), at, (said,))


def _dict(message: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = message.get(name)
    return found if isinstance(found, dict) else {}


def _text(message: Mapping[str, Any], name: str) -> str:
    """A text as a database keeps it: without NUL, and with a question mark for half a pair."""
    found = message.get(name)
    return found.replace("\0", "").encode(errors="replace").decode() if isinstance(found, str) else ""


def _moment(value: object) -> datetime | None:
    try:
        found = parse_datetime(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return found if found is not None and can_be_kept(found) else None
