"""The forms of an experiment: its plan, changes of criteria after the start, its conclusion."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
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
from assay.experiments.models import CheckItem, Conclusion, Criterion, Draft, Experiment, Kept, Outcome
from assay.experiments.models.experiment.model import MOST_DAYS
from assay.runs.models import Run


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


class ConclusionForm(forms.Form):
    """What people decide, and what stays of it. What must be there is checked by the experiment itself."""

    outcome = forms.ChoiceField(label=gettext_lazy("Outcome"), required=False, choices=[("", ""), *Outcome.choices])
    kept = forms.ChoiceField(label=gettext_lazy("Keep or discard"), required=False, choices=[("", ""), *Kept.choices])
    observations = forms.CharField(
        label=gettext_lazy("What we saw"), required=False, max_length=8000, widget=forms.Textarea
    )
    learnings = forms.CharField(
        label=gettext_lazy("What we learned"), required=False, max_length=8000, widget=forms.Textarea
    )
    next_steps = forms.CharField(
        label=gettext_lazy("Next steps, one per line"), required=False, max_length=8000, widget=forms.Textarea
    )

    @classmethod
    def of(cls, experiment: Experiment) -> "ConclusionForm":
        """The form with what was written so far."""
        return cls(initial={name: getattr(experiment, name) for name in Conclusion.__dataclass_fields__})

    @property
    def conclusion(self) -> Conclusion:
        """What the form says; only of a valid form."""
        return Conclusion(**self.cleaned_data)


def lines_text(lines: list[Criterion], *, is_stop: bool) -> str:
    """The lines of one role as a person would write them, one below the other."""
    return "\n".join(line.text for line in lines if line.is_stop is is_stop)
