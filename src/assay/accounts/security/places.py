"""Where the pages of security stand, and what keeps somebody at the door."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assay.accounts.security.second_factor import owed_by
from assay.web.doors import register_condition
from assay.web.jinja import register_global
from assay.web.rail import RailEntry, register_rail


def _on_security(request: HttpRequest) -> bool:
    return request.path.startswith((reverse("mfa_index"), reverse("account_change_password")))


PLACES = (
    RailEntry(
        section="person",
        order=30,
        icon="lock",
        label=_("Security"),
        url=lambda _person, _project: reverse("mfa_index"),
        is_current=_on_security,
    ),
    RailEntry(
        section="person",
        order=40,
        icon="monitor",
        label=_("Sessions"),
        url=lambda _person, _project: reverse("usersessions_list"),
        is_current=lambda request: request.path.startswith(reverse("usersessions_list")),
    ),
    RailEntry(
        section="workspace",
        order=40,
        icon="lock",
        label=_("Sign-in"),
        url=lambda _person, _project: reverse("accounts:sign_in_rule"),
        is_current=lambda request: request.path == reverse("accounts:sign_in_rule"),
    ),
)


def register() -> None:
    """Call it in `AppConfig.ready()`."""
    from assay.accounts.security import events, new_password, sessions  # noqa: F401  they register themselves

    register_rail(*PLACES)
    register_condition(owed_by)
    register_global("single_sign_on_name", _single_sign_on_name)


def _single_sign_on_name() -> str:
    """What the button of single sign-on is called; empty where there is none."""
    return settings.SINGLE_SIGN_ON.name if settings.SINGLE_SIGN_ON else ""
