"""Going through an invitation: the join of the link, the identity that signs in, and the person."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from assay.accounts.models import Invitation, Person, User
from assay.accounts.models.invitation import InvitationClosed
from assay.kit.clock import now


class OtherAddress(Exception):
    """The invitation is bound to another e-mail address."""


class AlreadyHere(Exception):
    """Whoever signs in by this address is in the workspace already; the link stays unused."""


@transaction.atomic
def accept(invitation: Invitation, *, user: User, name: str = "", at: datetime | None = None) -> Person:
    """Let `user` into the workspace and return the person; who was here before comes back as the same one.

    Raises `OtherAddress`, `AlreadyHere`, and `InvitationClosed` when the link has been used meanwhile.
    """
    at = at or now()
    if not invitation.fits(user):
        raise OtherAddress(_("This invitation was made for another e-mail address."))
    # Two invitations accepted at once by one identity make one person.
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    before = user.people.filter(workspace_id=invitation.workspace_id).select_related("workspace").first()
    if before is not None and before.left_at is None:
        raise AlreadyHere(_("You are in this workspace already."))
    if not invitation.use_up(at=at):
        raise InvitationClosed(_("This invitation was used or ended a moment ago."))
    person = before or _joined(invitation, user, name=name, at=at)
    if before is not None:
        before.come_back(invitation.role, by=before, invited_by=invitation.made_by.name, at=at)
    invitation.remember(person)
    return person


@transaction.atomic
def accept_as_newcomer(
    invitation: Invitation, *, name: str, email: str, password: str, at: datetime | None = None
) -> tuple[Person, User]:
    """Make an identity that signs in by `email` and let it in; return the person and the identity.

    Raises `AddressInUse` for an address that signs in already: its owner signs in first and opens the link
    again. Raises what `accept` does.
    """
    user = User.objects.enrol(email, password)
    return accept(invitation, user=user, name=name, at=at), user


def _joined(invitation: Invitation, user: User, *, name: str, at: datetime) -> Person:
    return Person.join(
        invitation.workspace,
        name=name or invitation.name,
        role=invitation.role,
        user=user,
        discipline=invitation.discipline,
        invited_by=invitation.made_by.name,
        at=at,
    )
