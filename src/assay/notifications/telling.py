"""Write the notices of an event. Runs in the worker; once more does no harm."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from django.db import transaction
from django.db.models import Q

from assay.activity.kinds import kind_named
from assay.activity.models import Event
from assay.activity.references import found_in
from assay.kit.jobs import job
from assay.notifications.models import Notice, Silence, Watch
from assay.notifications.reasons import WEIGHT, Reason
from assay.notifications.topics import ring
from assay.notifications.watching import begin

if TYPE_CHECKING:
    from assay.accounts.models import Person

# Whoever watches a project hears of all its objects.
PROJECT = "project"


@job()
def tell(number: int) -> None:
    """Tell whom the event concerns: one notice per person, none to who did it, none of what one may not see."""
    event = Event.objects.filter(pk=number).select_related("person").first()
    if event is None:
        return
    mentioned = _mentioned(event)
    reasons = _watching(event)
    for found in (event.happening.addressed(), dict.fromkeys(mentioned, Reason.MENTIONED.value)):
        for person, reason in found.items():
            reasons[person] = min(reason, reasons.get(person, reason), key=lambda one: WEIGHT.get(one, len(WEIGHT)))
    people = [one for one in _wanting(event, reasons) if _may_see(one, event)]
    with transaction.atomic():
        begin(event.subject, [one.pk for one in people if one.pk in mentioned])
        _write(event, people, reasons)


def _mentioned(event: Event) -> set[int]:
    """Return who is named in what was written and was not before."""
    before, after = (set(found_in(text, kind="person")) for text in event.happening.written())
    kind = kind_named("person")
    if kind is None or kind.named is None or event.person is None or not after:
        return set()
    named = kind.named(event.person, after)
    return {named[one].pk for one in after & named.keys()} - {named[one].pk for one in before & named.keys()}


def _watching(event: Event) -> dict[int, str]:
    reason = event.happening.told_as()
    if not reason:
        return {}
    here = Q(subject_kind=event.subject_kind, subject_id=event.subject_id)
    around = Q(subject_kind=PROJECT, subject_id=str(event.project_id))
    return dict.fromkeys(Watch.objects.filter(here | around).values_list("person_id", flat=True), reason)


def _wanting(event: Event, reasons: Mapping[int, str]) -> "list[Person]":
    """Return those who are still here, did not do it themselves, and want to hear of it."""
    silent = set(Silence.objects.filter(person__in=reasons).values_list("person_id", "reason"))
    model = cast("type[Person]", Notice._meta.get_field("person").related_model)
    present = model.objects.present().filter(pk__in=reasons, workspace_id=event.workspace_id)
    return [one for one in present if one.pk != event.person_id and (one.pk, reasons[one.pk]) not in silent]


def _may_see(person: "Person", event: Event) -> bool:
    kind = kind_named(event.subject_kind)
    return kind is not None and event.subject_id in kind.find(person, [event.subject_id])


def _write(event: Event, people: "list[Person]", reasons: Mapping[int, str]) -> None:
    rows = [
        Notice(
            person=one,
            event=event,
            reason=reasons[one.pk],
            subject_kind=event.subject_kind,
            subject_id=event.subject_id,
        )
        for one in people
    ]
    if rows:
        Notice.objects.bulk_create(rows, ignore_conflicts=True)
        ring(*people)
