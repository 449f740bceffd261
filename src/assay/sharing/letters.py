"""Letters to people outside. A secret waits in the queue sealed, so that no copy of the database alone opens a link."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from assay.kit.jobs import job
from assay.kit.mail import send_now
from assay.kit.sealing import sealed, unsealed
from assay.sharing.models import Confirmation, ShareLink
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


@job()
def mail_code(number: int) -> None:
    """Draw a code and send it; only the mail and a keyed digest know it. Sent already is done."""
    waiting = Confirmation.objects.filter(pk=number, sent_at=None, used_at=None)
    asked = waiting.select_related("link__stakeholder", "deliverable").first()
    if asked is None or asked.is_spent or not asked.link.is_open:
        return
    code = asked.draw_code()
    facts = {"name": asked.link.stakeholder.name, "code": code, "what": asked.deliverable.title}
    send_now(
        _("%(code)s confirms your approval") % facts, _code_letter(facts), recipients=[asked.link.stakeholder.email]
    )
    asked.note_sent()


def _code_letter(facts: dict[str, str]) -> str:
    text = _(
        "Hello %(name)s,\n\n"
        "this code confirms that you approve “%(what)s”:\n\n"
        "    %(code)s\n\n"
        "It holds for 15 minutes. It was not you? Then do nothing, and tell whoever sent you the link.\n"
    )
    return text % facts


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
