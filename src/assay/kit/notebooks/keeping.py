"""Which notebooks are drawn. A page is asked for by the digest of the notebook, and the worker draws it once."""

from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet

from assay.kit import blobs
from assay.kit.clock import now
from assay.kit.jobs import job
from assay.kit.models import NotebookPage
from assay.kit.notebooks.drawing import drawn
from assay.kit.notebooks.reading import MOST_BYTES, NoNotebook

# A page that was drawn another way is drawn again.
VERSION = 3
# A page whose job was set aside is asked for anew when somebody looks again later.
PATIENCE = timedelta(minutes=10)


def page_of(sha256: str) -> NotebookPage:
    """Return the page of the notebook, asking the worker for one that is not there yet."""
    found = NotebookPage.objects.filter(sha256=sha256, version=VERSION).first()
    if found is not None and (found.is_ready or found.fault or found.asked_at > now() - PATIENCE):
        return found
    fresh = {"version": VERSION, "asked_at": now(), "fault": "", "html_sha256": None, "headings": []}
    with transaction.atomic():
        page, _is_new = NotebookPage.objects.update_or_create(sha256=sha256, defaults=fresh)
        draw.later(sha256)
    return page


def drawn_ones() -> QuerySet[NotebookPage, str]:
    """Return the digests of all notebooks that are drawn, for a query to be narrowed by; nothing is asked for."""
    ready = NotebookPage.objects.filter(version=VERSION).exclude(html_sha256=None)
    return ready.values_list("sha256", flat=True)


@job()
def draw(sha256: str) -> None:
    """Draw the notebook and keep the page; what is none keeps the reason."""
    pages = NotebookPage.objects.filter(sha256=sha256, version=VERSION)
    try:
        with blobs.open(sha256) as file:
            page = drawn(file.read(MOST_BYTES + 1))
    except (NoNotebook, blobs.NoSuchBlob) as error:
        pages.update(fault=str(error)[:300] or "The file is gone.")
        return
    kept = blobs.keep([page.html.encode("utf-8", "replace")])
    pages.update(html_sha256=kept.sha256, headings=page.headings, fault="")
