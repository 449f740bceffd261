"""Forms for tasks: new, edit, comment. Moving has its own in `forms.moving`."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from assay.accounts.models import Person
from assay.accounts.models.person import Discipline
from assay.projects.models import Label, Phase, Project
from assay.projects.phase_kinds import Nature
from assay.tasks.forms.parts import steps_in
from assay.tasks.keys import TaskKind
from assay.tasks.models import Task
from assay.tasks.models.check import MOST_TEXT
from assay.tasks.models.task.creating import TooLong, checked_estimate
from assay.tasks.models.task.editing import TaskFacts
from assay.tasks.models.task.listing import MOST_CHECKS
from assay.tasks.models.task.splitting import Part
from assay.tasks.queries import may_take

MOST_TITLE, MOST_DESCRIPTION, MOST_COMMENT = 200, 50_000, 20_000


class FactsForm(forms.Form):
    """What can be written of any task, new or old."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=MOST_TITLE)
    phase = forms.ModelChoiceField(label=gettext_lazy("Phase"), queryset=Phase.objects.none(), empty_label=None)
    estimate_days = forms.DecimalField(
        label=gettext_lazy("Estimate, days"),
        required=False,
        max_digits=6,
        decimal_places=1,
        help_text=gettext_lazy("Half a day to 5 working days."),
        widget=forms.NumberInput(attrs={"step": "0.5", "inputmode": "decimal"}),
    )
    discipline = forms.ChoiceField(
        label=gettext_lazy("Discipline"),
        required=False,
        choices=[("", gettext_lazy("Any")), *Discipline.choices],
    )
    nature = forms.ChoiceField(
        label=gettext_lazy("Exploration or delivery"),
        required=False,
        choices=[("", gettext_lazy("As its phase")), *Nature.choices],
    )
    labels = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Labels"),
        queryset=Label.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    description = forms.CharField(
        label=gettext_lazy("Description"),
        required=False,
        max_length=MOST_DESCRIPTION,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Markdown."),
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, project: Project, initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        self.project = project
        self.order_fields(["kind", "title", "phase", "assignee", "estimate_days", "discipline", "nature", "labels"])
        self.fields["phase"].queryset = project.phases.present().in_order()  # type: ignore[attr-defined]
        self.fields["labels"].queryset = project.labels.order_by("name")  # type: ignore[attr-defined]

    @property
    def is_too_long(self) -> bool:
        """Whether the estimate asks for a split."""
        return self.is_bound and self.has_error("estimate_days", "too-long")

    def clean_estimate_days(self) -> Decimal | None:
        days: Decimal | None = self.cleaned_data["estimate_days"]
        try:
            return checked_estimate(days)
        except TooLong as error:
            raise forms.ValidationError(str(error), code="too-long" if days and days > 0 else "invalid") from error

    def label_choices(self) -> list[tuple[Label, bool]]:
        """Return the project's labels and whether each is ticked."""
        ticked = {str(getattr(value, "pk", value)) for value in self["labels"].value() or []}
        return [(label, str(label.pk) in ticked) for label in self.fields["labels"].queryset]  # type: ignore[attr-defined]


class NewTaskForm(FactsForm):
    """A new task: also what it is, and whose."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=TaskKind.choices, initial=TaskKind.TASK)
    assignee = forms.ModelChoiceField(
        label=gettext_lazy("Assignee"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=gettext_lazy("Nobody yet"),
    )

    checks = forms.CharField(
        label=gettext_lazy("Check list"),
        required=False,
        max_length=MOST_CHECKS * MOST_TEXT,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("One step a line."),
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, project: Project, initial: dict[str, Any]) -> None:
        super().__init__(data, project=project, initial=initial)
        self.fields["assignee"].queryset = may_take(project)  # type: ignore[attr-defined]

    def clean_checks(self) -> list[str]:
        return steps_in(self.cleaned_data["checks"])

    def create(self, *, by: Person, parts: Sequence[Part] = ()) -> list[Task]:
        """Create the task of a valid form, or where `parts` are given one for each of them."""
        facts = dict(self.cleaned_data)
        return (
            Task.create_parts(self.project, parts, by=by, **facts)
            if parts
            else [Task.create(self.project, by=by, **facts)]
        )


class EditForm(FactsForm):
    """A task's facts as they shall be; `version` is the one the writer saw."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)

    @classmethod
    def of(cls, task: Task, data: Mapping[str, Any] | None = None) -> "EditForm":
        form = cls(data, project=task.project, initial=written_facts(task))
        # A retired phase is no choice any more, but this task may keep it.
        phases = task.project.phases.present() | task.project.phases.filter(pk=task.phase_id)
        form.fields["phase"].queryset = phases.in_order()  # type: ignore[attr-defined]
        return form

    def edit(self, task: Task, *, by: Person, parts: Sequence[Part] = ()) -> None:
        """Give the task the facts of a valid form, and split it where `parts` are given. Raises `EditedMeanwhile`."""
        facts = dict(self.cleaned_data)
        version = facts.pop("version")
        task.edit_and_split(TaskFacts(**facts | {"labels": tuple(facts["labels"])}), parts, version=version, by=by)


class CommentForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Comment"),
        max_length=MOST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Write something first.")},
    )


def written_facts(task: Task) -> dict[str, Any]:
    """Return the task's facts as a form's first values."""
    return {
        "title": task.title,
        "phase": task.phase_id,
        "estimate_days": task.estimate_days,
        "discipline": task.discipline,
        "nature": task.nature,
        "labels": [label.pk for label in task.labels.all()],
        "description": task.description,
        "version": task.version,
    }
