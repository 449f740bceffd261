"""Hooks of the ingest: what higher domains do inside its transaction, whatever door the points came through."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assay.runs.summary import StoredPoint, Summary

if TYPE_CHECKING:
    from assay.runs.models import Run

Fresh = Mapping[str, Sequence[StoredPoint]]
Before = Mapping[str, Summary | None]


def _no_points(_run: "Run", _fresh: Fresh, _before: Before) -> None:
    """Nothing to do."""


def _no_status(_run: "Run") -> None:
    """Nothing to do."""


def _not_asked(_run: "Run") -> None:
    """Nothing to do."""


def _no_unlink(_run: "Run", _task_id: int) -> None:
    """Nothing to do."""


@dataclass(frozen=True)
class IngestHook:
    """Called only for runs that belong to a task, inside the transaction that changes them.

    `after_points(run, fresh, before)`: by key, the points that are really new (in the order of steps) and the
    summary of the series without them, None for a new series.
    `after_status(run)`: it started, ended, came to the task, was deleted or restored, got params, inputs or tags.
    `after_unlink(run, task_id)`: it no longer belongs to that task.
    `after_stop_asked(run)`: its training was asked to stop.
    """

    after_points: Callable[["Run", Fresh, Before], None] = _no_points
    after_status: Callable[["Run"], None] = _no_status
    after_unlink: Callable[["Run", int], None] = _no_unlink
    after_stop_asked: Callable[["Run"], None] = _not_asked


_hooks: list[IngestHook] = []


def register_hook(hook: IngestHook) -> None:
    """Add a hook. Call it in `AppConfig.ready()`."""
    _hooks.append(hook)


def after_points(run: "Run", fresh: Fresh, before: Before) -> None:
    if run.task_id is not None and fresh:
        for hook in _hooks:
            hook.after_points(run, fresh, before)


def after_status(run: "Run") -> None:
    if run.task_id is not None:
        for hook in _hooks:
            hook.after_status(run)


def after_unlink(run: "Run", task_id: int) -> None:
    for hook in _hooks:
        hook.after_unlink(run, task_id)


def after_stop_asked(run: "Run") -> None:
    if run.task_id is not None:
        for hook in _hooks:
            hook.after_stop_asked(run)
