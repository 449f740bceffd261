"""What people say of the columns of a table, over what was guessed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from assay.importers.results.reading import Column

LABELS = {
    "metric": _("metric"),
    "param": _("param"),
    "tag": _("tag"),
    "name": _("name of the run"),
    "id": _("your id of the run"),
    "run": _("run that the row belongs to"),
    "step": _("step"),
    "metric_name": _("name of the metric"),
    "value": _("value of the metric"),
    "environment": _("environment"),
    "dataset": _("dataset"),
    "status": _("status"),
    "started": _("when it started"),
    "ended": _("when it ended"),
    "left_out": _("leave out"),
}


def said(columns: Sequence[Column], roles: Mapping[int, str]) -> list[Column]:
    """Return the columns with the roles that were chosen; unknown ones leave the guess."""
    return [
        replace(column, role=roles[number]) if roles.get(number) in LABELS else column
        for number, column in enumerate(columns)
    ]
