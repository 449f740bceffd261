"""Forms of days off: absences of people, holidays of the workspace."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assay.accounts.holiday_lines import FIRST, LAST, holidays_in
from assay.accounts.models import Absence


class DayField(forms.DateField):
    """A day between 2000 and 2100, as the browser sends it: 2026-12-25."""

    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")

    def __init__(self, **options: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%d"], **options)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is not None and not FIRST <= value <= LAST:
            raise forms.ValidationError(_("The year must lie between 2000 and 2100."))


class AbsenceForm(forms.Form):
    """When somebody is away, both days included."""

    first_on = DayField(label=_("First day"))
    last_on = DayField(label=_("Last day"))
    note = forms.CharField(
        label=_("Note"), max_length=200, required=False, help_text=_("Seen by you, leads and owners.")
    )

    def __init__(self, data: Any = None, *, absence: Absence | None = None) -> None:
        facts = {}
        if absence is not None:
            facts = {"first_on": absence.first_on, "last_on": absence.last_on, "note": absence.note}
        super().__init__(data, initial=facts)


class HolidaysForm(forms.Form):
    """Several holidays at once."""

    lines = forms.CharField(
        label=_("Days"),
        max_length=40_000,
        help_text=_("One line a day: the date, then the name. A day that is there already takes the new name."),
        widget=forms.Textarea({"rows": 5, "placeholder": "2026-12-25 Christmas\n2027-01-01 New Year"}),
    )

    def clean_lines(self) -> dict[Any, str]:
        return holidays_in(self.cleaned_data["lines"])
