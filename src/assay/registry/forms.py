"""What people type on the pages of models."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from assay.registry.naming import (
    ALIAS_LENGTH,
    DESCRIPTION_LENGTH,
    NAME_LENGTH,
    BadName,
    checked_alias,
    checked_description,
    checked_name,
    checked_tag,
)
from assay.runs.limits import KEY_LENGTH, BadValue


class RegisterForm(forms.Form):
    """The name under which a logged model is registered."""

    name = forms.CharField(label=gettext_lazy("Register as"), max_length=NAME_LENGTH)

    def clean_name(self) -> str:
        return _checked(checked_name, self.cleaned_data["name"])


class ModelForm(forms.Form):
    """Name and description of a model."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=NAME_LENGTH)
    description = forms.CharField(
        label=gettext_lazy("Description"),
        required=False,
        max_length=DESCRIPTION_LENGTH,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("What it predicts, for whom, and what it must not be used for. Markdown."),
    )

    def clean_name(self) -> str:
        return _checked(checked_name, self.cleaned_data["name"])


class DescriptionForm(forms.Form):
    """What is special about one version."""

    description = forms.CharField(
        label=gettext_lazy("Description"),
        required=False,
        max_length=DESCRIPTION_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_description(self) -> str:
        return _checked(checked_description, self.cleaned_data["description"])


class AliasForm(forms.Form):
    """An alias and the version that it shall mean."""

    alias = forms.CharField(label=gettext_lazy("Alias"), max_length=ALIAS_LENGTH)
    version = forms.IntegerField(label=gettext_lazy("Version"), min_value=1, max_value=2**31 - 1)

    def clean_alias(self) -> str:
        return _checked(checked_alias, self.cleaned_data["alias"])


class TagForm(forms.Form):
    """A tag of a model or version."""

    key = forms.CharField(label=gettext_lazy("Tag"), max_length=KEY_LENGTH)
    value = forms.CharField(label=gettext_lazy("Value"), required=False, max_length=KEY_LENGTH)

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if "key" in data:
            _checked(lambda key: checked_tag(key, data.get("value", ""))[0], data["key"])
        return data


def _checked(check: Callable[[str], str], value: str) -> str:
    try:
        return check(value)
    except (BadName, BadValue) as error:
        raise ValidationError(str(error)) from error
