"""Following by mail: a stakeholder gets the digest of the project, with the way to their own page in it.

The secret of their link is kept for that, sealed: no copy of the database alone opens it.
"""

from assay.digests.models import Subscription
from assay.kit.mail import has_mail
from assay.kit.sealing import CannotUnseal, sealed, unsealed
from assay.sharing.letters import address_of
from assay.sharing.models import ShareLink
from assay.sharing.reach import opens_view

PURPOSE = "assay.sharing.following"


def may_follow(link: ShareLink) -> bool:
    """Whether the digest can be sent to who has the link: it opens the project, and mail reaches them."""
    return opens_view(link) and bool(link.stakeholder.email) and has_mail()


def follows(link: ShareLink) -> bool:
    return Subscription.objects.wanted().filter(stakeholder=link.stakeholder).exists()


def follow(link: ShareLink, secret: str) -> None:
    Subscription.follow(link.stakeholder, way=sealed(secret, purpose=PURPOSE))


def unfollow(link: ShareLink) -> None:
    """Send no more letters. Twice is once."""
    found = Subscription.objects.wanted().filter(stakeholder=link.stakeholder).first()
    if found is not None:
        found.end()


def go_on_following(link: ShareLink, secret: str) -> None:
    """Let who follows come in by the new secret of their link; the letters go on."""
    if opens_view(link) and follows(link):
        follow(link, secret)


def way_in(subscription: Subscription) -> str:
    """Return the address of the page of who follows; empty when their link opens nothing any more."""
    try:
        secret = unsealed(subscription.way, purpose=PURPOSE)
    except CannotUnseal:
        return ""
    link = ShareLink.objects.of_secret(secret)
    return address_of(secret) if link is not None and link.is_open and opens_view(link) else ""
