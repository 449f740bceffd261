"""The forms of the scratch list."""

from django import forms
from django.utils.translation import gettext_lazy

from assay.experiments.models.scratch import MOST_TEXT


class ScratchForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("What you try"),
        max_length=MOST_TEXT,
        error_messages={"required": gettext_lazy("Write in a line what you try.")},
    )


class LearnedForm(forms.Form):
    learned = forms.CharField(
        label=gettext_lazy("What you learned"),
        max_length=MOST_TEXT,
        error_messages={"required": gettext_lazy("Say in a sentence what you learned; nothing is a lesson too.")},
    )
