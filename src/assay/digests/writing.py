"""How a letter is written: plain text, the same as HTML, the charts inside, and the way to get no more of them."""

from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import punycode
from django.utils.translation import gettext as _

from assay.accounts.models import Person
from assay.digests.digest import Digest
from assay.digests.markdown import address_of, heading_of, text_of
from assay.digests.models import Covers, Letter, Subscription
from assay.digests.outside import way_in
from assay.digests.plain import plain_digest_of
from assay.digests.queries import digest_of_projects, followed_by, projects_of
from assay.digests.weeks import zone_of, zone_of_person
from assay.kit.clock import now
from assay.web.charts import Drawable, chart_png

# An address that is folded or encoded over lines is none to programs that press the button for their reader.
_WHOLE_LINES = SMTP.clone(max_line_length=900)


@dataclass(frozen=True)
class _Picture:
    """A chart in a letter, and the number by which the HTML names it."""

    chart: Drawable
    cid: str


def message_of(letter: Letter) -> EmailMessage | None:
    """Return the whole message; None when there is nothing to tell, or nobody to tell it."""
    subscription = letter.subscription
    if subscription.day is None or not subscription.address:
        return None
    person = subscription.person
    with timezone.override(zone_of_person(person) if person else zone_of(subscription.workspace)):
        digest = digest_for(letter)
        return None if digest is None or digest.is_quiet else _message(letter, digest)


def digest_for(letter: Letter) -> Digest | None:
    """Return what the letter tells its reader; None for a stakeholder whose link opens nothing any more."""
    subscription = letter.subscription
    if subscription.person is not None:
        return _digest_of_person(letter, subscription.person)
    address = way_in(subscription)
    who = subscription.stakeholder
    return plain_digest_of(subscription.project, letter.span, stakeholder=who, url=address) if address else None


def ending_address(subscription: Subscription) -> str:
    """Return the address that ends the letters without signing in."""
    return address_of(reverse("digests:ending", args=[subscription.token]))


def _digest_of_person(letter: Letter, person: Person) -> Digest:
    workspace = person.workspace
    projects = projects_of(person) if letter.subscription.covers == Covers.ALL else followed_by(person)
    return digest_of_projects(projects, letter.span, reader=person, title=workspace.name, zone=zone_of(workspace))


def _message(letter: Letter, digest: Digest) -> EmailMessage:
    subscription = letter.subscription
    ending = ending_address(subscription)
    message = EmailMessage(policy=_WHOLE_LINES)
    message["Subject"] = _one_line(f"{heading_of(digest)}: {digest.gist}")
    message["From"] = settings.DEFAULT_FROM_EMAIL
    message["To"] = _as_servers_write(subscription.address)
    message["Date"] = format_datetime(now())
    message["Message-ID"] = f"<digest.{letter.pk}.{subscription.stamp[:12]}@{_host()}>"
    message["List-Unsubscribe"] = f"<{ending}>"
    message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message["List-Id"] = f"<digest.{_host()}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(_text(digest, subscription, ending))
    pictures = [_Picture(one, f"{one.name}.{letter.pk}@{_host()}") for one in digest.charts]
    message.add_alternative(_html(digest, subscription, ending, pictures), subtype="html")
    for one in pictures:
        _add_inside(message, one)
    return message


def _add_inside(message: EmailMessage, picture: _Picture) -> None:
    """Put the picture beside the HTML, which shows it by its number: nothing is fetched from anywhere."""
    html: Any = message.get_body(("related", "html"))
    name = f"{picture.chart.name}.png"
    html.add_related(
        chart_png(picture.chart), "image", "png", cid=f"<{picture.cid}>", disposition="inline", filename=name
    )


def _text(digest: Digest, subscription: Subscription, ending: str) -> str:
    closing = _("You get this once a week. To get no more of these letters: %(address)s") % {"address": ending}
    hello = _("Hello %(name)s,") % {"name": subscription.name}
    return "\n\n".join([hello, heading_of(digest), text_of(digest), "-- \n" + closing]) + "\n"


def _html(digest: Digest, subscription: Subscription, ending: str, pictures: list[_Picture]) -> str:
    context = {
        "pictures": pictures,
        "digest": digest,
        "heading": heading_of(digest),
        "name": subscription.name,
        "ending": ending,
        "whole": address_of,
    }
    return render_to_string("digests/letter.html", context)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _as_servers_write(address: str) -> str:
    """Write a domain beyond ASCII as mail servers know it: few of them take it otherwise."""
    name, _at, domain = address.rpartition("@")
    return f"{name}@{punycode(domain)}"


def _host() -> str:
    return urlsplit(settings.BASE_URL).hostname or "localhost"
