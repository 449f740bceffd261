"""Fields that several forms of projects have."""

from typing import Any

from django import forms

from assay.kit.days import FIRST, LAST, is_within_reach, out_of_reach


class DayField(forms.DateField):
    """A day that somebody can mean, in the browser's own picker."""

    def __init__(self, **options: Any) -> None:
        reach = {"min": FIRST.isoformat(), "max": LAST.isoformat()}
        widget = forms.DateInput(attrs={"type": "date", **reach}, format="%Y-%m-%d")
        widget.input_type = "date"
        super().__init__(widget=widget, **options)

    def clean(self, value: Any) -> Any:
        day = super().clean(value)
        if not is_within_reach(day):
            raise forms.ValidationError(out_of_reach())
        return day
