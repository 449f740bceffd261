"""How a thing reads behind a link: as its kind says, with pictures that come through the link."""

import re

from django.template.loader import render_to_string
from django.urls import reverse
from markupsafe import Markup

from assay.activity.references import linked
from assay.documents.models import Document
from assay.documents.outside import with_pictures
from assay.kit import notebooks
from assay.sharing.things import Thing
from assay.web.markdown import markdown

_WAY_IN = re.compile(r'<a href="/[^>]*>(.*?)</a>', re.DOTALL)
_PICTURE = re.compile(r"<img [^>]*>")


def body_of(thing: Thing, secret: str) -> Markup:
    """Return the thing as HTML; it is at hand and its kind can be shared."""
    document = thing.found
    if not isinstance(document, Document):
        return thing.body
    if document.is_notebook:
        return _notebook(document, secret)
    return with_pictures(thing.body, lambda file: _address(secret, document, "by-link-file", file))


def _notebook(document: Document, secret: str) -> Markup:
    """A notebook in a frame of its own, where nothing of it runs."""
    drawing = notebooks.page_of(document.latest.sha256)
    context = {"document": document, "drawing": drawing, "frame": _address(secret, document, "by-link-notebook")}
    return Markup(render_to_string("sharing/_notebook.html", context))  # noqa: S704 - our own template escapes


def _address(secret: str, document: Document, name: str, *more: int) -> str:
    return reverse(f"sharing:{name}", args=[secret, "document", document.pk, *more])


def words_of(text: str) -> Markup:
    """Return a Markdown text without pictures and without ways into the workspace."""
    html = linked(str(markdown(text)), None)
    return Markup(_PICTURE.sub("", _WAY_IN.sub(r"\1", html)))  # noqa: S704  cleaned
