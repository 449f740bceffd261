"""How a deliverable reads for somebody without an account: what it is for, and what is attached, in full."""

import re
from collections.abc import Callable

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from markupsafe import Markup

from assay.activity.references import linked
from assay.deliverables.models import Attachment, Deliverable
from assay.deliverables.queries.attached import attached_to, eye_on
from assay.web.markdown import markdown

_FILE = re.compile(r'"/deliverables/[^/"]+/files/(\d{1,18})"')
Addressing = Callable[[int], str]


def outside(deliverable: Deliverable) -> Markup:
    """Return it as HTML. Files have the addresses of the workspace until `with_files` gives them others."""
    context = {
        "deliverable": deliverable,
        "purpose": Markup(linked(str(markdown(deliverable.purpose)), None)),  # noqa: S704  cleaned
        "attached": attached_to(deliverable, eye_on(deliverable)),
        "nothing": _("Nothing is attached yet."),
    }
    return Markup(render_to_string("deliverables/_outside.html", context))  # noqa: S704  a template of ours


def with_files(html: Markup, address: Addressing) -> Markup:
    """Give each file of what `outside` returned the address that `address` says for its number."""
    return Markup(_FILE.sub(lambda found: f'"{address(int(found[1]))}"', html))  # noqa: S704  addresses are our own


def file_of(deliverable: Deliverable, number: int) -> Attachment | None:
    """Return a file that is attached now, by its number."""
    return deliverable.attachments.present().exclude(sha256="").filter(pk=number).first()
