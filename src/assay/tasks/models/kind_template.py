"""A team's own template for tasks of a kind."""

from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from assay.accounts.models import Workspace
from assay.accounts.models.person import Discipline
from assay.activity.recording import record
from assay.kit.clock import now
from assay.tasks.events.templates import TemplateAdded, TemplateEdited, TemplateRemoved
from assay.tasks.keys import TaskKind
from assay.tasks.kind_templates.template import OWN, Template
from assay.tasks.models.task.creating import checked_estimate

if TYPE_CHECKING:
    from assay.accounts.models import Person

MOST_TEMPLATES = 100


class TemplateTaken(ValueError):
    """The workspace has a template of this name for this kind."""


class TooManyTemplates(ValueError):
    """More templates than anybody could choose from."""


@dataclass(frozen=True)
class TemplateFacts:
    """Everything a form shows of a template, as it shall be."""

    kind: str
    name: str
    description: str = ""
    checks: tuple[str, ...] = ()
    discipline: str = ""
    labels: tuple[str, ...] = ()
    estimate_days: Decimal | None = None


class KindTemplateQuerySet(models.QuerySet["KindTemplate"]):
    def visible_to(self, person: "Person") -> "KindTemplateQuerySet":
        """Everybody of the workspace who writes tasks."""
        mine = self.filter(workspace_id=person.workspace_id)
        return mine if person.can_write else mine.none()

    def with_slug(self, slug: str) -> "KindTemplateQuerySet":
        """The template that forms and the API name `own-3`; nothing for any other text."""
        number = slug.removeprefix(OWN)
        is_one = slug.startswith(OWN) and number.isascii() and number.isdigit() and len(number) < 19
        return self.filter(pk=int(number)) if is_one else self.none()

    def by_kind(self) -> "KindTemplateQuerySet":
        return self.order_by("kind", "name", "pk")


class KindTemplate(models.Model):
    """One template of a workspace. Tasks made from it keep what they got when it changes or goes."""

    workspace = models.ForeignKey("accounts.Workspace", on_delete=models.CASCADE, related_name="task_templates")
    kind = models.CharField(max_length=20, choices=TaskKind)
    name = models.CharField(max_length=60)
    description = models.TextField(blank=True)
    checks = models.JSONField(default=list)
    discipline = models.CharField(max_length=20, choices=Discipline, blank=True)
    labels = models.JSONField(default=list)
    estimate_days = models.DecimalField(max_digits=3, decimal_places=1, null=True)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")

    objects = KindTemplateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "kind", "name"], name="task_template_name_once"),
            models.CheckConstraint(condition=Q(kind__in=TaskKind.values), name="task_template_kind_known"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def slug(self) -> str:
        return f"{OWN}{self.pk}"

    @property
    def template(self) -> Template:
        facts = {name: getattr(self, name) for name in asdict(TemplateFacts("", ""))}
        return Template(slug=self.slug, **facts | {"checks": tuple(self.checks), "labels": tuple(self.labels)})

    @classmethod
    @transaction.atomic
    def add(cls, facts: TemplateFacts, *, by: "Person") -> "KindTemplate":
        """Keep a new template for the workspace. Raises `TemplateTaken`, `TooManyTemplates`, `TooLong`."""
        workspace = Workspace.objects.select_for_update(no_key=True).get(pk=by.workspace_id)
        if cls.objects.filter(workspace=workspace).count() >= MOST_TEMPLATES:
            raise TooManyTemplates(_("A workspace has at most %(most)d templates.") % {"most": MOST_TEMPLATES})
        made = cls(workspace=workspace)
        made._write(facts, by=by)
        record(TemplateAdded(name=made.name, task_kind=made.kind), on=workspace, by=by)
        return made

    @transaction.atomic
    def edit(self, facts: TemplateFacts, *, by: "Person") -> None:
        """Give the template these facts; nothing changed is no edit. Raises `TemplateTaken`, `TooLong`."""
        if _plain(self) == _plain(facts):
            return
        before = self.name
        self._write(facts, by=by)
        record(TemplateEdited(before=before, name=self.name, task_kind=self.kind), on=self.workspace, by=by)

    @transaction.atomic
    def remove(self, *, by: "Person") -> None:
        """Delete the template; tasks made from it stay as they are."""
        removed, _by_model = KindTemplate.objects.filter(pk=self.pk).delete()
        if removed:
            record(TemplateRemoved(name=self.name, task_kind=self.kind), on=self.workspace, by=by)

    def _write(self, facts: TemplateFacts, *, by: "Person") -> None:
        checked_estimate(facts.estimate_days)
        for name, value in _plain(facts).items():
            setattr(self, name, value)
        self.saved_at, self.saved_by = now(), by
        try:
            with transaction.atomic():
                self.save()
        except IntegrityError as error:
            raise TemplateTaken(_("There is a template of this name for this kind.")) from error


def _plain(facts: "TemplateFacts | KindTemplate") -> dict[str, Any]:
    found = {name: getattr(facts, name) for name in asdict(TemplateFacts("", ""))}
    return found | {"checks": list(found["checks"]), "labels": list(found["labels"])}
