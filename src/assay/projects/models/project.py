"""A project: one ML effort with a goal."""

from typing import TYPE_CHECKING

from django.db import IntegrityError, models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from assay.accounts.models.person import Role
from assay.activity.recording import record
from assay.activity.subjects import Subject
from assay.kit.clock import now
from assay.projects.events import ProjectCreated, ProjectGuideClosed
from assay.projects.keys import KeyTaken, checked_key
from assay.projects.models.arranging import Arranging
from assay.projects.models.facts import Facts
from assay.projects.models.members import Naming, ProjectMember, check_can_lead
from assay.projects.planting import plant
from assay.projects.workflows import Workflow
from assay.search.indexing import index_subject

if TYPE_CHECKING:
    from assay.accounts.models import Person


class ProjectQuerySet(models.QuerySet["Project"]):
    def visible_to(self, person: "Person") -> "ProjectQuerySet":
        """All but private ones for members, only where they are named for guests."""
        mine = self.filter(workspace_id=person.workspace_id)
        if person.left_at is not None:
            return mine.none()
        if person.leads_workspace:
            return mine
        # A subquery, not a join: rows found twice would need DISTINCT, which cannot be locked for update.
        named = Q(lead=person) | Q(pk__in=ProjectMember.objects.filter(person=person).values("project"))
        if person.role == Role.GUEST:
            return mine.filter(named)
        return mine.filter(Q(private_at=None) | named)

    def by_name(self) -> "ProjectQuerySet":
        return self.order_by("name", "pk")


class Project(Arranging, Facts, Naming, models.Model):
    """One ML effort. `version` grows with each edit of its facts, so that two people notice each other."""

    workspace = models.ForeignKey("accounts.Workspace", on_delete=models.CASCADE, related_name="projects")
    key = models.CharField(max_length=8)
    name = models.CharField(max_length=80)
    goal = models.CharField(max_length=240, blank=True)
    # The business measure it serves, and what goes wrong when only the metric is looked at.
    measure = models.CharField(max_length=240, blank=True)
    proxy_trap = models.CharField(max_length=600, blank=True)
    # Where it stands in one line; who said so, and when. Earlier ones are in the history.
    status = models.CharField(max_length=240, blank=True)
    status_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", null=True)
    status_at = models.DateTimeField(null=True)
    starts_on = models.DateField(null=True)
    decision_due_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    workflow = models.CharField(max_length=40)
    lead = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", null=True)
    private_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    last_task_number = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    # The first steps stand on the overview until somebody puts them away.
    guide_closed_at = models.DateTimeField(null=True)

    objects = ProjectQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "key"], name="project_key_once"),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="project_dates_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> Subject:
        return Subject("project", str(self.pk), self.workspace_id, self.pk)

    @property
    def is_private(self) -> bool:
        return self.private_at is not None

    @is_private.setter
    def is_private(self, wanted: bool) -> None:
        self.private_at = (self.private_at or now()) if wanted else None

    @classmethod
    @transaction.atomic
    def start(
        cls,
        *,
        key: str,
        name: str,
        workflow: Workflow,
        by: "Person",
        goal: str = "",
        lead: "Person | None" = None,
        is_private: bool = False,
    ) -> "Project":
        """Create a project and plant its workflow: phases, columns, labels, default tasks.

        Raises `BadKey`, `KeyTaken`, and `NotInWorkspace` or `CannotLead` for the lead.
        """
        lead = lead or by
        check_can_lead(by.workspace_id, lead)
        try:
            with transaction.atomic():
                project = cls.objects.create(
                    workspace_id=by.workspace_id,
                    key=checked_key(key),
                    name=name,
                    goal=goal,
                    workflow=workflow.slug,
                    lead=lead,
                    private_at=now() if is_private else None,
                    created_at=now(),
                    created_by=by,
                )
        except IntegrityError as error:
            raise KeyTaken(_("Another project already uses the key %(key)s.") % {"key": key.upper()}) from error
        record(ProjectCreated(name=name, workflow=workflow.name), on=project, by=by)
        plant(project, workflow, by=by)
        index_subject(project)  # its phases are among its words, and came after the event
        if lead != by:
            project.add_member(by, by=by)  # whoever creates a private project must not lose it from sight
        return project

    @transaction.atomic
    def close_guide(self, *, by: "Person") -> None:
        """Put the first steps on the overview away, for everybody. Twice is once."""
        if Project.objects.filter(pk=self.pk, guide_closed_at=None).update(guide_closed_at=now()):
            record(ProjectGuideClosed(), on=self, by=by)

    def next_task_number(self) -> int:
        """Hold the project and give its next task a number, inside the transaction that creates it."""
        return self.next_task_numbers(1)

    def next_task_numbers(self, count: int) -> int:
        """Do the same for several tasks, and return the number of the first one."""
        mine = Project.objects.filter(pk=self.pk)
        last: int = mine.select_for_update(no_key=True).values_list("last_task_number", flat=True).get()
        mine.update(last_task_number=last + count)
        return last + 1

    def can_be_edited_by(self, person: "Person") -> bool:
        """Owners and leads anywhere, members where they lead."""
        return person.can_write and (person.leads_workspace or self.lead_id == person.pk)
