"""Bars for work that takes long, where somebody looks; one line for each stage where nobody does."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from assay.backup.progress import Progress, Unwatched


@contextmanager
def watched() -> Iterator[Progress]:
    """Show the progress on standard error while the block runs."""
    if not sys.stderr.isatty():
        yield Unwatched()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    columns = [TextColumn("{task.description:<8}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()]
    with Bars(*columns, console=Console(stderr=True)) as bars:
        yield _Bars(bars)


class _Bars:
    def __init__(self, bars: Any) -> None:
        self._bars = bars
        self._stage: Any = None

    def begin(self, what: str, total: int) -> None:
        self._stage = self._bars.add_task(what, total=total)

    def step(self, count: int = 1) -> None:
        self._bars.advance(self._stage, count)
