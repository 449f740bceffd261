"""Workflows: templates for projects. Those that come with Assay are one data file each in this folder."""

import tomllib
from decimal import Decimal
from functools import cache
from importlib.resources import files

from assay.projects.workflows.definition import (
    Workflow,
    WorkflowColumn,
    WorkflowDeliverable,
    WorkflowLabel,
    WorkflowPhase,
    WorkflowTask,
    as_data,
    from_data,
)

__all__ = [
    "SIX_PHASES",
    "UnknownWorkflow",
    "Workflow",
    "WorkflowColumn",
    "WorkflowDeliverable",
    "WorkflowLabel",
    "WorkflowPhase",
    "WorkflowTask",
    "as_data",
    "built_in",
    "from_data",
    "workflow_named",
]

SIX_PHASES = "six-phases"


class UnknownWorkflow(KeyError):
    """There is no workflow of this name, or not for this person."""


@cache
def built_in() -> dict[str, Workflow]:
    """Return the workflows that come with Assay, by slug, in the order of lists."""
    folder = files(__package__)
    found = [_read(file.name[:-5], file.read_text("utf-8")) for file in folder.iterdir() if file.name.endswith(".toml")]
    return {workflow.slug: workflow for workflow in sorted(found, key=lambda one: (one.order, one.name))}


def workflow_named(slug: str) -> Workflow:
    """Return one of those that come with Assay. Raises `UnknownWorkflow`."""
    try:
        return built_in()[slug]
    except KeyError as error:
        raise UnknownWorkflow(slug) from error


def _read(slug: str, text: str) -> Workflow:
    return from_data(tomllib.loads(text, parse_float=Decimal), slug=slug)
