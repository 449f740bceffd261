"""The second factor: what somebody has, who may take it away, and who needs one."""

from dataclasses import dataclass

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assay.accounts.models import Person, User, Workspace
from assay.accounts.models.person import RoleRefused
from assay.accounts.security.events import SecondFactorMadeOptional, SecondFactorRequired, SecondFactorReset
from assay.activity.recording import record
from assay.kit.clock import now

# Recovery codes alone are no factor: they stand in for one that is lost.
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """allauth's words about second factors, in ours."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy(
            "This does not fit. Codes change every half minute: take the newest and try again."
        ),
    }

    def generate_authenticator_name(self, user: User, type: str) -> str:  # noqa: A002 - its name in allauth
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return _("Passkey %(number)s") % {"number": count + 1}


@dataclass(frozen=True)
class Factors:
    """What somebody has besides the password."""

    app: Authenticator | None
    passkeys: list[Authenticator]
    codes_left: int | None

    @property
    def has_any(self) -> bool:
        return bool(self.app or self.passkeys)


def factors_of(user: User) -> Factors:
    """Return the second factors of `user`; `codes_left` is None without recovery codes."""
    rows = list(Authenticator.objects.filter(user_id=user.pk).order_by("pk"))
    by_type = {row.type: row for row in rows}
    codes = by_type.get(Authenticator.Type.RECOVERY_CODES)
    return Factors(
        app=by_type.get(Authenticator.Type.TOTP),
        passkeys=[row for row in rows if row.type == Authenticator.Type.WEBAUTHN],
        codes_left=len(codes.wrap().get_unused_codes()) if codes else None,
    )


def has_second_factor(user: User) -> bool:
    return bool(Authenticator.objects.filter(user_id=user.pk, type__in=FACTORS).exists())


def without_second_factor(workspace: Workspace) -> list[Person]:
    """Return those who would be kept at the door if everybody needed one."""
    having = Authenticator.objects.filter(type__in=FACTORS).values("user_id")
    return list(Person.objects.filter(workspace=workspace).present().exclude(user_id__in=having).by_name())


def owed_by(request: HttpRequest) -> str:
    """Return where somebody must go to set up the second factor that their workspace asks for, or nothing."""
    person: Person | None = getattr(request, "person", None)
    if person is None or person.workspace.second_factor_required_at is None or person.user is None:
        return ""
    return "" if has_second_factor(person.user) else reverse("mfa_index")


@transaction.atomic
def reset_second_factor(person: Person, *, by: Person | None) -> None:
    """Take away whatever `person` has besides the password, for somebody who lost it. Raises `RoleRefused`.

    Not where they are in another workspace too: it guards that one as well. None is the operator of the server,
    who may for anybody.
    """
    if by is not None:
        _check_may_reset(person, by=by)
    deleted, _by_table = Authenticator.objects.filter(user_id=person.user_id).delete()
    if deleted:
        record(SecondFactorReset(name=person.name), on=person.workspace, by=by)


def _check_may_reset(person: Person, *, by: Person) -> None:
    if not by.is_owner or by.workspace_id != person.workspace_id:
        raise RoleRefused(_("Only an owner takes away a second factor."))
    if person.is_elsewhere():
        raise RoleRefused(_("This person is in another workspace as well; their second factor guards that one too."))


@transaction.atomic
def require_second_factor(workspace: Workspace, *, by: Person) -> None:
    """From now on nobody gets past the door without a second factor. Raises `RoleRefused`."""
    _check_owner(workspace, by=by)
    if Workspace.objects.filter(pk=workspace.pk, second_factor_required_at=None).update(
        second_factor_required_at=now()
    ):
        record(SecondFactorRequired(place=workspace.name), on=workspace, by=by)


@transaction.atomic
def make_second_factor_optional(workspace: Workspace, *, by: Person) -> None:
    """Leave it to everybody whether they have a second factor. Raises `RoleRefused`."""
    _check_owner(workspace, by=by)
    required = Workspace.objects.filter(pk=workspace.pk).exclude(second_factor_required_at=None)
    if required.update(second_factor_required_at=None):
        record(SecondFactorMadeOptional(place=workspace.name), on=workspace, by=by)


def _check_owner(workspace: Workspace, *, by: Person) -> None:
    if not by.is_owner or by.workspace_id != workspace.pk:
        raise RoleRefused(_("Only an owner decides about second factors."))
