"""The forms of the plan: everything that locks at the start, and changes of criteria after it."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assay.accounts.models import Person
from assay.experiments.forms.fields import LinesField, PairsWidget, PointingForm, RunNumberField
from assay.experiments.lines import read_criteria, read_numbers, read_stops, written_numbers
from assay.experiments.models import Criterion, Draft, Experiment
from assay.experiments.models.experiment.model import MOST_DAYS
from assay.experiments.models.experiment.writing import TEXTS
from assay.pure.planned import BadPlan, Planned, planned
from assay.pure.resources import NAMES as RESOURCES
from assay.runs.models import Run

MOST_PARAMETERS = 40
MOST_NAME, MOST_VALUE = 250, 300
MOST_AMOUNT = 1e9


class ParametersField(forms.Field):
    """Planned parameters; its clean value is a list of `Planned`, without the rows left empty."""

    widget = PairsWidget("param_name", "param_value")

    def clean(self, value: list[tuple[str, str]]) -> list[Planned]:
        name_of = forms.CharField(max_length=MOST_NAME, required=False)
        text_of = forms.CharField(max_length=MOST_VALUE, required=False)
        rows = [(name_of.clean(name), text_of.clean(text)) for name, text in value]
        found = [_parameter(name, text) for name, text in rows if name or text]
        if len(found) > MOST_PARAMETERS:
            raise forms.ValidationError(_("Plan at most %(most)d parameters.") % {"most": MOST_PARAMETERS})
        names = [one.name for one in found]
        if twice := next((name for name in names if names.count(name) > 1), None):
            raise forms.ValidationError(_("“%(name)s” is planned twice; use a list: 0.1, 0.01") % {"name": twice})
        return found


def _parameter(name: str, text: str) -> Planned:
    if not name:
        raise forms.ValidationError(_("Name the parameter that shall be %(value)s.") % {"value": text})
    try:
        return planned(name, text)
    except BadPlan as error:
        messages = {
            "empty": _("Say what %(name)s shall be: a value, a range (1..10), a list (a, b), or any."),
            "reversed": _("The range of %(name)s ends below its beginning; write the smaller number first."),
            "endless": _("The range of %(name)s needs two finite numbers: 1..10"),
        }
        raise forms.ValidationError(messages[error.code] % {"name": name}) from error


def _amount(label: Any) -> forms.FloatField:
    return forms.FloatField(label=label, required=False, min_value=0, max_value=MOST_AMOUNT)


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
    planned = ParametersField(label=gettext_lazy("Parameters"), required=False)
    hardware = forms.CharField(label=gettext_lazy("Machine"), required=False, max_length=200)
    planned_data = forms.CharField(label=gettext_lazy("Dataset and version"), required=False, max_length=300)
    notebook = forms.CharField(label=gettext_lazy("Notebook"), required=False, max_length=500)
    gpu_hours = _amount(gettext_lazy("GPU hours"))
    cpu_hours = _amount(gettext_lazy("CPU hours"))
    hours = _amount(gettext_lazy("Hours of training"))
    cost = _amount(gettext_lazy("Cost"))
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, reader: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reader = reader

    @classmethod
    def of(
        cls, experiment: Experiment, lines: list[Criterion], *, reader: Person, is_first: bool = False
    ) -> "PlanForm":
        """The form with what stands so far; an unwritten first experiment is the baseline itself."""
        run = experiment.baseline_run
        first = {
            "hypothesis": experiment.hypothesis,
            "criteria": lines_text(lines, is_stop=False),
            "stops": lines_text(lines, is_stop=True),
            "baseline_values": written_numbers(experiment.baseline_values),
            "baseline_run": str(run.number) if run else "",
            "baseline_note": experiment.baseline_note,
            "makes_baseline": experiment.makes_baseline or (is_first and not experiment.pk),
            "timebox_days": experiment.timebox_days,
            "planned": [(one.name, one.text) for one in experiment.planned],
            **{name: getattr(experiment, name) for name in TEXTS},
            **experiment.planned_resources,
            "version": experiment.version if experiment.pk else None,
        }
        return cls(initial=first, reader=reader)

    def clean_notebook(self) -> str:
        """A link must be one that a browser may open; anything else is a name."""
        text: str = self.cleaned_data["notebook"]
        if ":" in text and not text.lower().startswith(("http://", "https://")):
            raise forms.ValidationError(_("Write an address that begins with https://, or the name of a file."))
        return text

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
        said = self.cleaned_data
        resources = {name: said[name] for name in RESOURCES if said[name] is not None}
        return Draft(
            resources=resources,
            **{name: said[name] for name in Draft.__dataclass_fields__ if name != "resources"},
        )

    @property
    def planned_rows(self) -> list[tuple[str, str]]:
        """The rows as they stand, with empty ones to write into."""
        rows = [row for row in self["planned"].value() or [] if any(row)]
        return [*rows, ("", ""), ("", "")]


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


def lines_text(lines: list[Criterion], *, is_stop: bool) -> str:
    """The lines of one role as a person would write them, one below the other."""
    return "\n".join(line.text for line in lines if line.is_stop is is_stop)
