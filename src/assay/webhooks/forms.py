"""What people type about a webhook."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from assay.webhooks.catalogue import announcements
from assay.webhooks.models import BadWebhook, Settings, Webhook


class WebhookForm(forms.Form):
    """Name, address, secret and events; the secret is never shown, an empty one keeps what is there."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=63)
    url = forms.CharField(
        label=gettext_lazy("Address"),
        max_length=500,
        help_text=gettext_lazy("Gets a POST with JSON: https://chat.example.org/hooks/assay"),
    )
    description = forms.CharField(label=gettext_lazy("What it is for"), max_length=1000, required=False)
    secret = forms.CharField(
        label=gettext_lazy("Secret"),
        max_length=200,
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=gettext_lazy("Signs each request, so that the receiver knows it comes from here."),
    )
    events = forms.MultipleChoiceField(
        label=gettext_lazy("Events"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one event.")},
    )

    def __init__(self, *args: Any, webhook: Webhook | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._webhook = webhook
        field = self.fields["events"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101  for the type checker
        field.choices = [(one.name, one.label) for one in announcements().values()]
        if webhook is not None:
            names = ("name", "url", "description", "events")
            self.initial = {name: getattr(webhook, name) for name in names}

    def clean(self) -> dict[str, Any]:
        if not self.errors:
            try:
                self.settings.check()
            except BadWebhook as fault:
                raise forms.ValidationError(str(fault)) from fault
        return self.cleaned_data

    @property
    def settings(self) -> Settings:
        """What was typed, with the events that only a client could choose and the secret that is kept."""
        given, kept = self.cleaned_data, self._webhook
        hidden = set(kept.events) - announcements().keys() if kept else set()
        return Settings(
            given["name"],
            given["url"],
            tuple(sorted({*given["events"], *hidden})),
            given["description"],
            given["secret"] or (kept.secret if kept else ""),
        )
