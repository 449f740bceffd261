"""What a review decided, by project, for whoever may read it."""

from dataclasses import dataclass
from itertools import groupby

from assay.accounts.models import Person
from assay.projects.models import Project
from assay.reviews.models import Review, Stop
from assay.reviews.queries.walk import Walk, walk_of
from assay.reviews.telling import as_markdown


@dataclass(frozen=True)
class OfProject:
    """The stops of one project: what was decided, and what is still open."""

    project: Project
    decided: list[Stop]
    open: list[Stop]


@dataclass(frozen=True)
class Summary:
    walk: Walk
    projects: list[OfProject]
    is_own: bool

    @property
    def review(self) -> Review:
        return self.walk.review

    @property
    def text(self) -> str:
        """The same as Markdown."""
        return as_markdown(self)

    @property
    def settled(self) -> list[Stop]:
        """What there was nothing to decide about any more when the lead came to it."""
        return [step.stop for step in self.walk.steps if step.state == "settled"]


def summary_of(review: Review, *, reader: Person, only: Project | None = None) -> Summary:
    """Return the summary; of another lead's review what was decided, and nothing that is still open."""
    walk, is_own = walk_of(review, reader=reader), review.person_id == reader.pk
    stops = [step.stop for step in walk.steps if only is None or step.stop.project_id == only.pk]
    wanted = [stop for stop in stops if stop.decided_at is not None or (is_own and stop.is_open)]
    by_project = groupby(sorted(wanted, key=lambda one: (one.project.name, one.project_id, one.position)), key=_project)
    return Summary(walk, [_of(project, list(those)) for project, those in by_project], is_own)


def _project(stop: Stop) -> Project:
    return stop.project


def _of(project: Project, stops: list[Stop]) -> OfProject:
    return OfProject(project, [one for one in stops if one.decided_at], [one for one in stops if not one.decided_at])
