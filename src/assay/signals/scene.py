"""What rules look at: the rows of many projects, each kind of them read once, when the first rule asks for it."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cached_property

from django.utils import timezone

from assay.accounts.calendars import Calendar, calendars_of
from assay.accounts.models import Person
from assay.accounts.time_zones import zone_named
from assay.insights.lengths import phase_lengths
from assay.insights.remembering import Mark, marks_in
from assay.projects.models import Project, ProjectMember
from assay.projects.planning.lengths import Length
from assay.signals.reading.projects import (
    Overdue,
    PhaseRow,
    PlannedRow,
    ProjectRow,
    overdue_of,
    phases_of,
    planned_of,
    project_rows,
)
from assay.signals.reading.tallies import Tally, tallies_of
from assay.signals.reading.tasks import TaskRow, tasks_of
from assay.signals.reading.things import OwedRow, ServingRow, owed_of, serving_of
from assay.signals.thresholds import DEFAULT, Thresholds
from assay.tasks.taking import may_be_given


@dataclass
class Scene:
    """The projects by number, all of one workspace, at a moment. With `only` it knows nothing but those tasks.

    The caller checked who may see the projects.
    """

    projects: Mapping[int, Project]
    at: datetime
    thresholds: Thresholds = DEFAULT
    only: Collection[int] | None = None
    _moments: dict[date, datetime] = field(default_factory=dict)

    @cached_property
    def workspace_id(self) -> int:
        return next(iter(self.projects.values())).workspace_id

    @cached_property
    def people(self) -> Mapping[int, Person]:
        """Everybody of the workspace who is still there."""
        return {person.pk: person for person in Person.objects.present().filter(workspace=self.workspace_id)}

    @cached_property
    def _named(self) -> frozenset[tuple[int, int]]:
        """Who is named on which project."""
        return frozenset(
            ProjectMember.objects.filter(project__in=self.projects.keys()).values_list("project_id", "person_id")
        )

    def takers(self, project: Project) -> list[Person]:
        """Return who may accept tasks of the project."""
        team = self.people.values()
        return [one for one in team if may_be_given(one, project, is_named=(project.pk, one.pk) in self._named)]

    @cached_property
    def tasks(self) -> Sequence[TaskRow]:
        """The tasks that somebody works on, that wait or are blocked, or that were handed over and not accepted.

        Without those that only came so: what they are is asked of all of them at once.
        """
        came = {task.pk for task in self.came}
        return [task for task in self._rows if task.pk not in came]

    @cached_property
    def came(self) -> Sequence[TaskRow]:
        """Those of them that came by import as they are, and that nobody here has touched."""
        return [task for task in self._rows if task.is_untouched and task.project_id in self.came_at]

    @cached_property
    def came_at(self) -> Mapping[int, datetime]:
        """When tasks last came into a project by import."""
        return {row.pk: row.came_at for row in self.facts if row.came_at}

    @cached_property
    def _rows(self) -> Sequence[TaskRow]:
        return tasks_of(self.projects, only=self.only)

    @cached_property
    def tallies(self) -> Sequence[Tally]:
        """All tasks, counted by project and phase."""
        return tallies_of(self.marks, today=self.moment(self.today))

    @cached_property
    def marks(self) -> Sequence[Mark]:
        """In which state the tasks of each project are."""
        return marks_in(self.projects.values())

    @cached_property
    def tally_of(self) -> Mapping[int, Tally]:
        """The same by phase."""
        return {tally.phase_id: tally for tally in self.tallies}

    @cached_property
    def open_tasks(self) -> Mapping[int, int]:
        counts = dict.fromkeys(self.projects, 0)
        for tally in self.tallies:
            counts[tally.project_id] += tally.open
        return counts

    @cached_property
    def first_starts(self) -> Mapping[int, datetime]:
        """When the first task of each project was started."""
        found: dict[int, datetime] = {}
        for tally in self.tallies:
            if tally.first_start:
                found[tally.project_id] = min(tally.first_start, found.get(tally.project_id, tally.first_start))
        return found

    @cached_property
    def deployed(self) -> frozenset[int]:
        """Projects in which a deployment task was finished."""
        return frozenset(tally.project_id for tally in self.tallies if tally.deployed)

    @cached_property
    def facts(self) -> Sequence[ProjectRow]:
        """What is known of each project as a whole."""
        return project_rows(self.projects.values())

    @cached_property
    def overdue(self) -> Sequence[Overdue]:
        return overdue_of(self.projects.keys(), today=self.today)

    @cached_property
    def phases(self) -> Sequence[PhaseRow]:
        """The phases that nobody declared done."""
        return phases_of(self.projects.keys())

    @cached_property
    def left(self) -> Mapping[int, datetime]:
        """Phases whose tasks are all done, and since when, while somebody works in a later phase of the project."""
        busy = {phase.project_id: phase.position for phase in self.phases if self.is_busy(phase)}
        passed = [phase.pk for phase in self.phases if phase.position < busy.get(phase.project_id, 0)]
        tallies = ((pk, self.tally_of.get(pk)) for pk in passed)
        return {pk: tally.last_finish for pk, tally in tallies if tally and tally.last_finish and not tally.open}

    @cached_property
    def planned(self) -> Sequence[PlannedRow]:
        """The lines of the plans in force: of phases somebody works in, and of projects with a wished end."""
        ending = [project.pk for project in self.projects.values() if project.ends_on]
        return planned_of(ending, phases=[phase.pk for phase in self.phases if self.is_busy(phase)])

    @cached_property
    def owed(self) -> Sequence[OwedRow]:
        """Deliverables that are late, wait for an answer, or were not begun in a phase the work left."""
        return owed_of(self.projects.keys(), left=self.left.keys(), today=self.today)

    def lengths_in(self, projects: Collection[int]) -> Mapping[int, Length]:
        """How long the phases of these projects lasted."""
        marks = [mark for mark in self.marks if mark.project_id in projects]
        on = (self.today, self.team.holidays)
        return phase_lengths(marks, workspace_id=self.workspace_id, on=on) if marks else {}

    def is_busy(self, phase: PhaseRow) -> bool:
        """Whether somebody works in it now; what only came in progress is no work."""
        return phase.pk in self._busy

    @cached_property
    def _busy(self) -> frozenset[int]:
        came = Counter(task.phase_id for task in self.came if task.is_active)
        return frozenset(tally.phase_id for tally in self.tallies if tally.busy > came[tally.phase_id])

    @cached_property
    def serving(self) -> Sequence[ServingRow]:
        """Versions of models in production."""
        return serving_of(self.projects.keys())

    @cached_property
    def calendars(self) -> Mapping[int | None, Calendar]:
        workers = {task.assignee_id for task in self.tasks}
        people = [person for number, person in self.people.items() if number in workers]
        return calendars_of(people, workspace_id=self.workspace_id)

    @property
    def team(self) -> Calendar:
        """The calendar of the workspace, for what is nobody's."""
        return self.calendars[None]

    @cached_property
    def today(self) -> date:
        return self.team.day_of(self.at)

    def calendar(self, person: int | None) -> Calendar:
        return self.calendars.get(person) or self.team

    def moment(self, day: date) -> datetime:
        """The first moment of a day where the workspace is."""
        if day not in self._moments:
            zone = zone_named(self.team.zone) or timezone.get_current_timezone()
            self._moments[day] = datetime.combine(day, time.min, zone)
        return self._moments[day]

    def people_who(self, numbers: Iterable[int | None], project_id: int) -> tuple[Person, ...]:
        """Return the people of these numbers who are still here; where nobody is, the lead of the project."""
        found = {number: self.people[number] for number in numbers if number in self.people and number is not None}
        lead = self.projects[project_id].lead_id
        if not found and lead in self.people and lead is not None:
            found[lead] = self.people[lead]
        return tuple(found.values())
