"""What people type about an import."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assay.importers.adding import BadUri, checked_uri
from assay.importers.models import Schedule, Source
from assay.projects.models import Project


class _Access(forms.Form):
    """How the server is entered and how often; a secret is never shown again."""

    user_name = forms.CharField(
        label=_("User"), max_length=250, required=False, help_text=_("Only if the server asks for user and password.")
    )
    secret = forms.CharField(
        label=_("Token or password"),
        max_length=2000,
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=_("Kept encrypted and never shown again."),
    )
    schedule = forms.ChoiceField(label=_("Look again"), choices=Schedule.choices, initial=Schedule.MINUTE)
    copies_files = forms.BooleanField(
        label=_("Copy the files as well"),
        required=False,
        help_text=_("Else they stay on the server, and the run says where."),
    )


class SourceForm(_Access):
    """Another server."""

    uri = forms.CharField(label=_("Address"), max_length=500, help_text=_("As in MLFLOW_TRACKING_URI."))
    field_order = ["uri"]

    def __init__(self, data: Any = None, *, project: Project) -> None:
        super().__init__(data)
        self._known = Source.objects.present().filter(project=project)

    def clean_uri(self) -> str:
        try:
            uri = checked_uri(self.cleaned_data["uri"])
        except BadUri as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        if self._known.filter(uri=uri).exists():
            raise forms.ValidationError(_("Runs are brought from there already."))
        return uri


class AccessForm(_Access):
    """What can be changed of a server that is known."""

    def __init__(self, data: Any = None, *, source: Source) -> None:
        names = ("user_name", "schedule", "copies_files")
        super().__init__(data, initial={name: getattr(source, name) for name in names})
