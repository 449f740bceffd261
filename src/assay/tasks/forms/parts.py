"""Forms for the parts of a task: links, steps of the check list, files; and where the task is put."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assay.accounts.models import Person
from assay.projects.models import Phase
from assay.tasks.keys import TaskKind, leading_key
from assay.tasks.models import Task, TaskLink
from assay.tasks.models.check import MOST_TEXT
from assay.tasks.models.link import WAYS
from assay.tasks.models.task.choosing import MOST_REASON
from assay.tasks.models.task.listing import MOST_CHECKS


class LinkForm(forms.Form):
    """`link` says what this task does to the other one, or the other way round: `blocks.out`, `blocks.in`."""

    link = forms.ChoiceField(label=gettext_lazy("This task"), choices=WAYS, initial="blocks.in")
    other = forms.CharField(
        label=gettext_lazy("Task"),
        max_length=300,
        error_messages={"required": gettext_lazy("Type the key of a task, as ML-12.")},
    )

    def __init__(self, task: Task, data: Mapping[str, Any] | None = None, *, reader: Person) -> None:
        super().__init__(data)
        self.task, self.reader = task, reader

    def clean_other(self) -> Task:
        """Find the task that the text begins with; what is offered reads `ML-12 its title`."""
        key = leading_key(self.cleaned_data["other"])
        tasks = Task.objects.visible_to(self.reader).with_key(key) if key else Task.objects.none()
        found = tasks.select_related("project").first()
        if found is None:
            raise forms.ValidationError(_("There is no task with this key, or not for you. Type a key, as ML-12."))
        return found

    def save(self) -> TaskLink:
        """Link the tasks of a valid form. Raises `LinkRefused`, `PutAway`."""
        kind, way = self.cleaned_data["link"].split(".")
        start, end = self.task, self.cleaned_data["other"]
        if way == "in":
            start, end = end, start
        return start.link_to(end, as_=kind, by=self.reader)


class ChecksForm(forms.Form):
    """One step a line; marks of a list that was pasted are left out."""

    text = forms.CharField(
        label=gettext_lazy("New steps"),
        max_length=MOST_CHECKS * MOST_TEXT,
        widget=forms.Textarea(attrs={"rows": 1}),
        error_messages={"required": gettext_lazy("Write a step first.")},
    )

    def clean_text(self) -> list[str]:
        steps = steps_in(self.cleaned_data["text"])
        if not steps:
            raise forms.ValidationError(_("Write a step first."))
        return steps


class StepForm(forms.Form):
    """The words of one step."""

    text = forms.CharField(
        label=gettext_lazy("Step"),
        max_length=MOST_TEXT,
        error_messages={"required": gettext_lazy("Write what is to be done, or remove the step.")},
    )


class KindForm(forms.Form):
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=TaskKind.choices)


class PhaseForm(forms.Form):
    """One of the phases that the task's project has now."""

    phase = forms.ModelChoiceField(label=gettext_lazy("Phase"), queryset=Phase.objects.none(), empty_label=None)

    def __init__(self, task: Task, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial={"phase": task.phase_id})
        self.fields["phase"].queryset = task.project.phases.present().in_order()  # type: ignore[attr-defined]


class BlockForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("What it waits for"),
        max_length=MOST_REASON,
        error_messages={"required": gettext_lazy("Say what the task waits for, so that somebody can help.")},
    )


def steps_in(text: str) -> list[str]:
    """Return the steps of a text, one a line. Raises `ValidationError`."""
    steps = [step for line in text.splitlines() if (step := _step(line))]
    if any(len(step) > MOST_TEXT for step in steps):
        raise forms.ValidationError(_("A step has at most %(most)d letters.") % {"most": MOST_TEXT})
    if len(steps) > MOST_CHECKS:
        raise forms.ValidationError(_("A check list holds at most %(most)d steps.") % {"most": MOST_CHECKS})
    return steps


def _step(line: str) -> str:
    """Return the words of a line without the marks lists are written with: `- [ ]`, `*`, `•`."""
    words = line.strip().lstrip("-*•").strip()
    for mark in ("[ ]", "[x]", "[X]"):
        words = words.removeprefix(mark).strip()
    return words
