"""A review with a stop that was decided, and one that is open."""

from datetime import date

from assay.accounts.models import Person
from assay.projects.models import Project
from assay.reviews.actions import decide
from assay.reviews.matters import Candidate, Matter
from assay.reviews.models import Review
from assay.reviews.ways.wanted import Wanted
from assay.tasks.models import Task

PARAMETERS: dict[str, dict[str, str]] = {
    "reviews/": {"pk": "review_pk", "position": "stop_position"},
    "api/v1/reviews/": {"number": "review_pk", "position": "stop_position"},
}


def plant(project: Project, people: dict[str, Person]) -> dict[str, object]:
    owner = people["owner"]
    tasks = [Task.create(project, title=title, by=owner) for title in ("Review me", "Review me as well")]
    said = ("told", "Stalled", "So.")
    found = [Candidate((Matter(*said, project.pk, "task", str(task.pk), task.title, 1),)) for task in tasks]
    review = Review.begin(owner, found, today=date(2026, 3, 18))
    first, second = review.stops.in_order()
    decide(first, Wanted("split", why="Too long"), by=owner)
    return {"review_pk": review.pk, "stop_position": second.position}
