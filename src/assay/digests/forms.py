"""The form by which people say which letters they want."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assay.digests.models import Covers, Subscription

NONE = "none"
DAYS = [
    (NONE, _("Send me none")),
    ("1", _("Monday")),
    ("2", _("Tuesday")),
    ("3", _("Wednesday")),
    ("4", _("Thursday")),
    ("5", _("Friday")),
    ("6", _("Saturday")),
    ("7", _("Sunday")),
]


class LettersForm(forms.Form):
    """On which day, and of which projects."""

    day = forms.ChoiceField(label=_("Day"), choices=DAYS, help_text=_("From seven in the morning, in your time zone."))
    covers = forms.ChoiceField(label=_("Projects"), choices=Covers, widget=forms.RadioSelect)

    def __init__(self, data: Any = None, *, held: Subscription) -> None:
        super().__init__(data, initial={"day": str(held.day or NONE), "covers": held.covers})

    @property
    def weekday(self) -> int | None:
        """The ISO weekday; None for no letters. Of a valid form."""
        chosen = self.cleaned_data["day"]
        return None if chosen == NONE else int(chosen)
