"""How a drawn notebook is shown on pages: in a frame of its own, with the way to it alone."""

from collections.abc import Iterable

from django.db.models import F
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from markupsafe import Markup

from assay.documents.models import Form, Version
from assay.kit import notebooks


def notebook_frame(address: str, title: str, *, name: str = "") -> Markup:
    """Return the frame; links with the target `name` lead into it. A frame prints only what it shows, so the page that
    it holds can be opened alone: it is sandboxed there as well, by its own headers.
    """
    shown = format_html(
        '<iframe class="frame frame--page" name="{}" src="{}" title="{}" loading="lazy" sandbox></iframe>'
        '<p class="small muted mt-2"><a class="a" href="{}" target="_blank" rel="noopener">{}</a></p>',
        *(name, address, title, address, _("Open it on its own, to print all of it")),
    )
    return Markup(shown)  # noqa: S704  escaped piece by piece


def frames_of(ids: Iterable[int]) -> dict[int, Markup]:
    """Return the frame of each drawn notebook among these documents; whoever asks has checked that they may be seen."""
    ids = list(ids)
    if not ids:
        return {}
    latest = Version.objects.filter(document__in=ids, document__form=Form.NOTEBOOK, number=F("document__version"))
    drawn = latest.filter(sha256__in=notebooks.drawn_ones()).values_list("document_id", "number", "title")
    return {pk: notebook_frame(reverse("documents:notebook", args=[pk, number]), title) for pk, number, title in drawn}
