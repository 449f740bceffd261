"""Who may be given tasks of a project."""

from django.db.models import Q

from assay.accounts.models.person import Person, PersonQuerySet, Role
from assay.projects.models import Project


def may_take(project: Project) -> PersonQuerySet:
    """Return who works here: present, no guest, and on a private project named or leading."""
    team = Person.objects.filter(workspace_id=project.workspace_id).present().exclude(role=Role.GUEST)
    if not project.is_private:
        return team.by_name()
    leads = Q(role__in=[Role.OWNER, Role.LEAD]) | Q(pk=project.lead_id)
    return team.filter(leads | Q(memberships__project=project)).distinct().by_name()


def may_be_given(person: Person, project: Project, *, is_named: bool) -> bool:
    """Say the same of one person, for whoever holds many; `is_named` on the project. A test holds the two together."""
    leads = person.leads_workspace or person.pk == project.lead_id
    return person.can_write and (leads or is_named or not project.is_private)
