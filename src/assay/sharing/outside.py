"""How a thing reads behind a link: as its kind says, with pictures that come through the link."""

from django.urls import reverse
from markupsafe import Markup

from assay.documents.models import Document
from assay.documents.outside import with_pictures
from assay.sharing.things import Thing


def body_of(thing: Thing, secret: str) -> Markup:
    """Return the thing as HTML; it is at hand and its kind can be shared."""
    html = thing.body
    if not isinstance(thing.found, Document):
        return html
    document = thing.name
    return with_pictures(
        html, lambda file: reverse("sharing:by-link-file", args=[secret, document.kind, document.id, file])
    )
