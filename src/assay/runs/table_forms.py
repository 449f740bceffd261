"""What people ask of the table of runs; all of it stands in the address."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assay.accounts.models import Person
from assay.projects.models import Project
from assay.pure.filters import FilterError
from assay.runs.columns import PICKS, BadColumn, Column, Pick, column, columns
from assay.runs.forms import KeyField, UidsField
from assay.runs.models import Run, RunStatus
from assay.runs.models.table import QUERY_LENGTH, VIEW_NAME_LENGTH
from assay.runs.queries.table import DELETED, Asked, Sorting, can_group
from assay.runs.queries.table.asking import fitting
from assay.tasks.models import Task

LONGEST_FILTER = 4000
FARTHEST = 10_000_000


class ColumnField(forms.CharField):
    """A column as it is spelled in an address; cleans to the column."""

    def clean(self, value: Any) -> Column | None:
        text = super().clean(value)
        try:
            return column(text) if text else None
        except BadColumn as error:
            raise ValidationError(str(error)) from error


class ColumnsField(forms.Field):
    """Columns in their order; cleans to None when none are named."""

    widget = forms.SelectMultiple

    def clean(self, value: Any) -> list[Column] | None:
        texts = [text for text in super().clean(value) or [] if text.strip()]
        try:
            return columns(texts) if texts else None
        except BadColumn as error:
            raise ValidationError(str(error)) from error


class OrderField(ColumnField):
    """A column to order by, behind `-` the greatest first."""

    def clean(self, value: Any) -> Sorting | None:  # type: ignore[override]
        text = str(value or "")
        found = super().clean(text.removeprefix("-"))
        if found and found.plain == "attributes.dataset":
            raise ValidationError(_("Runs are not ordered by their datasets."))
        return Sorting(found, is_descending=text.startswith("-")) if found else None


class TableForm(forms.Form):
    """The filter, order and columns of the table. What cannot be understood asks nothing and says so."""

    filter = forms.CharField(label=gettext_lazy("Filter"), required=False, max_length=LONGEST_FILTER)
    status = forms.ChoiceField(
        label=gettext_lazy("Status"),
        required=False,
        choices=[("", gettext_lazy("Any status")), *RunStatus.choices, (DELETED, gettext_lazy("Deleted"))],
    )
    pick = forms.ChoiceField(label=gettext_lazy("Values"), required=False, choices=[("", ""), *PICKS.items()])
    order = OrderField(label=gettext_lazy("Order"), required=False)
    group = ColumnField(label=gettext_lazy("Group by"), required=False)
    column = ColumnsField(label=gettext_lazy("Columns"), required=False)
    start = forms.IntegerField(required=False, min_value=0, max_value=FARTHEST)
    columns_from = forms.IntegerField(required=False, min_value=0, max_value=FARTHEST)
    differing = forms.BooleanField(label=gettext_lazy("Only what differs"), required=False)

    def __init__(self, data: QueryDict, *, project: Project, reader: Person) -> None:
        super().__init__(data)
        self.project, self.reader = project, reader
        self.mistake: FilterError | None = None
        self.fields["task"] = KeyField(label=gettext_lazy("Task"), required=False, reader=reader)

    def clean_task(self) -> Task | None:
        task: Task | None = self.cleaned_data["task"]
        if task is not None and task.project_id != self.project.pk:
            raise ValidationError(_("%(key)s belongs to another project.") % {"key": task.key}, code="foreign")
        return task

    def clean_filter(self) -> str:
        text = str(self.cleaned_data["filter"])
        try:
            fitting(Run.objects.visible_to(self.reader), Asked(text=text))
        except FilterError as error:
            self.mistake = error
            raise ValidationError(error.message) from error
        return text

    def clean_group(self) -> Column | None:
        group: Column | None = self.cleaned_data["group"]
        if group is not None and not can_group(group):
            raise ValidationError(_("Runs are grouped by a param, a tag, their task, person, status or branch."))
        return group

    @property
    def asked(self) -> Asked:
        found = self.cleaned_data
        return Asked(
            task=found.get("task"),
            status=found.get("status", ""),
            text=found.get("filter", ""),
            order=found.get("order"),
            pick=Pick(found.get("pick") or Pick.LAST),
            columns=found.get("column"),
            group=found.get("group"),
            start=found.get("start") or 0,
            first_column=found.get("columns_from") or 0,
            only_differing=bool(found.get("differing")),
        )


class ChooseForm(forms.Form):
    """The columns that a person wants, each with its width and, of a metric, the value that it shows."""

    column = ColumnsField(label=gettext_lazy("Columns"), required=False)

    def clean_column(self) -> list[Column]:
        """Return the ticked columns in their order, with what was chosen for each."""
        found = [self._as_chosen(one) for one in self.cleaned_data["column"] or []]
        return list({one.name: one for one in found}.values())

    def _as_chosen(self, one: Column) -> Column:
        width, pick = self.data.get(f"width:{one.name}", ""), self.data.get(f"pick:{one.name}")
        if pick is None or pick not in [*Pick, ""] or one.kind != "metrics":
            return one.wide(width)
        return column(f"{pick}:{one.plain}" if pick else one.plain).wide(width)


class ViewForm(forms.Form):
    """A view to be saved: its name and what stands in its address."""

    name = forms.CharField(label=gettext_lazy("Name of the view"), max_length=VIEW_NAME_LENGTH)
    query = forms.CharField(required=False, max_length=QUERY_LENGTH)

    def clean_name(self) -> str:
        return " ".join(str(self.cleaned_data["name"]).split())


class SelectedForm(forms.Form):
    """Runs of the table that were ticked."""

    run = UidsField(label=gettext_lazy("Runs"), error_messages={"required": gettext_lazy("Tick some runs first.")})
