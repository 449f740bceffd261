"""Forms of accounts: what people type about themselves, each other and their tokens."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from assay.accounts.leaving import Tasks
from assay.accounts.models import Person, SecondStart, User
from assay.accounts.models.person import HUES, Discipline, Role
from assay.accounts.models.token import Scope
from assay.accounts.time_zones import known_time_zone
from assay.accounts.wording import weekday_choices
from assay.kit.clock import now

NEW_PASSWORD = {"autocomplete": "new-password"}
DAYS = [("30", _("in 30 days")), ("90", _("in 90 days")), ("365", _("in a year")), ("", _("never"))]


FATES = [
    (Tasks.STAY.value, _("They stay with the name until somebody moves them")),
    (Tasks.NOBODY.value, _("They become nobody's")),
    (Tasks.HAND.value, _("Somebody else gets them")),
]


class TimeZoneField(forms.CharField):
    """An IANA name; the templates offer `time_zones()` beside it."""

    widget = forms.TextInput({"list": "time-zones", "autocomplete": "off"})

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=64, required=False, **options)

    def validate(self, value: Any) -> None:
        super().validate(value)
        try:
            known_time_zone(value or "")
        except ValueError as error:
            raise ValidationError(str(error)) from error


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


class NewPasswordForm(WelcomeForm):
    """Somebody who lost their password sets another one."""

    password = _password(required=True)

    def __init__(self, data: Any = None, *, person: Person) -> None:
        super().__init__(data)
        self.user = person.user


class SignInForm(forms.Form):
    """The address and password of somebody who entered by a link."""

    email = _email()
    password = _password(required=True)

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        check_password(self, str(found.get("password", "")), user=User(email=str(found.get("email", ""))))
        return found


class JoinForm(WelcomeForm):
    """Somebody new on this server says who they are."""

    name = _name(_("Your name"))
    email = _email()
    password = _password(required=True)
    field_order = ("name", "email", "password")


class InvitationForm(forms.Form):
    """Somebody new. The roles are those the inviting person may give."""

    name = _name(_("Name"))
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        required=False,
        help_text=_("If you give one, the link works only for whoever signs in by it."),
    )
    role = forms.ChoiceField(label=_("Role"))
    discipline = forms.ChoiceField(label=_("Discipline"), required=False)

    def __init__(self, data: Any = None, *, roles: Iterable[Role]) -> None:
        super().__init__(data, initial={"role": Role.MEMBER.value})
        _choose(self, "role", [(role.value, role.label) for role in roles])
        _choose(self, "discipline", [("", _("None")), *Discipline.choices])


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)


class LeavingForm(forms.Form):
    """What becomes of the open tasks of somebody who leaves."""

    tasks = forms.ChoiceField(label=_("Open tasks"))
    to = forms.TypedChoiceField(label=_("Who gets them"), coerce=int, empty_value=None, required=False)

    def __init__(self, data: Any = None, *, successors: Iterable[Person]) -> None:
        # Who has no open task is not asked.
        said = None if data is None else {"tasks": Tasks.STAY.value} | data.dict()
        super().__init__(said, initial={"tasks": Tasks.STAY.value})
        self.successors = {one.pk: one for one in successors}
        people = [(one.pk, one.name) for one in self.successors.values()]
        _choose(self, "to", [("", _("Choose")), *people])
        _choose(self, "tasks", FATES if people else FATES[:2])

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if found.get("tasks") == Tasks.HAND and not found.get("to") and "to" not in self.errors:
            self.add_error("to", _("Choose who gets the tasks."))
        return found

    @property
    def wanted(self) -> dict[str, Any]:
        """What the verb `end_access` takes."""
        said = self.cleaned_data
        return {"tasks": Tasks(said["tasks"]), "to": self.successors.get(said["to"])}


class ProfileForm(forms.Form):
    """What a person says of themselves."""

    name = _name(_("Name"))
    discipline = forms.ChoiceField(label=_("Discipline"), required=False)
    hue = forms.TypedChoiceField(label=_("Colour"), coerce=int, choices=[(hue, hue) for hue in range(1, HUES + 1)])

    time_zone = TimeZoneField(
        label=_("Time zone"), help_text=_("Empty: as your browser says. Type a city, like Lisbon.")
    )
    working_days = forms.TypedMultipleChoiceField(
        label=_("Working days"),
        coerce=int,
        choices=weekday_choices,
        help_text=_("The age of your tasks counts these days only."),
        error_messages={"required": _("Choose at least one day.")},
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Any = None, *, person: Person) -> None:
        facts = {name: getattr(person, name) for name in self.base_fields}
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
    time_zone = TimeZoneField(
        label=_("Time zone"),
        help_text=_(
            "For people who have chosen none, where no browser says: when a day of absence begins. Empty: UTC."
        ),
    )


class WorkRulesForm(forms.Form):
    """What somebody meets who starts a second task."""

    second_start = forms.ChoiceField(choices=SecondStart.choices)

    def options(self) -> list[tuple[str, str, str]]:
        """Return each rule with its name and what it does."""
        does = {
            SecondStart.ASK: _(
                "Assay asks what becomes of the first: pause, finish, hand over, or keep both with a reason."
            ),
            SecondStart.WARN: _("It starts, is said at once, and card and lane show it. No reason is needed."),
            SecondStart.BLOCK: _("It is refused. Pause, finish or hand over the first; nobody may go over it."),
        }
        return [(rule.value, str(rule.label), str(does[rule])) for rule in SecondStart]


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
