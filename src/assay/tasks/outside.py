"""A task as somebody without an account reads it: how far it is, in a line."""

from django.template.loader import render_to_string
from markupsafe import Markup

from assay.tasks.models import Task


def outside(task: Task) -> Markup:
    """Return the line as HTML; the title stands above it."""
    return Markup(render_to_string("tasks/_outside.html", {"task": task}))  # noqa: S704  our own template
