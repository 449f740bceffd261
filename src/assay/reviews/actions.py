"""Deciding at a stop: one verb of the domain below, and a decision of the project that names the review."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from assay.accounts.models import Person
from assay.documents.models import Document
from assay.kit.clock import now
from assay.projects.models import Decision, Project
from assay.reviews.awaiting import look_again
from assay.reviews.meanwhile import check_unchanged
from assay.reviews.models import Review, Stop, Way
from assay.reviews.queries.summary import summary_of
from assay.reviews.telling import as_page
from assay.reviews.things import Thing, thing_of
from assay.reviews.ways import anything, experiments, projects, tasks
from assay.reviews.ways.offered import NEED_WHY, offered
from assay.reviews.ways.wanted import MOST_WHY, Deed, NotAWay, Wanted, WhyNeeded
from assay.tasks.models import Task
from assay.tasks.models.task.locking import lock_people_and_projects

MOST_WHAT = 160
Making = Callable[[Thing, Wanted, Person], Deed]
_OF_EXPERIMENT: dict[str, Making] = {
    Way.EXTEND: experiments.extend, Way.STOP: experiments.stop, Way.PIVOT: experiments.pivot,
}  # fmt: skip
_OF_TASK: dict[str, Making] = {
    Way.EXTEND: tasks.extend, Way.SPLIT: tasks.split, Way.HAND_OVER: tasks.hand_over, Way.STOP: tasks.stop,
}  # fmt: skip
_OF_PROJECT: dict[str, Making] = {
    Way.GO: projects.go, Way.NO_GO: projects.no_go, Way.STOP: projects.stop, Way.PIVOT: projects.pivot,
    Way.EXTEND: projects.extend,
}  # fmt: skip


@transaction.atomic
def decide(stop: Stop, wanted: Wanted, *, by: Person, seen: int | None = None, at: datetime | None = None) -> Decision:
    """Do what the lead wants with the thing, and keep it as a decision of the project.

    `seen` is the last event of the thing that the lead knew of. Raises `DecidedAlready`, `ReviewOver`,
    `ChangedMeanwhile`, `NotAWay`, `WhyNeeded`, and what the verb of the domain raises; then nothing is changed.
    """
    stop.review.hold().check_open()
    stop.hold_open()
    look_again(stop, by)
    wanted = _with_taker(stop, wanted, by)
    lock_people_and_projects(_people(stop, wanted, by), {stop.project_id})
    thing = thing_of(stop, by)
    if thing is None:
        raise NotAWay(_("It is not there any more: somebody put it away. Go on with the next."))
    check_unchanged(thing.subject, seen, by=by)
    deed = deed_for(stop, thing, _with_why(stop, thing, wanted), by=by)
    decision = _kept(stop, thing, deed, by=by)
    stop.keep(wanted.way, deed.why, {**deed.told, **deed.do()}, decision, at=at or now())
    return decision


def pass_by(stop: Stop, *, by: Person) -> None:
    """Go on without a decision: it is put off, or settled where there is nothing to decide now."""
    look_again(stop, by)
    if stop.is_open:
        stop.put_off()
    else:
        stop.renew(None)


@transaction.atomic
def keep_in_vault(review: Review, project: Project, *, by: Person) -> Document:
    """Keep what was decided of a project as a document of its vault; again it is that one, with what came since.

    One that somebody wrote into stays as it is.
    """
    kept = review.hold().documents.get(str(project.pk), {})
    text = as_page(summary_of(review, reader=by, only=project))
    present = Document.objects.present().filter(project=project, pk=kept.get("document"))
    document = present.select_for_update(no_key=True).first()
    if document is None:
        title = _("Weekly review, %(week)s") % {"week": review}
        document = Document.begin(project, title=title, text=text, folder=_("reviews"), by=by)
    elif document.version == kept["version"]:
        document.write(document.title, text, version=document.version, by=by)
    else:
        return document
    review.note_document(document)
    return document


def deed_for(stop: Stop, thing: Thing, wanted: Wanted, *, by: Person) -> Deed:
    """Return what comes of it. Raises `NotAWay` for a way that this thing does not offer."""
    if wanted.way not in {one.way for one in offered(stop, thing)}:
        raise NotAWay(_("This cannot be decided here now. Choose one of the other ways."))
    if wanted.way == Way.SNOOZE:
        return anything.snooze(stop, thing, wanted, by)
    if wanted.way == Way.ASK:
        return anything.ask(thing, wanted, by)
    if wanted.way == Way.WAIVE:
        return tasks.waive(thing, wanted, by)
    makings = _OF_TASK | _OF_EXPERIMENT if _is_open_experiment(thing) else _OF_TASK if thing.task else _OF_PROJECT
    return makings[wanted.way](thing, wanted, by)


def proposed_why(stop: Stop, thing: Thing, way: str) -> str:
    """Return what is written where the lead says nothing: the question, or the facts that led to it."""
    if way == Way.ASK:
        return _("Where does %(key)s stand, and what do you need?") % {"key": thing.key}
    return stop.says_within(MOST_WHY) or stop.title


def _is_open_experiment(thing: Thing) -> bool:
    return thing.experiment is not None and not thing.experiment.is_concluded


def _with_why(stop: Stop, thing: Thing, wanted: Wanted) -> Wanted:
    why = " ".join(wanted.why.split())[:MOST_WHY]
    if not why and wanted.way in NEED_WHY:
        raise WhyNeeded(_("Say why in one line: it stays, and others learn from it."))
    return replace(wanted, why=why or proposed_why(stop, thing, wanted.way))


def _with_taker(stop: Stop, wanted: Wanted, by: Person) -> Wanted:
    """Say who gets what is handed to nobody in particular, before the locks: that person's comes with the others."""
    thing = thing_of(stop, by) if wanted.way == Way.HAND_OVER and wanted.to is None else None
    return replace(wanted, to=tasks.first_free(thing, by)) if thing and thing.task else wanted


def _people(stop: Stop, wanted: Wanted, by: Person) -> set[int | None]:
    """Return whom the verb may lock, so that all are locked first and in order."""
    people = {by.pk, wanted.to.pk if wanted.to else None}
    if stop.kind == "task":
        people |= set(Task.objects.filter(pk=stop.thing).values_list("assignee_id", flat=True))
    return people


def _kept(stop: Stop, thing: Thing, deed: Deed, *, by: Person) -> Decision:
    keep = partial(Decision.record, next_due_on=deed.next_due_on) if deed.settles else Decision.note
    evidence = _evidence(stop, thing, deed)
    return keep(thing.project, kind=deed.kind, what=_clipped(deed.what), why=deed.why, evidence=evidence, by=by)


def _evidence(stop: Stop, thing: Thing, deed: Deed) -> str:
    """Say on what facts it was decided, in Markdown: the thing, what was the matter, and the stop of the review."""
    here = reverse("reviews:review", args=[stop.review_id]) + f"#stop-{stop.position}"
    link = f"[{_('Weekly review')}, {stop.review}]({here})"
    facts = "" if deed.why == stop.says else stop.says  # once is enough
    named = thing.called if thing.task or thing.deliverable else ""
    return "\n\n".join(filter(None, [named, facts, link]))


def _clipped(text: str) -> str:
    return text if len(text) <= MOST_WHAT else text[: MOST_WHAT - 1].rstrip() + "…"
