"""One look at the flow of work: which work is looked at, and every figure of it, each derived once when it is asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, tzinfo
from functools import cache, cached_property

from django.utils import timezone

from assay.accounts.calendars import Calendar, calendar_of
from assay.accounts.models import Person
from assay.accounts.time_zones import zone_named
from assay.experiments.queries.questions import Question
from assay.insights.asked import WORKING, Asked
from assay.insights.figures.ages import ProjectAge, oldest_first
from assay.insights.figures.answers import Answers, Iterations, answers, iterations
from assay.insights.figures.counted import Period, together
from assay.insights.figures.counts import Flow, Throughput, day_counts, flow_of_all, throughput
from assay.insights.figures.cycle import AgeingWork, CycleTimes, age_of
from assay.insights.figures.spent import Returns, TimeSpent, returns_of_all, time_of_all
from assay.insights.outlook import Outlook
from assay.insights.outlook.asking import way_so_far
from assay.insights.outlook.course import Course
from assay.insights.questions import AskedIn, asked_in
from assay.insights.remembering import Mark, marks_of
from assay.insights.shares import Asking, Share, shares_of
from assay.insights.ways import Scope, Way, begun_of, by_project_of
from assay.kit.days import FIRST
from assay.projects.models import Project
from assay.projects.queries.strip import PhaseStep, strip_of
from assay.pure.flow import Days, LeftOut, calendar_days
from assay.pure.workdays import working_day_number
from assay.web.charts import Points

# One live stream carries no more topics.
MOST_TOPICS = 90


@dataclass(frozen=True)
class Look:
    """`project` is None for all that the reader may see. Days are those of the workspace, in its time zone."""

    reader: Person
    asked: Asked
    now: datetime
    project: Project | None = None

    @cached_property
    def projects(self) -> list[Project]:
        if self.project is not None:
            return [self.project]
        return list(Project.objects.visible_to(self.reader).by_name())

    @cached_property
    def ids(self) -> tuple[int, ...]:
        return tuple(project.pk for project in self.projects)

    @property
    def topics(self) -> str:
        """What the live stream tells of this look."""
        return " ".join(project.subject.topic for project in self.projects[:MOST_TOPICS])

    @cached_property
    def calendar(self) -> Calendar:
        return calendar_of(None, workspace_id=self.reader.workspace_id)

    @property
    def today(self) -> date:
        return self.calendar.day_of(self.now)

    @cached_property
    def zone(self) -> tzinfo:
        """That of the workspace, in which the ways are told as well."""
        return zone_named(self.calendar.zone) or timezone.get_current_timezone()

    @cached_property
    def local_now(self) -> datetime:
        return self.now.astimezone(self.zone)

    @cached_property
    def days(self) -> Days:
        """How days are counted; both ends belong to the time."""
        if self.asked.days != WORKING:
            return calendar_days
        known = self.calendar
        # Many items begin and end on the same few days.
        return cache(lambda first, last: working_day_number(first, last, known.weekend, known.holidays))

    @cached_property
    def asked_period(self) -> Period:
        """The time that was asked for."""
        if self.asked.weeks is None:
            return Period(FIRST, self.today)
        return Period.of_weeks(self.asked.weeks, today=self.today)

    @cached_property
    def since(self) -> datetime:
        """The moment at which it begins."""
        return datetime.combine(self.asked_period.first, time.min, self.zone)

    @cached_property
    def period(self) -> Period:
        """The time shown of the flow. It begins with the work: weeks before there was any would count as empty ones."""
        begun = min(filter(None, begun_of(self.marks, self._told[0], on=self._narrowed)), default=self.today)
        return self.asked_period if begun <= self.asked_period.first else self.asked_period.since(begun)

    @property
    def scope(self) -> Scope:
        asked = self.asked
        return Scope(self.ids, asked.phase, self.reader.pk if asked.is_own else None, asked.kind)

    @property
    def _narrowed(self) -> Scope:
        """The scope, in whichever projects."""
        return replace(self.scope, projects=())

    @property
    def put_away(self) -> list[LeftOut]:
        """The tasks that are no items of flow, and why."""
        return self._told[1]

    @cached_property
    def marks(self) -> list[Mark]:
        """The state of the projects that this look is of."""
        return marks_of(self.ids)

    @cached_property
    def _told(self) -> tuple[Mapping[int, Sequence[Way]], list[LeftOut]]:
        return by_project_of(self.scope, self.marks)

    @cached_property
    def shares(self) -> list[Share]:
        """What each project adds to the figures."""
        asked = (self.period, self.asked.days, self.calendar, self._narrowed)
        return shares_of(self.marks, self._told[0], lambda: Asking(self.period, self.days, self.local_now), on=asked)

    @cached_property
    def way(self) -> Mapping[str, Way]:
        """The tasks of the time shown by key: those that were not done before it."""
        found: dict[str, Way] = {}
        for share in self.shares:
            found.update(share.way)
        return found

    @cached_property
    def cycle(self) -> CycleTimes:
        return CycleTimes(tuple(share.ended for share in self.shares))

    @cached_property
    def points(self) -> Points:
        """The finished tasks as charts show them, by project."""
        return Points.together((share.ended.ons, share.ended.days, share.groups, share.point) for share in self.shares)

    @cached_property
    def throughput(self) -> Throughput:
        return throughput(self.cycle, self.period)

    @property
    def last_done_before(self) -> date | None:
        """When something was last done, where nothing was in the time shown; None if nothing ever was."""
        if self.throughput.counted.keys:
            return None
        ends = (way.item.finished_at for ways in self._told[0].values() for way in ways)
        return max((end.date() for end in ends if end), default=None)

    @cached_property
    def ageing(self) -> AgeingWork:
        begun = [share.begun for share in self.shares]
        those = [item for some, _counted in begun for item in some]
        found = together(counted for _some, counted in begun)
        return age_of(those, found, self.cycle, today=self.today, days=self.days)

    @cached_property
    def flow(self) -> Flow:
        return flow_of_all([share.day_counts for share in self.shares] or [day_counts([], self.period)], self.period)

    @cached_property
    def spent(self) -> TimeSpent:
        return time_of_all(self.cycle, [share.hours for share in self.shares])

    @cached_property
    def returns(self) -> Returns:
        return returns_of_all([share.returns for share in self.shares])

    @cached_property
    def ages(self) -> list[ProjectAge]:
        return oldest_first(share.age for share in self.shares)

    @cached_property
    def strip(self) -> list[PhaseStep]:
        """The phases of the project with their times; none over many projects."""
        return strip_of(self.project).steps if self.project else []

    @cached_property
    def outlook(self) -> tuple[Outlook, Course] | None:
        """When the project will be done, with its way so far, all of it if all is asked for; None for all projects."""
        is_whole = self.asked.weeks is None
        return way_so_far(self.project, is_whole=is_whole) if self.project is not None else None

    @cached_property
    def asked_in(self) -> list[AskedIn]:
        """The experiments of each project, whenever they ended."""
        return asked_in(self.marks)

    @cached_property
    def questions(self) -> list[Question]:
        """The experiments of this look in the order of their ends; a kind of work says nothing of them."""
        found = (one for project in self.asked_in for one in project.questions)
        return sorted(filter(self._holds, found), key=lambda one: (one.ended_at or self.now, one.key))

    def _holds(self, one: Question) -> bool:
        """Whether an experiment was open at some time since the time asked for began, and is of this look."""
        asked = self.asked
        return (
            (one.ended_at is None or one.ended_at >= self.since)
            and (not asked.phase or one.phase_id == asked.phase)
            and (not asked.is_own or one.assignee_id == self.reader.pk)
        )

    @cached_property
    def answers(self) -> Answers:
        return answers(self.questions, self.asked_period, day_of=self.calendar.day_of)

    @cached_property
    def iterations(self) -> Iterations:
        return iterations(self.questions, self.asked_period, days=self.days, day_of=self.calendar.day_of)
