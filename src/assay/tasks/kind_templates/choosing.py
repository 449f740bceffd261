"""Which templates a person may begin a task with, and what one does to a form that is half written."""

from collections.abc import Mapping
from typing import Any

from assay.accounts.models import Person
from assay.projects.models import Project
from assay.tasks.kind_templates.built_in import built_in
from assay.tasks.kind_templates.template import Template
from assay.tasks.models.kind_template import KindTemplate


def templates_for(person: Person) -> list[Template]:
    """Return the team's own templates, then those of Assay."""
    own = KindTemplate.objects.visible_to(person).by_kind()
    return [*(one.template for one in own), *built_in()]


def template_named(slug: str, person: Person) -> Template | None:
    """Return the template that this text names, if the person may use it."""
    own = KindTemplate.objects.visible_to(person).with_slug(slug).first()
    if own is not None:
        return own.template
    return next((one for one in built_in() if one.slug == slug), None)


def filled(typed: Mapping[str, Any], template: Template, project: Project) -> dict[str, Any]:
    """Return the first values of a form: all that was typed, and the template's where nothing was.

    Texts and labels come together, the typed ones first; a template that was used already adds nothing twice.
    """
    ticked = [str(label) for label in typed.get("labels") or ()]
    known = project.labels.filter(name__in=template.labels).values_list("pk", flat=True)
    return dict(typed) | {
        "kind": template.kind,
        "description": _below(typed.get("description", ""), template.description, "\n\n"),
        "checks": _below(typed.get("checks", ""), "\n".join(template.checks), "\n"),
        "discipline": typed.get("discipline") or template.discipline,
        "estimate_days": typed.get("estimate_days") or template.estimate_days,
        "labels": list(dict.fromkeys([*ticked, *map(str, known)])),
    }


def _below(typed: str, more: str, between: str) -> str:
    if not typed.strip():
        return more
    return typed if more.strip() in typed.replace("\r\n", "\n") else typed.rstrip() + between + more
