"""The last hand on a rendered template: what is known only when all of it is there.

A page may name fifty tasks; whether the reader sees them is asked once, for all, when the page stands.
"""

from collections.abc import Callable
from typing import Any

Finish = Callable[[str, Any], str]
_finishes: list[Finish] = []


def register_finish(finish: Finish) -> None:
    """Let a domain change each rendered template; it gets the reader, or None. Call it in `AppConfig.ready()`."""
    _finishes.append(finish)


def finished(html: str, reader: Any) -> str:
    for finish in _finishes:
        html = finish(html, reader)
    return html
