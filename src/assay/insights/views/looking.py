"""How views begin: what was asked, and the look that answers it."""

from typing import Any

from assay.accounts.models import Person
from assay.insights.asked import AskedForm
from assay.insights.look import Look
from assay.kit.clock import now
from assay.projects.models import Project


def form_of(data: Any, project: Project | None) -> AskedForm:
    """Return the filters as they were asked; phases are those of the project."""
    phases = project.phases.in_order().values_list("pk", "name") if project else ()
    return AskedForm(data, phases=phases)


def look_of(reader: Person, form: AskedForm, project: Project | None) -> Look:
    """Return the look; the caller checked that the reader may see the project."""
    return Look(reader=reader, asked=form.asked, now=now(), project=project)
