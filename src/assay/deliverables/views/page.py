"""The page of a deliverable."""

from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assay.accounts.doors import PersonRequest, signed_in
from assay.activity.feed import feed_about
from assay.deliverables.finding import deliverable_at
from assay.deliverables.forms import CommentForm
from assay.deliverables.models import Deliverable
from assay.deliverables.queries import page_of
from assay.notifications.watching import watching_of


@require_safe
@signed_in
def deliverable(request: PersonRequest, key: str) -> HttpResponse:
    """What is attached, who signed, what was said."""
    return page(request, deliverable_at(request, key))


def page(request: PersonRequest, found: Deliverable, *, status: int = 200, **more: Any) -> HttpResponse:
    """The page of a deliverable that this person may see; `more` brings forms that were filled in."""
    reader = request.person
    feed = feed_about(found.subject, reader=reader, most=20)
    context = {
        "deliverable": found,
        "project": found.project,
        "page": page_of(found, reader),
        "is_late": found.is_late(timezone.localdate()),
        "can_edit": found.project.can_be_edited_by(reader),
        "comment_form": CommentForm(),
        # What was said stands in the discussion.
        "feed": [replace(entry, quote="") if entry.said else entry for entry in feed],
        "watching": watching_of(found.subject, reader),
        "watched": {"kind": "deliverable", "name": found.key},
    }
    return render(request, "deliverables/deliverable.html", context | more, status=status)
