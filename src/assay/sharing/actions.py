"""Sharing in one step: name somebody new, make the link, send it."""

from django.db import transaction

from assay.accounts.models import Person
from assay.projects.models import Project, Stakeholder
from assay.sharing.following import go_on_following
from assay.sharing.letters import send_link
from assay.sharing.models import ShareLink, Wish


@transaction.atomic
def share_with(stakeholder: Stakeholder, wish: Wish, *, by_mail: bool, by: Person) -> tuple[ShareLink, str]:
    """Make a link for somebody the project knows and return it with its secret. Raises `CannotShare`."""
    link, secret = ShareLink.make(stakeholder, wish, by=by)
    go_on_following(link, secret)
    if by_mail:
        send_link(link, secret)
    return link, secret


@transaction.atomic
def share_with_somebody_new(
    project: Project, name: str, email: str, wish: Wish, *, by_mail: bool, by: Person
) -> tuple[ShareLink, str]:
    """Add a stakeholder and make a link for them; neither is kept when it fails. Raises `CannotShare`."""
    added = Stakeholder.add(project, name=name, email=email, by=by)
    return share_with(added, wish, by_mail=by_mail, by=by)


@transaction.atomic
def renew(link: ShareLink, *, days: int, by_mail: bool, by: Person) -> str:
    """Give the link a new secret and time; the secret before stops working. Raises `CannotShare`."""
    secret = link.renew(link.wish(days=days), by=by)
    go_on_following(link, secret)
    if by_mail:
        send_link(link, secret)
    return secret
