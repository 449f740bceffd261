"""The API names columns, phases and labels as people read them: each name is once in a project."""

from collections.abc import Iterable
from typing import TypeVar

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from assay.projects.models import Label, Project
from assay.rest.errors import Refusal

Row = TypeVar("Row", bound=Model)


def one_named(rows: QuerySet[Row], name: str, *, field: str) -> Row:
    """Return the row of this name. Raises a 422 that lists the names there are."""
    found = rows.filter(name=name).first()
    if found is None:
        raise _unknown(rows, name, field=field)
    return found


def labels_named(project: Project, names: Iterable[str]) -> list[Label]:
    """Return the labels of these names. Raises a 422 for one that the project does not have."""
    wanted = dict.fromkeys(names)
    if not wanted:
        return []
    known = {label.name: label for label in project.labels.all()}
    missing = next((name for name in wanted if name not in known), None)
    if missing is not None:
        raise _unknown(project.labels.all(), missing, field="labels")
    return [known[name] for name in wanted]


def _unknown(rows: "QuerySet[Row]", name: str, *, field: str) -> Refusal:
    names = ", ".join(str(row) for row in rows[:40])
    message = _("There is no “%(name)s” here. Known: %(names)s.") % {"name": name[:80], "names": names}
    return Refusal(422, "invalid", message, fields={field: [message]})
