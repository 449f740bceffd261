"""Who may come in by single sign-on for the first time: whom somebody invited, or whose domain is let in."""

from allauth.socialaccount.models import SocialAccount
from django.db import transaction
from django.utils.translation import gettext as _

from assay.accounts.accepting import AlreadyHere, OtherAddress, accept
from assay.accounts.models import Invitation, Person, User, Workspace
from assay.accounts.models.invitation import InvitationClosed
from assay.accounts.models.person import Role
from assay.accounts.security.events import SingleSignOnLinked
from assay.accounts.single_sign_on import chosen
from assay.activity.recording import record
from assay.kit.clock import now


class NotAdmitted(Exception):
    """Nobody let this person in; the message says what they can do."""


@transaction.atomic
def admit(account: SocialAccount, *, invitation: int | None) -> tuple[Person, User]:
    """Make a person of whom the provider vouches for, link `account` to them and return them. Raises `NotAdmitted`.

    Never links to somebody who is here already: an address alone is no proof that both are the same. `invitation`
    is the one by whose link they came.
    """
    email = _verified(account)
    if User.objects.filter(email=email).exists():
        raise NotAdmitted(
            _("%(email)s signs in here by password. Do so once, and link both on your Security page.")
            % {"email": email}
        )
    name = str(account.extra_data.get("name") or email.partition("@")[0])
    user = User.objects.create_user(email)
    person = _joined(user, name=name, invitation=invitation)
    link(account, user, person=person)
    return person, user


def link(account: SocialAccount, user: User, *, person: Person) -> None:
    """Let `user` sign in by `account` from now on."""
    account.user = user
    account.save()
    record(SingleSignOnLinked(provider=chosen().name), on=person, by=person)


def _verified(account: SocialAccount) -> str:
    said = account.extra_data
    email = str(said.get("email", "")).strip().lower()
    if not email or said.get("email_verified") is not True:
        raise NotAdmitted(_("Your provider does not say that your e-mail address is really yours. Ask who runs it."))
    return email


def _joined(user: User, *, name: str, invitation: int | None) -> Person:
    invited = _invitation(user.email, invitation)
    if invited is not None:
        try:
            return accept(invited, user=user, name=name)
        except (AlreadyHere, InvitationClosed, OtherAddress) as reason:
            raise NotAdmitted(str(reason)) from reason
    workspace = _open_workspace(user.email)
    if workspace is None:
        raise NotAdmitted(_("Nobody has invited %(email)s. Ask an owner of your workspace.") % {"email": user.email})
    return Person.join(workspace, name=name, role=Role.MEMBER, user=user)


def _invitation(email: str, by_link: int | None) -> Invitation | None:
    """Return the open invitation they came by, else the newest for their address."""
    found = Invitation.objects.waiting().filter(expires_at__gt=now()).select_related("workspace", "made_by", "person")
    picked = found.filter(pk=by_link) if by_link else found.filter(email=email)
    invitation = picked.order_by("-pk").first()
    return invitation if invitation and invitation.is_backed else None


def _open_workspace(email: str) -> Workspace | None:
    """Return the first workspace for whom the settings let in by their domain."""
    is_open = email.rpartition("@")[2] in chosen().domains
    return Workspace.objects.order_by("pk").first() if is_open else None
