"""Pages of tasks: a higher domain shows its kind of task with a template of its own.

The template extends `tasks/task.html` and fills its blocks: `page_actions`, `main_before`, `result`,
`main_after`, `aside_extra`. An experiment's page is made so.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.tasks.models import Task

Context = Callable[["Task", "Person"], dict[str, Any]]


def _nothing(_task: "Task", _reader: "Person") -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class TaskTemplate:
    """`context(task, reader)` returns what the template needs beside `page`.

    `short` is the part that the side panel shows in place of the kind's own sections.
    """

    template: str = "tasks/task.html"
    context: Context = _nothing
    short: str = ""


_pages: dict[str, TaskTemplate] = {}
_PLAIN = TaskTemplate()


def register_page(kind: str, *, template: str, context: Context = _nothing, short: str = "") -> None:
    """Show tasks of `kind` with `template`. Call it in `AppConfig.ready()`."""
    _pages[kind] = TaskTemplate(template, context, short)


def page_of(kind: str) -> TaskTemplate:
    return _pages.get(kind, _PLAIN)
