"""Who may see a project: `ProjectQuerySet.visible_to`, asked from the other side. A test holds the two together."""

from django.db.models import Q

from assay.accounts.models import Person
from assay.accounts.models.person import PersonQuerySet, Role
from assay.projects.models import Project


def readers_of(project: Project) -> PersonQuerySet:
    """Return the people who may see the project now, by name."""
    may = Q(role__in=(Role.OWNER, Role.LEAD)) | Q(pk=project.lead_id) | Q(pk__in=project.members.values("person"))
    if not project.is_private:
        may |= Q(role=Role.MEMBER)
    team = Person.objects.filter(workspace_id=project.workspace_id).present()
    return team.filter(may).by_name()
