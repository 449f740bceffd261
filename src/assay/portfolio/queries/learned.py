"""What was learned this week, and how far the dates of forecasts held."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils import timezone

from assay.accounts.models import Person
from assay.experiments.models import Closing
from assay.experiments.overview import outcome_state
from assay.experiments.queries.learned import learned_in
from assay.insights.outlook import outlooks_of
from assay.insights.remembering import with_marks
from assay.projects.models import Project
from assay.tasks.models import Task
from assay.web.markdown import plain

MOST, MOST_WORDS = 12, 200


@dataclass(frozen=True)
class Lesson:
    """One experiment that was decided about: what was learned, else its title. `state` colours its outcome."""

    task: Task
    text: str
    outcome: str
    state: str


@dataclass(frozen=True)
class Learned:
    """The lessons of the week, the newest first; `hits` of `tries` promises at 85 % would have held."""

    lessons: list[Lesson]
    more: int
    hits: int
    tries: int
    projects: int

    @property
    def share(self) -> int:
        """How many percent of the promises held."""
        return round(100 * self.hits / self.tries) if self.tries else 0


def learned_by(person: Person) -> Learned:
    """Return what the projects that this person sees taught in the running week."""
    projects = list(with_marks(Project.objects.visible_to(person)))
    monday = _monday()
    closings = learned_in([one.pk for one in projects], since=monday, until=monday + timedelta(days=8))
    told = [one for one in outlooks_of(projects).values() if one.tries]
    return Learned(
        lessons=[_lesson(one) for one in closings[:MOST]],
        more=max(len(closings) - MOST, 0),
        hits=sum(one.hits for one in told),
        tries=sum(one.tries for one in told),
        projects=len(told),
    )


def _monday() -> datetime:
    today = timezone.localdate()
    return timezone.make_aware(datetime.combine(today - timedelta(days=today.weekday()), time.min))


def _lesson(closing: Closing) -> Lesson:
    task = closing.experiment.task
    text = plain(closing.learnings, most=MOST_WORDS) or task.title
    return Lesson(task, text, closing.get_outcome_display(), outcome_state(closing.outcome))
