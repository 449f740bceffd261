"""What the page of a forecast is asked by its address: a day, a number of runs, and what would be otherwise."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assay.insights.forecasts.target import MOST_TRIES
from assay.insights.forecasts.what_if import MOST_PEOPLE, Change
from assay.kit.days import is_within_reach, out_of_reach

_MOST_DROPPED = 500


def why_no_day(day: date, *, today: date) -> str:
    """Say why nothing can be promised for the day; empty where something can."""
    if not is_within_reach(day):
        return out_of_reach()
    return "" if day >= today else str(_("Choose a day to come."))


class AskedForm(forms.Form):
    """What does not fit is said beside its field; the rest is answered as usual."""

    by = forms.DateField(required=False, label=_("Until"), widget=forms.DateInput(attrs={"type": "date"}))
    tries = forms.IntegerField(required=False, label=_("Further runs"), min_value=0, max_value=MOST_TRIES)
    people = forms.IntegerField(required=False, label=_("People more"), min_value=0, max_value=MOST_PEOPLE)
    closed = forms.BooleanField(required=False, label=_("Nothing more comes in"))
    first = forms.BooleanField(required=False)

    def __init__(self, data: Any, *, today: date, keys: list[str]) -> None:
        super().__init__(data)
        self.today = today
        chosen = set(data.getlist("drop")[:_MOST_DROPPED]) if hasattr(data, "getlist") else set()
        self.dropped = tuple(key for key in keys if key in chosen)
        self.full_clean()

    def clean_by(self) -> date | None:
        day: date | None = self.cleaned_data["by"]
        if day is None:
            return None
        if said := why_no_day(day, today=self.today):
            raise forms.ValidationError(said)
        return day

    @property
    def day(self) -> date | None:
        return self.cleaned_data.get("by")

    @property
    def runs(self) -> int | None:
        return self.cleaned_data.get("tries")

    @property
    def chosen(self) -> tuple[str, ...]:
        """The tasks that shall come first; without that wish the chosen ones are dropped."""
        return self.dropped if self.cleaned_data.get("first") else ()

    @property
    def change(self) -> Change:
        if self.chosen:
            return Change()
        return Change(
            dropped=self.dropped,
            people=self.cleaned_data.get("people") or 0,
            is_closed=bool(self.cleaned_data.get("closed")),
        )
