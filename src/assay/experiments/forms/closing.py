"""The forms of the day to decide: more days, the conclusion, opening again."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assay.experiments.forms.fields import PairsWidget
from assay.experiments.models import MOST_STEPS, Conclusion, Experiment, Kept, NextStep, Outcome, Step
from assay.experiments.models.experiment.concluding import FIELDS as CONCLUSION_FIELDS
from assay.experiments.models.experiment.extending import MOST_MORE_DAYS, MOST_REASON
from assay.experiments.models.next_step import MOST_TEXT
from assay.experiments.proposing import Proposal
from assay.tasks.keys import TaskKind

MOST_THINGS = 20
MOST_THING = 300


class ExtensionForm(forms.Form):
    """More days for the timebox, and why."""

    days = forms.IntegerField(label=gettext_lazy("Working days more"), min_value=1, max_value=MOST_MORE_DAYS, initial=2)
    because = forms.CharField(
        label=gettext_lazy("Why it goes on"),
        max_length=MOST_REASON,
        error_messages={"required": gettext_lazy("Say in a line why it goes on; the reason stays on the card.")},
    )


class ReopeningForm(forms.Form):
    """Why a decision is taken back."""

    because = forms.CharField(
        label=gettext_lazy("Why it is opened again"),
        max_length=MOST_REASON,
        error_messages={"required": gettext_lazy("Say in a line why; the reason stays beside the old decision.")},
    )


class StepsField(forms.Field):
    """Next steps; its clean value is a tuple of `Step`, without the rows left empty."""

    widget = PairsWidget("step", "step_kind")

    def clean(self, value: list[tuple[str, str]]) -> tuple[Step, ...]:
        text = forms.CharField(max_length=MOST_TEXT, required=False)
        steps = [Step(" ".join(text.clean(said).split()), kind) for said, kind in value]
        steps = [step for step in steps if step.text]
        if len(steps) > MOST_STEPS:
            raise forms.ValidationError(_("Name at most %(most)d next steps.") % {"most": MOST_STEPS})
        if any(step.kind not in ("", *TaskKind.values) for step in steps):
            raise forms.ValidationError(_("Choose what each step becomes from the list."))
        return tuple(steps)


class ThingsWidget(forms.Widget):
    """Rows of one text each."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        return data.getlist("thing") if isinstance(data, QueryDict) else list(data.get(name, ()))


class ThingsField(forms.Field):
    """Models, artifacts and files to keep; its clean value is a tuple without the rows left empty."""

    widget = ThingsWidget

    def clean(self, value: list[str]) -> tuple[str, ...]:
        text = forms.CharField(max_length=MOST_THING, required=False)
        things = [" ".join(text.clean(said).split()) for said in value]
        things = [thing for thing in things if thing]
        if len(things) > MOST_THINGS:
            raise forms.ValidationError(_("Name at most %(most)d things to keep.") % {"most": MOST_THINGS})
        return tuple(things)


class ConclusionForm(forms.Form):
    """What people decide, and what stays of it. What must be there is checked by the experiment itself."""

    outcome = forms.ChoiceField(label=gettext_lazy("Outcome"), required=False, choices=[("", ""), *Outcome.choices])
    outcome_because = forms.CharField(
        label=gettext_lazy("Why otherwise than the runs propose"), required=False, max_length=500
    )
    kept = forms.ChoiceField(label=gettext_lazy("Keep or discard"), required=False, choices=[("", ""), *Kept.choices])
    kept_because = forms.CharField(label=gettext_lazy("Why"), required=False, max_length=500)
    kept_things = ThingsField(label=gettext_lazy("What is kept"), required=False)
    observations = forms.CharField(
        label=gettext_lazy("What we saw"), required=False, max_length=8000, widget=forms.Textarea
    )
    learnings = forms.CharField(
        label=gettext_lazy("What we learned"), required=False, max_length=8000, widget=forms.Textarea
    )
    steps = StepsField(label=gettext_lazy("Next steps"), required=False)

    @classmethod
    def of(cls, experiment: Experiment, proposal: Proposal | None, steps: Sequence[NextStep]) -> "ConclusionForm":
        """The form with what was written so far, among it the steps, or what the runs propose."""
        first = {name: getattr(experiment, name) for name in CONCLUSION_FIELDS}
        first["outcome"] = experiment.outcome or (proposal.outcome if proposal else "")
        first["steps"] = [(step.text, step.kind) for step in steps]
        return cls(initial=first)

    @property
    def conclusion(self) -> Conclusion:
        """What the form says; only of a valid form."""
        return Conclusion(**self.cleaned_data)

    @property
    def thing_rows(self) -> list[str]:
        """What is named already, and an empty row to write into."""
        return [*[thing for thing in self["kept_things"].value() or [] if thing.strip()], ""]

    @property
    def step_rows(self) -> list[tuple[str, str]]:
        """The rows as they stand, with a few empty ones to write into; the first of these suggests a kind."""
        rows = [row for row in self["steps"].value() or [] if row[0].strip()]
        is_success = self["outcome"].value() == Outcome.SUCCESS
        suggested = TaskKind.PRODUCTIZATION if is_success else TaskKind.EXPERIMENT
        return [*rows, ("", suggested), ("", TaskKind.EXPERIMENT), ("", TaskKind.TASK)]
