"""Forms of accounts: what people type about themselves, each other and their tokens."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from assay.accounts.models import Person, User
from assay.accounts.models.person import HUES, Discipline, Role
from assay.accounts.models.token import Scope
from assay.kit.clock import now

NEW_PASSWORD = {"autocomplete": "new-password"}
DAYS = [("30", _("in 30 days")), ("90", _("in 90 days")), ("365", _("in a year")), ("", _("never"))]


def _name(label: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=120, widget=forms.TextInput({"autocomplete": "name"}))


def _email() -> forms.EmailField:
    return forms.EmailField(label=_("E-mail"), max_length=254, widget=forms.EmailInput({"autocomplete": "username"}))


def _password(*, required: bool) -> forms.CharField:
    widget = forms.PasswordInput(NEW_PASSWORD)
    hint = _("At least 10 characters.")
    return forms.CharField(
        label=_("Password"), max_length=200, strip=False, required=required, help_text=hint, widget=widget
    )


class WelcomeForm(forms.Form):
    """Entering by a link: a password is welcome and can wait."""

    password = _password(required=False)

    def __init__(self, *args: Any, user: User | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        if user and user.has_usable_password():
            del self.fields["password"]

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        user = self.user or User(email=str(found.get("email", "")))
        check_password(self, str(found.get("password", "")), user=user)
        return found


class FirstOwnerForm(WelcomeForm):
    """The first owner says who they are and what the workspace is called."""

    name = _name(_("Your name"))
    email = _email()
    password = _password(required=True)
    workspace = forms.CharField(
        label=_("Name of the workspace"), max_length=80, help_text=_("Your team's name will do.")
    )
    field_order = ("name", "email", "password", "workspace")


class SignInForm(forms.Form):
    """The address and password of somebody who entered by a link."""

    email = _email()
    password = _password(required=True)

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        check_password(self, str(found.get("password", "")), user=User(email=str(found.get("email", ""))))
        return found


class InvitationForm(forms.Form):
    """Somebody new. The roles are those the inviting person may give."""

    name = _name(_("Name"))
    email = forms.EmailField(label=_("E-mail"), max_length=254)
    role = forms.ChoiceField(label=_("Role"))
    discipline = forms.ChoiceField(label=_("Discipline"), required=False)

    def __init__(self, data: Any = None, *, roles: Iterable[Role]) -> None:
        super().__init__(data, initial={"role": Role.MEMBER.value})
        _choose(self, "role", [(role.value, role.label) for role in roles])
        _choose(self, "discipline", [("", _("None")), *Discipline.choices])


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)


class ProfileForm(forms.Form):
    """What a person says of themselves."""

    name = _name(_("Name"))
    discipline = forms.ChoiceField(label=_("Discipline"), required=False)
    hue = forms.TypedChoiceField(label=_("Colour"), coerce=int, choices=[(hue, hue) for hue in range(1, HUES + 1)])

    def __init__(self, data: Any = None, *, person: Person) -> None:
        facts = {"name": person.name, "discipline": person.discipline, "hue": person.hue}
        super().__init__(data, initial=facts)
        _choose(self, "discipline", [("", _("None")), *Discipline.choices])


class TokenForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=80, help_text=_("Where it will be used, like: my laptop."))
    scope = forms.ChoiceField(label=_("May"), choices=Scope.choices, initial=Scope.WRITE.value)
    days = forms.ChoiceField(label=_("Ends"), choices=DAYS, required=False, initial="90")
    # The card somebody came from, so that the three lines are ready to paste.
    key = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)

    @property
    def expires_at(self) -> datetime | None:
        days = self.cleaned_data["days"]
        return now() + timedelta(days=int(days)) if days else None


class WorkspaceForm(forms.Form):
    name = forms.CharField(label=_("Name of the workspace"), max_length=80)


def check_password(form: forms.Form, password: str, *, user: User) -> None:
    """Put what is wrong with a new password at its field."""
    if not password:
        return
    try:
        validate_password(password, user)
    except ValidationError as error:
        form.add_error("password", error)


def _choose(form: forms.Form, name: str, choices: list[tuple[Any, Any]]) -> None:
    field = form.fields[name]
    field.choices = choices  # type: ignore[attr-defined]
