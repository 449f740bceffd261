"""Forms of signals."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assay.kit.clock import now
from assay.projects.fields import DayField
from assay.signals.models.snooze import MOST_REASON
from assay.signals.thresholds import LABELS, LEAST, MOST


class SnoozeForm(forms.Form):
    """Why a signal may rest, and until which day it does; a week if nobody says otherwise."""

    reason = forms.CharField(label=_("Why it may wait"), max_length=MOST_REASON)
    until = DayField(label=_("Until"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until"].initial = timezone.localdate(now()) + timedelta(days=7)


class ThresholdsForm(forms.Form):
    """A field for each number; an empty one switches the rules off that ask for it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in LABELS.items():
            self.fields[name] = forms.IntegerField(label=label, min_value=LEAST, max_value=MOST, required=False)
