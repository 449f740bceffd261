"""Reviews: last week's with what became of it, and this week's with stops of every kind and in every state."""

from datetime import timedelta

from django.utils import timezone
from tests.browser.world.places import LONG_TITLE, LONG_WORD, World

from assay.accounts.models import Person
from assay.deliverables.models import Deliverable
from assay.experiments.models import Experiment
from assay.kit.clock import as_of, now
from assay.projects.models import Project
from assay.reviews.actions import decide
from assay.reviews.matters import Candidate, Matter
from assay.reviews.models import Review, Stop
from assay.reviews.ways.wanted import Wanted
from assay.tasks.models import Task

_SAYS = f"Nothing happened for 4 working days, though it is in progress. {LONG_WORD}"


def add_reviews(world: World, kite: Project, ada: Person, ben: Person) -> None:
    with as_of(now() - timedelta(days=7)):
        last = _review(ada, [_task(kite, ada, f"Asked last week, {LONG_WORD}"), _task(kite, ada, "Split last week")])
        asked, split = last.stops.select_related("project").in_order()
        decide(asked, Wanted("ask", why=f"What do you need? {LONG_WORD}", person=ben), by=ada)
        decide(split, Wanted("split"), by=ada)
        last.finish(by=ada)
    under_way = Experiment.objects.under_way().filter(task__project=kite, task__archived_at=None).order_by("pk")[0].task
    owed = Deliverable.objects.open().filter(project=kite).order_by("pk")[0]
    done, gone, off = (_task(kite, ada, title) for title in (LONG_TITLE, "Settled meanwhile", "Not now"))
    review = _review(ada, [kite, under_way, owed, done, gone, off])
    stops = {stop.thing: stop for stop in review.stops.select_related("project")}
    decide(stops[str(done.pk)], Wanted("stop", why=LONG_TITLE), by=ada)
    stops[str(gone.pk)].renew(None)
    stops[str(off.pk)].put_off()
    world.places |= {"review": "/review", "summary of a review": f"/reviews/{review.pk}"}
    world.places |= {"finished review": f"/reviews/{last.pk}"}
    world.places |= {"summary of a review of another lead": f"/reviews/{review.pk}"}
    for name, thing in (("a project", kite), ("an experiment", under_way), ("a deliverable", owed), ("a task", off)):
        world.places[f"stop at {name}"] = _place(review.stops.get(kind=thing.subject.kind, thing=thing.subject.id))
    world.places["stop that was decided"] = _place(stops[str(done.pk)])
    world.places["stop that was settled"] = _place(stops[str(gone.pk)])


def _task(kite: Project, ada: Person, title: str) -> Task:
    return Task.create(kite, title=title[:200], assignee=ada, by=ada)


def _review(ada: Person, things: list[Project | Task | Deliverable]) -> Review:
    return Review.begin(ada, [Candidate((_matter(thing),)) for thing in things], today=timezone.localdate(now()))


def _matter(thing: Project | Task | Deliverable) -> Matter:
    subject, title = thing.subject, thing.name if isinstance(thing, Project) else thing.title
    return Matter("told", "Stalled", _SAYS, subject.project_id or 0, subject.kind, subject.id, title, 1)


def _place(stop: Stop) -> str:
    return f"/reviews/{stop.review_id}/stops/{stop.position}"
