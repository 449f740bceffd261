"""The addresses that the protocol is served at: of the server, of a project, of a task.

`https://host/p/ML` and `https://host/p/ML/ML-EXP-05` are tracking URIs like the server's own; a client puts the paths
of the protocol behind them.
"""

import re
from dataclasses import dataclass

_KEYS = r"/p/(?P<project>[A-Za-z0-9]{1,20})(?:/(?P<task>[A-Za-z0-9-]{1,60}))?"
_BASE = re.compile(_KEYS + r"(?P<rest>/(?:ajax-)?api/.*)", re.DOTALL)


@dataclass(frozen=True)
class Base:
    """A project's or a task's address, by keys as they were typed."""

    project: str
    task: str = ""


def split(path: str) -> tuple[Base | None, str]:
    """Return whose address was called, and the path behind it."""
    found = _BASE.fullmatch(path) if path.startswith("/p/") else None
    if found is None:
        return None, path
    return Base(found["project"].upper(), (found["task"] or "").upper()), found["rest"]
