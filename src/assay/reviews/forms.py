"""The form of a stop: one line of why, and what a way on needs beyond it."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assay.accounts.models import Person
from assay.projects.models import Project
from assay.reviews.models import Way
from assay.reviews.ways.wanted import MOST_INSTEAD, MOST_WHY, Wanted
from assay.tasks.taking import may_take

MOST_DAYS = 10


class LaterForm(forms.Form):
    """When the step was shown: the time since counts."""

    seconds = forms.FloatField(required=False, min_value=0, max_value=32503680000, widget=forms.HiddenInput)

    @property
    def shown_at(self) -> datetime | None:
        seconds: float | None = self.cleaned_data["seconds"]
        return datetime.fromtimestamp(seconds, UTC) if seconds else None


class StopForm(LaterForm):
    """`way` is the button that was pressed. Everything else may be left as it is."""

    way = forms.ChoiceField(choices=Way.choices, widget=forms.HiddenInput)
    why = forms.CharField(label=_("Why, in one line"), max_length=MOST_WHY, required=False)
    days = forms.IntegerField(label=_("Days more"), min_value=1, max_value=MOST_DAYS, required=False)
    person = forms.ModelChoiceField(label=_("Ask"), queryset=Person.objects.none(), required=False)
    to = forms.ModelChoiceField(label=_("Hand over to"), queryset=Person.objects.none(), required=False)
    instead = forms.CharField(label=_("What instead"), max_length=MOST_INSTEAD, required=False)
    until = forms.DateField(
        label=_("Look again on"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    next_due_on = forms.DateField(
        label=_("Next decision due"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    # The last event of the thing that the lead saw: what happened since is told.
    seen = forms.IntegerField(required=False, min_value=0, max_value=2**63 - 1, widget=forms.HiddenInput)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, project: Project, initial: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        fields: dict[str, Any] = self.fields
        team = may_take(project)
        fields["person"].queryset = fields["to"].queryset = team
        named = [(person.pk, person.name) for person in team]  # read once
        fields["person"].choices = [("", _("Whose it is")), *named]
        fields["to"].choices = [("", _("Who is free")), *named]

    @property
    def wanted(self) -> Wanted:
        """What a valid form asks for."""
        return Wanted(**{name: value for name, value in self.cleaned_data.items() if name not in ("seen", "seconds")})
