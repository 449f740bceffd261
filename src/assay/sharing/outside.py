"""How a thing reads behind a link: as its kind says, with pictures that come through the link."""

import re

from django.urls import reverse
from markupsafe import Markup

from assay.activity.references import linked
from assay.documents.models import Document
from assay.documents.outside import with_pictures
from assay.sharing.things import Thing
from assay.web.markdown import markdown

_WAY_IN = re.compile(r'<a href="/[^>]*>(.*?)</a>', re.DOTALL)
_PICTURE = re.compile(r"<img [^>]*>")


def body_of(thing: Thing, secret: str) -> Markup:
    """Return the thing as HTML; it is at hand and its kind can be shared."""
    html = thing.body
    if not isinstance(thing.found, Document):
        return html
    document = thing.name
    return with_pictures(
        html, lambda file: reverse("sharing:by-link-file", args=[secret, document.kind, document.id, file])
    )


def words_of(text: str) -> Markup:
    """Return a Markdown text without pictures and without ways into the workspace."""
    html = linked(str(markdown(text)), None)
    return Markup(_PICTURE.sub("", _WAY_IN.sub(r"\1", html)))  # noqa: S704  cleaned
