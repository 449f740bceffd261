"""The steps that projects know themselves: the project is there, and somebody else is, too."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assay.accounts.models import Person
from assay.projects.guide import Step
from assay.projects.models import Project


def _has_company(project: Project) -> bool:
    return Person.objects.filter(workspace=project.workspace_id).present().count() > 1


STARTED = Step(
    order=10,
    title=_("Create the project"),
    text=_("Phases, board and first tasks are there."),
    action="",
    url=lambda _project, _person: "",
    is_done=lambda _project: True,
)
INVITE = Step(
    order=90,
    title=_("Bring somebody in"),
    text=_("A colleague to work with, or a guest who only reads and comments."),
    action=_("Invite somebody"),
    url=lambda _project, _person: reverse("accounts:new_person"),
    is_done=_has_company,
    shown=lambda person: person.can_manage_people,
)
