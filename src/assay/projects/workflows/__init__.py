"""Workflows: templates for projects, one data file each in this folder."""

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

SIX_PHASES = "six-phases"


@dataclass(frozen=True)
class WorkflowPhase:
    """`weeks` is the usual range, both ends included."""

    name: str
    hue: int
    purpose: str
    weeks: tuple[Decimal, Decimal]
    deliverables: tuple[str, ...]
    exit_questions: tuple[str, ...]


@dataclass(frozen=True)
class WorkflowColumn:
    name: str
    state: str
    limit: int | None


@dataclass(frozen=True)
class WorkflowLabel:
    name: str
    hue: int


@dataclass(frozen=True)
class WorkflowTask:
    """A task that each new project begins with. `days` is the estimate in working days."""

    title: str
    phase: str
    kind: str
    days: Decimal
    description: str


@dataclass(frozen=True)
class Workflow:
    """A way of working: phases, columns, labels and first tasks."""

    slug: str
    name: str
    summary: str
    source: str
    phases: tuple[WorkflowPhase, ...]
    columns: tuple[WorkflowColumn, ...]
    labels: tuple[WorkflowLabel, ...]
    tasks: tuple[WorkflowTask, ...]


class UnknownWorkflow(KeyError):
    """No workflow of this name comes with Assay."""


@cache
def built_in() -> dict[str, Workflow]:
    """Return the workflows that come with Assay, by slug."""
    folder = files(__package__)
    found = [_read(file.name[:-5], file.read_text("utf-8")) for file in folder.iterdir() if file.name.endswith(".toml")]
    return {workflow.slug: workflow for workflow in sorted(found, key=lambda one: one.name)}


def workflow_named(slug: str) -> Workflow:
    """Return one workflow. Raises `UnknownWorkflow`."""
    try:
        return built_in()[slug]
    except KeyError as error:
        raise UnknownWorkflow(slug) from error


def _read(slug: str, text: str) -> Workflow:
    data = tomllib.loads(text, parse_float=Decimal)
    return Workflow(
        slug=slug,
        name=data["name"],
        summary=data["summary"],
        source=data["source"],
        phases=tuple(_phase(phase) for phase in data["phases"]),
        columns=tuple(WorkflowColumn(one["name"], one["state"], one.get("limit")) for one in data["columns"]),
        labels=tuple(WorkflowLabel(one["name"], one["hue"]) for one in data["labels"]),
        tasks=tuple(_task(task) for task in data["tasks"]),
    )


def _phase(data: dict[str, Any]) -> WorkflowPhase:
    low, high = data["weeks"]
    return WorkflowPhase(
        name=data["name"],
        hue=data["hue"],
        purpose=data["purpose"],
        weeks=(Decimal(low), Decimal(high)),
        deliverables=tuple(data["deliverables"]),
        exit_questions=tuple(data["exit_questions"]),
    )


def _task(data: dict[str, Any]) -> WorkflowTask:
    return WorkflowTask(
        title=data["title"],
        phase=data["phase"],
        kind=data["kind"],
        days=Decimal(data["days"]),
        description=data.get("description", ""),
    )
