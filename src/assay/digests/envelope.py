"""How a letter is made: plain text, the same as HTML with the charts inside, and whom it goes to."""

from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.encoding import punycode
from django.utils.translation import gettext as _

from assay.digests.digest import Digest
from assay.digests.markdown import address_of, heading_of, joined, text_of
from assay.kit.clock import now
from assay.web.charts import Drawable, chart_png

# An address that is folded or encoded over lines is none to programs that press the button for their reader.
# Seven bits, as not every server passes eight on whole.
_WHOLE_LINES = SMTP.clone(max_line_length=900, cte_type="7bit")


@dataclass(frozen=True)
class Envelope:
    """Whom a letter goes to, and what closes it. `mark` is the letter's alone; `way` is where `way_says` leads."""

    name: str
    address: str
    mark: str
    closing: str
    way: str
    way_says: str
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class _Picture:
    """A chart in a letter, and the number by which the HTML names it."""

    chart: Drawable
    cid: str


def host_of_letters() -> str:
    return urlsplit(settings.BASE_URL).hostname or "localhost"


def letter_in(envelope: Envelope, digest: Digest) -> EmailMessage:
    """Return the whole message."""
    message = EmailMessage(policy=_WHOLE_LINES)
    message["Subject"] = joined(f"{heading_of(digest)}: {digest.gist}")
    message["From"] = settings.DEFAULT_FROM_EMAIL
    message["To"] = _as_servers_write(envelope.address)
    message["Date"] = format_datetime(now())
    message["Message-ID"] = f"<digest.{envelope.mark}@{host_of_letters()}>"
    message["Auto-Submitted"] = "auto-generated"
    for name, value in envelope.headers.items():
        message[name] = value
    message.set_content(_text(envelope, digest))
    pictures = [_Picture(one, f"{one.name}.{envelope.mark}@{host_of_letters()}") for one in digest.charts]
    message.add_alternative(_html(envelope, digest, pictures), subtype="html")
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


def _text(envelope: Envelope, digest: Digest) -> str:
    hello = _("Hello %(name)s,") % {"name": envelope.name}
    foot = f"-- \n{envelope.closing} {envelope.way_says}: {envelope.way}"
    return "\n\n".join([hello, heading_of(digest), text_of(digest), foot]) + "\n"


def _html(envelope: Envelope, digest: Digest, pictures: list[_Picture]) -> str:
    context = {
        "envelope": envelope,
        "pictures": pictures,
        "digest": digest,
        "heading": heading_of(digest),
        "whole": address_of,
    }
    return render_to_string("digests/letter.html", context)


def _as_servers_write(address: str) -> str:
    """Write a domain beyond ASCII as mail servers know it: few of them take it otherwise."""
    name, _at, domain = address.rpartition("@")
    return f"{name}@{punycode(domain)}"
