"""What people ask of a comparison of runs; all of it stands in the address."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assay.runs.columns import PICKS, Column, Kind, Pick
from assay.runs.queries.comparison import MOST_RUNS, OVER, Compared, Over
from assay.runs.table_forms import ColumnField

SMOOTHING = 0.6
MOST_KEYS = 8


class NumbersField(forms.CharField):
    """Numbers of runs, apart by commas; cleans to the numbers in their order, each once."""

    def clean(self, value: Any) -> list[int]:
        parts = [part.strip() for part in super().clean(value).split(",") if part.strip()]
        if not parts or not all(part.isascii() and part.isdigit() and len(part) < 10 for part in parts):
            raise ValidationError(_("Name runs by their numbers: 12,15,16."))
        if len(parts) > MOST_RUNS:
            raise ValidationError(_("Up to %(most)d runs are compared at once.") % {"most": MOST_RUNS})
        return list(dict.fromkeys(int(part) for part in parts))


class KeysField(forms.Field):
    """Names of metrics."""

    widget = forms.SelectMultiple

    def clean(self, value: Any) -> list[str]:
        keys = [key[:250].replace("\0", "") for key in super().clean(value) or [] if key]
        return list(dict.fromkeys(keys))[:MOST_KEYS]


class ComparisonForm(forms.Form):
    runs = NumbersField(
        label=gettext_lazy("Runs"),
        max_length=1100,
        error_messages={"required": gettext_lazy("Tick some runs in a table of runs, then compare them.")},
    )
    metric = KeysField(label=gettext_lazy("Metrics"), required=False)
    over = forms.ChoiceField(label=gettext_lazy("Over"), required=False, choices=[("", ""), *OVER.items()])
    smooth = forms.FloatField(label=gettext_lazy("Smoothing"), required=False, min_value=0, max_value=0.99)
    log = forms.BooleanField(label=gettext_lazy("Logarithmic"), required=False)
    pick = forms.ChoiceField(label=gettext_lazy("Values"), required=False, choices=[("", ""), *PICKS.items()])
    across = ColumnField(label=gettext_lazy("To the right"), required=False)
    up = ColumnField(label=gettext_lazy("Upwards"), required=False)
    show = forms.CharField(required=False, max_length=10)

    def clean_across(self) -> Column | None:
        return self._axis("across")

    def clean_up(self) -> Column | None:
        return self._axis("up")

    def _axis(self, name: str) -> Column | None:
        found: Column | None = self.cleaned_data[name]
        if found is not None and found.kind is Kind.ATTRIBUTE:
            raise ValidationError(_("An axis is a param, a metric or a tag."))
        return found

    @property
    def asked(self) -> Compared:
        found = self.cleaned_data
        smooth = found.get("smooth")
        return Compared(
            metrics=found.get("metric") or [],
            over=Over(found.get("over") or Over.STEP),
            smoothing=SMOOTHING if smooth is None else smooth,
            is_log=bool(found.get("log")),
            pick=Pick(found.get("pick") or Pick.LAST),
            across=found.get("across"),
            up=found.get("up"),
            is_whole=found.get("show") == "all",
        )
