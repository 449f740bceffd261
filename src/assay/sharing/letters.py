"""Letters to people outside. A secret waits in the queue sealed, so that no copy of the database alone opens a link."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from assay.kit.jobs import job
from assay.kit.mail import send_now
from assay.kit.sealing import sealed, unsealed
from assay.sharing.models import ShareLink
from assay.sharing.models.link import digest
from assay.sharing.things import titles_of
from assay.web.when import day

PURPOSE = "assay.sharing.letters"


def address_of(secret: str) -> str:
    return settings.BASE_URL + reverse("sharing:by-link", args=[secret])


def send_link(link: ShareLink, secret: str) -> None:
    """Queue the letter that brings the link; it goes out if, and only if, the surrounding transaction commits."""
    mail_link.later(link.pk, sealed(secret, purpose=PURPOSE))


@job()
def mail_link(number: int, box: str) -> None:
    """Send the link, unless it was ended or renewed meanwhile."""
    secret = unsealed(box, purpose=PURPOSE)
    links = ShareLink.objects.kept().filter(pk=number, digest=digest(secret))
    link = links.select_related("project", "stakeholder", "created_by").first()
    if link is None or not link.is_open or not link.stakeholder.email:
        return
    subject = _("%(who)s shares with you: %(what)s") % {"who": link.created_by.name, "what": _what(link)}
    send_now(subject, _letter(link, address_of(secret)), recipients=[link.stakeholder.email])


def _what(link: ShareLink) -> str:
    return ", ".join(titles_of(link)) or link.project.name


def _letter(link: ShareLink, address: str) -> str:
    text = _(
        "Hello %(name)s,\n\n"
        "%(who)s shares with you: %(what)s.\n"
        "You need no account. This link is for you alone; whoever has it reads the same:\n\n"
        "%(address)s\n\n"
        "It is open until %(until)s.\n"
    )
    facts = {"name": link.stakeholder.name, "who": link.created_by.name, "what": _what(link), "address": address}
    return text % (facts | {"until": day(link.expires_at)})
