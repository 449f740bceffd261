"""Invitations: a link by which somebody joins the workspace once, with the role it names."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from assay.accounts.events import InvitationMade, InvitationRenewed, InvitationRevoked
from assay.accounts.models.person.roles import Discipline, Role, RoleRefused
from assay.accounts.models.token import digest
from assay.activity.recording import record
from assay.kit import ids
from assay.kit.clock import now

if TYPE_CHECKING:
    from assay.accounts.models.person import Person
    from assay.accounts.models.user import User

PREFIX = "join"
OPEN_FOR = timedelta(days=7)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def visible_to(self, person: "Person") -> "InvitationQuerySet":
        """Those who may invite see what is open; nobody else learns of it."""
        if not person.can_manage_people:
            return self.none()
        return self.filter(workspace_id=person.workspace_id)

    def waiting(self) -> "InvitationQuerySet":
        """Neither used nor revoked; the time of some may be over, they can be renewed."""
        return self.filter(used_at=None, revoked_at=None)

    def open_by(self, secret: str, *, at: datetime | None = None) -> "Invitation | None":
        """Return the invitation that this secret still opens, or None."""
        found = self.waiting().filter(digest=digest(secret), expires_at__gt=at or now())
        invitation = found.select_related("workspace", "made_by").first()
        return invitation if invitation and invitation.is_backed else None


class Invitation(models.Model):
    """Somebody may come in as `role`. With an `email` only who signs in by that address.

    `person` is who used it.
    """

    workspace = models.ForeignKey("accounts.Workspace", on_delete=models.CASCADE, related_name="invitations")
    person = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, related_name="invitations", null=True)
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    role = models.CharField(max_length=10, choices=Role)
    discipline = models.CharField(max_length=20, choices=Discipline, blank=True)
    digest = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, related_name="invitations_made")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(role__in=Role.values), name="invitation_role_known")]

    def __str__(self) -> str:
        return f"{self.name} as {self.role}"

    @classmethod
    @transaction.atomic
    def make(
        cls,
        *,
        name: str,
        role: str,
        by: "Person",
        email: str = "",
        discipline: str = "",
        at: datetime | None = None,
    ) -> "tuple[Invitation, str]":
        """Invite somebody; return the invitation and the secret of its link. Raises `RoleRefused`."""
        _check_may_invite(role, by=by)
        at, secret = at or now(), ids.secret(PREFIX)
        invitation = cls.objects.create(
            workspace=by.workspace,
            name=name,
            email=email.strip().lower(),
            role=role,
            discipline=discipline,
            digest=digest(secret),
            made_by=by,
            created_at=at,
            expires_at=at + OPEN_FOR,
        )
        record(InvitationMade(name=name, role=role), on=by.workspace, by=by, at=at)
        return invitation, secret

    @property
    def is_backed(self) -> bool:
        """Whether who made it may still do so: an invitation of somebody removed or demoted opens nothing."""
        return self.made_by.can_invite_as(self.role)

    @property
    def is_over(self) -> bool:
        return self.expires_at <= now()

    def fits(self, user: "User") -> bool:
        """Whether this identity may use the link."""
        return not self.email or self.email == user.email

    @transaction.atomic
    def renew(self, *, by: "Person", at: datetime | None = None) -> str:
        """Make a new link for a week and return its secret; the one before stops working.

        Raises `RoleRefused`, and `InvitationClosed` when it was used or revoked.
        """
        _check_may_invite(self.role, by=by)
        at, secret = at or now(), ids.secret(PREFIX)
        change = {"digest": digest(secret), "expires_at": at + OPEN_FOR, "made_by": by}
        if not Invitation.objects.waiting().filter(pk=self.pk).update(**change):
            raise InvitationClosed(_("This invitation was used or revoked. Make a new one."))
        self.refresh_from_db()
        record(InvitationRenewed(name=self.name, role=self.role), on=self.workspace, by=by, at=at)
        return secret

    @transaction.atomic
    def revoke(self, *, by: "Person", at: datetime | None = None) -> None:
        """End the invitation; once more changes nothing. Raises `RoleRefused`."""
        if not by.can_invite_as(self.role):
            raise RoleRefused(_("Only an owner ends an invitation with this role."))
        if Invitation.objects.waiting().filter(pk=self.pk).update(revoked_at=at or now()):
            record(InvitationRevoked(name=self.name, role=self.role), on=self.workspace, by=by, at=at)

    def use_up(self, *, at: datetime) -> bool:
        """Take the link in one statement; False when somebody else was faster or it was closed."""
        still_open = Invitation.objects.waiting().filter(pk=self.pk, digest=self.digest, expires_at__gt=at)
        return bool(still_open.update(used_at=at))

    def remember(self, person: "Person") -> None:
        """Keep who came in by this."""
        self.person = person
        self.save(update_fields=["person"])


class InvitationClosed(Exception):
    """The link was used, revoked, renewed, or its time is over; perhaps a moment ago, in another window."""


def _check_may_invite(role: str, *, by: "Person") -> None:
    if not by.can_invite_as(role):
        raise RoleRefused(_("You may not invite anybody with this role."))
