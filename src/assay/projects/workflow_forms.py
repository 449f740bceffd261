"""Forms for the way a project works: phases, columns, labels, and templates made of them."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assay.projects.models import Column, ColumnState, Phase, PhaseFacts, Project, SavedWorkflow
from assay.projects.models.label import HUES
from assay.projects.phase_kinds import Nature, PhaseKind
from assay.projects.planting import Seed
from assay.projects.workflows import WorkflowTask

MOST_LINES, MOST_LINE = 20, 200


class HueField(forms.TypedChoiceField):
    def __init__(self, **options: Any) -> None:
        choices = [(hue, hue) for hue in range(1, HUES + 1)]
        super().__init__(label=gettext_lazy("Colour"), coerce=int, choices=choices, initial=1, **options)


class LinesField(forms.CharField):
    """A list, one entry per line."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, widget=forms.Textarea(attrs={"rows": 4}), **options)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> tuple[str, ...]:
        lines = [line.strip().lstrip("-•* ") for line in super().clean(value).splitlines()]
        kept = tuple(line for line in lines if line)
        if len(kept) > MOST_LINES or any(len(line) > MOST_LINE for line in kept):
            said = _("At most %(lines)s lines of %(letters)s letters each.")
            raise forms.ValidationError(said % {"lines": MOST_LINES, "letters": MOST_LINE})
        return kept


class NewPhaseForm(forms.Form):
    """A phase to be; what it is for is written on its own page."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=60)
    hue = HueField()


class PhaseForm(forms.Form):
    """A phase as it shall be. `version` is what the person saw; a new phase has none."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=60)
    purpose = forms.CharField(
        label=gettext_lazy("Purpose"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    weeks_low = forms.DecimalField(
        label=gettext_lazy("Usual weeks, from"), min_value=0, max_value=200, decimal_places=1, required=False
    )
    weeks_high = forms.DecimalField(
        label=gettext_lazy("to"),
        min_value=0,
        max_value=200,
        decimal_places=1,
        required=False,
        help_text=gettext_lazy("Empty: it goes on for good."),
    )
    exit_questions = LinesField(label=gettext_lazy("Before you leave it"), help_text=gettext_lazy("One per line."))
    kind = forms.ChoiceField(
        label=gettext_lazy("What it is for"),
        required=False,
        choices=[("", gettext_lazy("As its name says")), *PhaseKind.choices],
        help_text=gettext_lazy("Phases of one kind are compared over all projects."),
    )
    nature = forms.ChoiceField(
        label=gettext_lazy("How it is planned"),
        required=False,
        choices=[("", gettext_lazy("As usual for what it is for")), *Nature.choices],
        help_text=gettext_lazy("Exploration by time, delivery by what is to be done."),
    )
    hue = HueField()
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1, required=False)

    @classmethod
    def of(cls, phase: Phase, data: Any = None) -> "PhaseForm":
        first = {name: getattr(phase, name) for name in cls.base_fields}
        return cls(data, initial=first)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        low, high = said.get("weeks_low"), said.get("weeks_high")
        if high is not None and low is None:
            self.add_error("weeks_low", _("Say from how many weeks."))
        elif high is not None and low is not None and low > high:
            self.add_error("weeks_high", _("Less than where the range begins. Turn them round."))
        return said

    @property
    def facts(self) -> PhaseFacts:
        said = dict(self.cleaned_data)
        said.pop("version")
        return PhaseFacts(**said)


class ColumnForm(forms.Form):
    """A column of the board."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=40)
    state = forms.ChoiceField(
        label=gettext_lazy("State"),
        choices=ColumnState.choices,
        help_text=gettext_lazy("Active counts as in progress, one per person; waiting does not."),
    )
    limit = forms.IntegerField(
        label=gettext_lazy("At most"),
        min_value=1,
        max_value=999,
        required=False,
        help_text=gettext_lazy(
            "Cards it may hold; empty for no limit. The work rules say what one more meets. Done and the first queue "
            "take all."
        ),
    )

    @classmethod
    def of(cls, column: Column, data: Any = None) -> "ColumnForm":
        return cls(data, initial={"name": column.name, "state": column.state, "limit": column.limit})


class LeavingForm(forms.Form):
    """Where the tasks of a column go that leaves the board."""

    to = forms.ModelChoiceField(
        Column.objects.none(),
        label=gettext_lazy("Its tasks go to"),
        required=False,
        empty_label=gettext_lazy("It is empty"),
    )

    def __init__(self, data: Any = None, *, column: Column, count: int = 0) -> None:
        super().__init__(data)
        others = Column.objects.filter(project=column.project_id).present().exclude(pk=column.pk).in_order()
        field: Any = self.fields["to"]
        field.queryset = others
        if count:
            alike = next((one for one in others if one.state == column.state), None)
            field.empty_label, field.initial = _("Choose"), alike.pk if alike else None


class LabelForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=40)
    hue = HueField()


class PlaceForm(forms.Form):
    """A place in an order, from 0."""

    position = forms.IntegerField(min_value=0, max_value=999)


class TemplateForm(forms.Form):
    """What a team calls a way of working."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=60)
    summary = forms.CharField(
        label=gettext_lazy("In one sentence"),
        max_length=240,
        required=False,
        help_text=gettext_lazy("For whom it is good; shown where a project begins."),
    )

    @classmethod
    def of(cls, saved: SavedWorkflow, data: Any = None) -> "TemplateForm":
        return cls(data, initial={"name": saved.name, "summary": saved.summary})


class SaveTemplateForm(TemplateForm):
    """A template to be, with the tasks it begins with."""

    tasks = forms.TypedMultipleChoiceField(
        label=gettext_lazy("First tasks"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any = None, *, project: Project, seeds: list[Seed]) -> None:
        planted = [seed.id for seed in seeds if seed.is_planted]
        super().__init__(data, initial={"name": project.name, "tasks": planted})
        self.seeds = seeds
        self.fields["tasks"].choices = [(seed.id, seed.task.title) for seed in seeds]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> list[WorkflowTask]:
        """The ticked tasks, in the order of their keys."""
        wanted = set(self.cleaned_data["tasks"])
        return [seed.task for seed in self.seeds if seed.id in wanted]

    def rows(self) -> list[tuple[Seed, bool]]:
        """Return the tasks and whether each is ticked."""
        ticked = {str(value) for value in self["tasks"].value() or []}
        return [(seed, str(seed.id) in ticked) for seed in self.seeds]
