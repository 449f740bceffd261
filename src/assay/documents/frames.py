"""Where notebooks are shown on pages of other domains: each in a frame of its own, once the worker has drawn it."""

from collections.abc import Iterable

from django.db.models import F
from django.urls import reverse
from django.utils.html import format_html
from markupsafe import Markup

from assay.documents.models import Form, Version
from assay.kit import notebooks


def frames_of(ids: Iterable[int]) -> dict[int, Markup]:
    """Return the frame of each drawn notebook among these documents; whoever asks has checked that they may be seen."""
    ids = list(ids)
    if not ids:
        return {}
    latest = Version.objects.filter(document__in=ids, document__form=Form.NOTEBOOK, number=F("document__version"))
    drawn = latest.filter(sha256__in=notebooks.drawn_ones()).values_list("document_id", "number", "title")
    return {pk: _frame(pk, number, title) for pk, number, title in drawn}


def _frame(number: int, version: int, title: str) -> Markup:
    address = reverse("documents:notebook", args=[number, version])
    frame = '<iframe class="frame frame--page" src="{}" title="{}" sandbox loading="lazy"></iframe>'
    return Markup(format_html(frame, address, title))  # noqa: S704  escaped piece by piece
