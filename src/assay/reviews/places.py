"""Where the weekly review stands in the rail, how many stops are left, and where the walk goes on."""

from datetime import timedelta
from typing import Any

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assay.accounts.middleware import note_of_people
from assay.accounts.models.person import Role
from assay.kit.clock import now
from assay.projects.models import ProjectMember
from assay.reviews.models import Review, Stop
from assay.web.page_actions import PageAction
from assay.web.rail import RailEntry

NOTED = "stops_left"
_WEEK = timedelta(days=7)


def note_stops_left() -> None:
    """Let the query that finds who is signed in count the stops, so that no page asks once more for the rail."""
    note_of_people(NOTED, _stops_left)


def _stops_left() -> Subquery:
    mine: QuerySet[Any] = Stop.objects.open().filter(
        review__person=OuterRef("pk"), review__finished_at=None, review__begun_at__gt=now() - _WEEK
    )
    mine = mine.filter(_is_seen())
    counted = mine.order_by().values(of=F("review__person")).annotate(count=Count("pk")).values("count")
    return Subquery(counted, output_field=IntegerField())


def _is_seen() -> Q:
    """Whether the lead of the review still sees the project of a stop, as `Project.objects.visible_to` says it."""
    named = ProjectMember.objects.filter(person=OuterRef("review__person"), project=OuterRef("project"))
    leads = Q(review__person__role__in=[Role.OWNER, Role.LEAD])
    return leads | Q(project__private_at=None) | Q(project__lead=F("review__person")) | Q(Exists(named))


def _is_here(request: HttpRequest) -> bool:
    match = request.resolver_match
    return bool(match and match.app_name == "reviews")


def _leads(person: Any, project: Any) -> bool:
    return bool(person.can_write and (person.leads_workspace or (project and project.lead_id == person.pk)))


PLACES = (
    RailEntry(
        section="main",
        order=12,
        icon="review",
        label=_("Weekly review"),
        url=lambda _person, _project: reverse("reviews:now"),
        is_current=_is_here,
        count=lambda person, _project: getattr(person, NOTED, None) or None,
        shown=_leads,
        is_due=True,
        key="g w",
    ),
)


def review_button(kind: str, _thing: Any, reader: Any) -> PageAction | None:
    """Offer the weekly review above the portfolio."""
    if kind != "portfolio" or not _leads(reader, None):
        return None
    return PageAction(_("Weekly review"), reverse("reviews:now"), "review")


def stop_place(review: Review, position: int) -> str:
    return reverse("reviews:stop", args=[review.pk, position])


def next_place(review: Review, *, after: int = 0) -> str:
    """Return the address of the next open stop, from `after` on and round again; else the end.

    What was put off comes when nothing else is left, once in each walk through.
    """
    rows = Stop.objects.visible_to(review.person).filter(review=review).open().in_order()
    waiting = list(rows.values_list("position", "put_off_at"))
    fresh = [position for position, put_off_at in waiting if put_off_at is None]
    later = [position for position, _put_off_at in waiting if position > after]
    following = [position for position in fresh if position > after] or fresh or later
    return stop_place(review, following[0]) if following else reverse("reviews:review", args=[review.pk])
