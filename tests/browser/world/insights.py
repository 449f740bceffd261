"""Work that is old, and work that came back, in a project with a past."""

from datetime import timedelta

from tests.browser.world.people import join

from assay.accounts.models import Person
from assay.kit.clock import as_of, now
from assay.projects.models import Project
from assay.registry.models import RegisteredModel
from assay.tasks.models import Task


def add_insights(ada: Person) -> None:
    lark = Project.objects.get(key="LARK")
    _begin(lark, "Old and in progress", join(ada.workspace, "Wes Lane", "member", by=ada), days=20)
    xia = join(ada.workspace, "Xia Chen", "member", by=ada)
    returned = _begin(lark, "Taken up and put back", xia, days=15)
    with as_of(now() - timedelta(days=9)):
        returned.move_to(lark.columns.filter(state="queue")[0], by=xia)
    RegisteredModel.register("lark", by=ada, project=lark)


def _begin(project: Project, title: str, by: Person, *, days: int) -> Task:
    with as_of(now() - timedelta(days=days)):
        task = Task.create(project, title=title, assignee=by, by=by)
        task.move_to(project.columns.filter(state="active")[0], by=by)
    return task
