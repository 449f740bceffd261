"""Templates of tasks: the headings, steps and facts that a task of a kind begins with."""

from assay.tasks.kind_templates.template import Template

__all__ = ["Template"]
