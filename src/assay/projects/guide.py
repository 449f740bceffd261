"""The first steps of a project: a short list on its overview until all are done or somebody puts it away.

Higher domains register their steps, and the panel that helps with one of them. Register in `AppConfig.ready()`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString

from assay.accounts.models import Person
from assay.projects.models import Project


@dataclass(frozen=True, kw_only=True)
class Step:
    """One thing to do. `url` leads to where it is done and may be empty; `shown` leaves people out who cannot."""

    order: int
    title: str | Promise
    text: str | Promise
    action: str | Promise
    url: Callable[[Project, Person], str]
    is_done: Callable[[Project], bool]
    shown: Callable[[Person], bool] = lambda _person: True


@dataclass(frozen=True)
class Panel:
    """What helps with a step, below the list. `context` returns what the template needs, or None to show nothing."""

    template: str
    context: Callable[[Project, Person], dict[str, Any] | None]


@dataclass(frozen=True)
class StepShown:
    title: str
    text: str
    action: str
    url: str
    is_done: bool


@dataclass(frozen=True)
class Guide:
    """The steps as one person sees them; panels are rendered HTML."""

    steps: list[StepShown]
    panels: list[SafeString] = field(default_factory=list)

    @property
    def done(self) -> int:
        return sum(step.is_done for step in self.steps)

    @property
    def next(self) -> StepShown | None:
        return next((step for step in self.steps if not step.is_done), None)


_steps: list[Step] = []
_panels: list[Panel] = []


def register_step(step: Step) -> None:
    """Add a step to the list of every project."""
    _steps.append(step)


def register_panel(panel: Panel) -> None:
    """Show something below the list."""
    _panels.append(panel)


def guide_of(project: Project, *, reader: Person, request: HttpRequest) -> Guide | None:
    """Return the first steps, or None when they are done, put away, or the reader only looks on."""
    guide = steps_of(project, reader=reader)
    if guide is None:
        return None
    found = ((panel, panel.context(project, reader)) for panel in _panels)
    panels = [
        SafeString(render_to_string(panel.template, context | {"project": project}, request=request))
        for panel, context in found
        if context is not None
    ]
    return Guide(guide.steps, panels)


def steps_of(project: Project, *, reader: Person) -> Guide | None:
    """Return the list alone, without what helps with it."""
    if project.guide_closed_at is not None or not reader.can_write:
        return None
    shown = [step for step in sorted(_steps, key=lambda step: step.order) if step.shown(reader)]
    guide = Guide([_shown(step, project, reader) for step in shown])
    return guide if guide.next else None


def _shown(step: Step, project: Project, reader: Person) -> StepShown:
    is_done = step.is_done(project)
    return StepShown(
        title=str(step.title),
        text=str(step.text),
        action=str(step.action),
        url="" if is_done else step.url(project, reader),
        is_done=is_done,
    )
