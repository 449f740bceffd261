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
