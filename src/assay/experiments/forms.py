"""The forms of an experiment: its plan, changes of criteria after the start, its conclusion."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assay.accounts.models import Person
from assay.experiments.lines import (
    BadLines,
    Mistake,
    read_checks,
    read_criteria,
    read_numbers,
    read_stops,
    written_numbers,
)
from assay.experiments.models import (
    MOST_STEPS,
    CheckItem,
    Conclusion,
    Criterion,
    Draft,
    Experiment,
    Kept,
    Outcome,
    Step,
)
from assay.experiments.models.experiment.concluding import FIELDS as CONCLUSION_FIELDS
from assay.experiments.models.experiment.model import MOST_DAYS
from assay.experiments.models.next_step import MOST_TEXT
from assay.experiments.proposing import Proposal
from assay.runs.models import Run
from assay.tasks.keys import TaskKind


class LinesField(forms.CharField):
    """A text of lines; its clean value is what the lines mean, its error the mistakes in them."""

    def __init__(self, read: Callable[[str], Any], **options: Any) -> None:
        super().__init__(required=False, widget=forms.Textarea, max_length=8000, strip=False, **options)
        self.read = read

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        try:
            return self.read(text)
        except BadLines as error:
            raise forms.ValidationError([_LineError(mistake) for mistake in error.mistakes]) from error


class _LineError(forms.ValidationError):
    """A mistake in a line; the form keeps it to point at the place."""

    def __init__(self, mistake: Mistake) -> None:
        super().__init__(str(mistake), code="line")
        self.mistake = mistake


class PointingForm(forms.Form):
    """A form with fields of lines, which can show where in them something is wrong."""

    @property
    def mistakes(self) -> Mapping[str, list[Mistake]]:
        """The mistakes by field, in the order of their lines."""
        return {
            name: [error.mistake for error in errors.as_data() if isinstance(error, _LineError)]
            for name, errors in self.errors.items()
        }


class RunNumberField(forms.CharField):
    """The number of a run, as people say it: `812`, `Run 812`, `#812`."""

    def clean(self, value: Any) -> int | None:
        text = super().clean(value).strip().lower().removeprefix("run").strip(" #")
        if not text:
            return None
        number = text.partition(" ")[0]
        if not number.isascii() or not number.isdigit() or len(number) > 9:
            raise forms.ValidationError(_("Write the number of a run, such as 12."))
        return int(number)


class PlanForm(PointingForm):
    """What an experiment promises before it starts."""

    hypothesis = forms.CharField(
        label=gettext_lazy("Hypothesis"), required=False, max_length=4000, widget=forms.Textarea
    )
    criteria = LinesField(read_criteria, label=gettext_lazy("Success criteria, one per line"))
    stops = LinesField(read_stops, label=gettext_lazy("Stop conditions, one per line"))
    baseline_values = LinesField(read_numbers, label=gettext_lazy("Baseline numbers, one per line"))
    baseline_run = RunNumberField(label=gettext_lazy("Or a run as baseline"), required=False, max_length=40)
    baseline_note = forms.CharField(label=gettext_lazy("What the baseline is"), required=False, max_length=300)
    makes_baseline = forms.BooleanField(label=gettext_lazy("This experiment makes the baseline"), required=False)
    timebox_days = forms.IntegerField(
        label=gettext_lazy("Timebox in working days"), required=False, min_value=1, max_value=MOST_DAYS
    )
    checks = LinesField(read_checks, label=gettext_lazy("Approach, one step per line"))
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, reader: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reader = reader

    @classmethod
    def of(
        cls, experiment: Experiment, lines: list[Criterion], checks: list[CheckItem], *, reader: Person
    ) -> "PlanForm":
        """The form with what stands so far."""
        run = experiment.baseline_run
        first = {
            "hypothesis": experiment.hypothesis,
            "criteria": lines_text(lines, is_stop=False),
            "stops": lines_text(lines, is_stop=True),
            "baseline_values": written_numbers(experiment.baseline_values),
            "baseline_run": str(run.number) if run else "",
            "baseline_note": experiment.baseline_note,
            "makes_baseline": experiment.makes_baseline,
            "timebox_days": experiment.timebox_days,
            "checks": "\n".join(item.text for item in checks),
            "version": experiment.version if experiment.pk else None,
        }
        return cls(initial=first, reader=reader)

    def clean_baseline_run(self) -> Run | None:
        """Find the run of that number among those the person may see."""
        number = self.cleaned_data["baseline_run"]
        if number is None:
            return None
        run = Run.objects.visible_to(self.reader).alive().filter(number=number).first()
        if run is None:
            raise forms.ValidationError(_("There is no run %(number)d that you may see.") % {"number": number})
        return run

    @property
    def draft(self) -> Draft:
        """The plan that the form says; only of a valid form."""
        return Draft(**{name: self.cleaned_data[name] for name in Draft.__dataclass_fields__})


class AmendForm(PointingForm):
    """Criteria and stop conditions after the start, with the reason of the change."""

    criteria = LinesField(read_criteria, label=gettext_lazy("Success criteria, one per line"))
    stops = LinesField(read_stops, label=gettext_lazy("Stop conditions, one per line"))
    reason = forms.CharField(
        label=gettext_lazy("Why they change now"),
        max_length=300,
        error_messages={"required": gettext_lazy("Say why; the reason stays beside the result.")},
    )

    @classmethod
    def of(cls, lines: list[Criterion]) -> "AmendForm":
        """The form with the lines that count now."""
        current = [line for line in lines if line.is_current]
        return cls(
            initial={
                "criteria": lines_text(current, is_stop=False),
                "stops": lines_text(current, is_stop=True),
            }
        )


class StepsWidget(forms.Widget):
    """Rows of a text and a kind; a program sends the same as pairs."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[tuple[str, str]]:
        if not isinstance(data, QueryDict):
            return list(data.get(name, ()))
        texts, kinds = data.getlist("step"), data.getlist("step_kind")
        return [(text, kinds[row] if row < len(kinds) else "") for row, text in enumerate(texts)]


class StepsField(forms.Field):
    """Next steps; its clean value is a tuple of `Step`, without the rows left empty."""

    widget = StepsWidget

    def clean(self, value: list[tuple[str, str]]) -> tuple[Step, ...]:
        text = forms.CharField(max_length=MOST_TEXT, required=False)
        steps = [Step(" ".join(text.clean(said).split()), kind) for said, kind in value]
        steps = [step for step in steps if step.text]
        if len(steps) > MOST_STEPS:
            raise forms.ValidationError(_("Name at most %(most)d next steps.") % {"most": MOST_STEPS})
        if any(step.kind not in ("", *TaskKind.values) for step in steps):
            raise forms.ValidationError(_("Choose what each step becomes from the list."))
        return tuple(steps)


class ConclusionForm(forms.Form):
    """What people decide, and what stays of it. What must be there is checked by the experiment itself."""

    outcome = forms.ChoiceField(label=gettext_lazy("Outcome"), required=False, choices=[("", ""), *Outcome.choices])
    outcome_because = forms.CharField(
        label=gettext_lazy("Why otherwise than the runs propose"), required=False, max_length=500
    )
    kept = forms.ChoiceField(label=gettext_lazy("Keep or discard"), required=False, choices=[("", ""), *Kept.choices])
    kept_because = forms.CharField(label=gettext_lazy("Why"), required=False, max_length=500)
    observations = forms.CharField(
        label=gettext_lazy("What we saw"), required=False, max_length=8000, widget=forms.Textarea
    )
    learnings = forms.CharField(
        label=gettext_lazy("What we learned"), required=False, max_length=8000, widget=forms.Textarea
    )
    steps = StepsField(label=gettext_lazy("Next steps"), required=False)

    @classmethod
    def of(cls, experiment: Experiment, proposal: Proposal | None = None) -> "ConclusionForm":
        """The form with what was written so far, or what the runs propose."""
        first = {name: getattr(experiment, name) for name in CONCLUSION_FIELDS}
        first["outcome"] = experiment.outcome or (proposal.outcome if proposal else "")
        saved = experiment.steps.in_order() if experiment.pk else ()
        first["steps"] = [(step.text, step.kind) for step in saved]
        return cls(initial=first)

    @property
    def conclusion(self) -> Conclusion:
        """What the form says; only of a valid form."""
        return Conclusion(**self.cleaned_data)

    @property
    def step_rows(self) -> list[tuple[str, str]]:
        """The rows as they stand, with a few empty ones to write into; the first of these suggests a kind."""
        rows = [row for row in self["steps"].value() or [] if row[0].strip()]
        is_success = self["outcome"].value() == Outcome.SUCCESS
        suggested = TaskKind.PRODUCTIZATION if is_success else TaskKind.EXPERIMENT
        return [*rows, ("", suggested), ("", TaskKind.EXPERIMENT), ("", TaskKind.TASK)]


def lines_text(lines: list[Criterion], *, is_stop: bool) -> str:
    """The lines of one role as a person would write them, one below the other."""
    return "\n".join(line.text for line in lines if line.is_stop is is_stop)
