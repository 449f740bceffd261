"""What people choose for a webhook."""

from django import forms
from django.utils.translation import gettext_lazy

from assay.githooks.models import Host


class HookForm(forms.Form):
    host = forms.ChoiceField(label=gettext_lazy("Git host"), choices=Host.choices)
