"""Forms of a plan: the draft with a line per phase, and why a project is planned anew."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assay.accounts.models import Person
from assay.accounts.models.person import Role
from assay.projects.fields import DayField
from assay.projects.models import BadPlan, Phase, PlanFacts, PlanLine, PlanVersion
from assay.projects.models.plan.facts import MOST_TEXT, MOST_WEEKS, TEXTS, check_line


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why the plan does not hold any more"),
        max_length=240,
        help_text=gettext_lazy("It stays beside the plan, like: the labels came six weeks late."),
    )


class VersionForm(forms.Form):
    """Which state of the draft the person read."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)


class WeeksField(forms.DecimalField):
    def __init__(self, **options: Any) -> None:
        widget = forms.NumberInput(attrs={"step": "0.5", "inputmode": "decimal"})
        super().__init__(
            required=False, min_value=0, max_value=MOST_WEEKS, max_digits=4, decimal_places=1, widget=widget, **options
        )


class LineForm(forms.Form):
    """What is planned for one phase."""

    low = WeeksField(label=gettext_lazy("Weeks, from"))
    high = WeeksField(label=gettext_lazy("to"))
    starts_on = DayField(label=gettext_lazy("Starts on"), required=False)
    people = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Who"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any, *, phase: Phase, line: PlanLine, people: "list[tuple[int, str]]") -> None:
        first = {"low": line.weeks_low, "high": line.weeks_high, "starts_on": line.starts_on, "people": line.people}
        super().__init__(data, initial=first, prefix=f"phase-{phase.pk}")
        self.phase = phase
        self.fields["people"].choices = people  # type: ignore[attr-defined]

    @property
    def line(self) -> PlanLine:
        said = self.cleaned_data
        return PlanLine(self.phase.pk, said["low"], said["high"], said["starts_on"], tuple(sorted(said["people"])))

    @property
    def chosen(self) -> list[str]:
        """The names of those who are ticked."""
        ticked = {str(value) for value in self["people"].value() or []}
        return [name for number, name in self.fields["people"].choices if str(number) in ticked]  # type: ignore[attr-defined]


_TITLES = {
    "methodology": gettext_lazy("How we go about it"),
    "data": gettext_lazy("Data to use"),
    "risks": gettext_lazy("Risks and assumptions"),
    "out_of_scope": gettext_lazy("Out of scope"),
}


class PlanForm(forms.Form):
    """A draft as it shall be; `version` is what the person saw."""

    starts_on = DayField(label=gettext_lazy("The plan starts on"))
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)

    def __init__(self, data: Any = None, *, plan: PlanVersion, phases: Iterable[Phase]) -> None:
        facts = plan.facts
        first = {name: getattr(facts, name) for name in ("starts_on", *TEXTS)} | {"version": plan.version}
        super().__init__(data, initial=first)
        for name, title in _TITLES.items():
            self.fields[name] = forms.CharField(
                label=title,
                required=False,
                strip=False,
                max_length=MOST_TEXT,
                widget=forms.Textarea(attrs={"rows": 4}),
            )
        lines = {line.phase: line for line in facts.lines}
        people = _offered(plan, facts)
        self.lines = [
            LineForm(data, phase=phase, line=lines.get(phase.pk, PlanLine(phase.pk)), people=people) for phase in phases
        ]

    def is_valid(self) -> bool:
        """Whether the plan and each of its lines can be so; what is wrong stands at the fields."""
        is_whole = super().is_valid()
        lines = [line.is_valid() for line in self.lines]
        if not (is_whole and all(lines)):
            return False
        for line in self.lines:
            try:
                check_line(line.line, starts_on=self.cleaned_data["starts_on"])
            except BadPlan as error:
                line.add_error("high" if line.line.starts_on is None else "starts_on", str(error))
                self.add_error(None, _("%(phase)s: %(said)s") % {"phase": line.phase.name, "said": error})
        return not self.errors

    @property
    def facts(self) -> PlanFacts:
        said = dict(self.cleaned_data)
        said.pop("version")
        return PlanFacts(**said, lines=tuple(line.line for line in self.lines))


def _offered(plan: PlanVersion, facts: PlanFacts) -> list[tuple[int, str]]:
    """The present people of the workspace but guests, and whoever the draft names already."""
    people = Person.objects.filter(workspace_id=plan.project.workspace_id)
    named = {person for line in facts.lines for person in line.people}
    offered = people.present().exclude(role=Role.GUEST) | people.filter(pk__in=named)
    return [(person.pk, person.name) for person in offered.by_name()]
