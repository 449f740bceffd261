"""A registered model: a name under which versions of a model are kept."""

from typing import TYPE_CHECKING

from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.http import Http404
from django.utils.translation import gettext as _

from assay.activity.recording import record
from assay.activity.subjects import Subject
from assay.kit.clock import now
from assay.projects.models import Project
from assay.registry.events import (
    ModelCreated,
    ModelDeleted,
    ModelDescribed,
    ModelRenamed,
    VersionCreated,
)
from assay.registry.models.marking import Marking
from assay.registry.models.version import ModelVersion
from assay.registry.naming import checked_description, checked_name

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.registry.sources import Origin


class NameTaken(ValueError):
    """Another model of the workspace has this name."""


class ModelGone(Http404):
    """The model was deleted while somebody changed it; pages answer 404."""


class RegisteredModelQuerySet(models.QuerySet["RegisteredModel"]):
    def visible_to(self, person: "Person") -> "RegisteredModelQuerySet":
        """Models of visible projects; those of no project for everybody who may write."""
        mine = self.filter(workspace_id=person.workspace_id)
        free = Q(project=None) if person.can_write else Q(pk__in=[])
        return mine.filter(free | Q(project__in=Project.objects.visible_to(person)))

    def alive(self) -> "RegisteredModelQuerySet":
        return self.filter(deleted_at=None)


class RegisteredModel(Marking, models.Model):
    """One model. Its project is that of the first version whose run belongs to a task."""

    workspace = models.ForeignKey("accounts.Workspace", on_delete=models.CASCADE, related_name="+")
    project = models.ForeignKey("projects.Project", on_delete=models.PROTECT, related_name="models", null=True)
    name = models.CharField(max_length=256)
    description = models.TextField(blank=True)
    last_number = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    updated_at = models.DateTimeField()
    deleted_at = models.DateTimeField(null=True)

    objects = RegisteredModelQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "name"], condition=Q(deleted_at=None), name="registered_model_name_once"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> Subject:
        return Subject("model", str(self.pk), self.workspace_id, self.project_id)

    @classmethod
    @transaction.atomic
    def register(
        cls, name: str, *, by: "Person", description: str = "", project: Project | None = None
    ) -> "RegisteredModel":
        """Create a model without versions. Raises `BadName`, `BadValue` and `NameTaken`."""
        at = now()
        try:
            with transaction.atomic():
                model = cls.objects.create(
                    workspace_id=by.workspace_id,
                    project=project,
                    name=checked_name(name),
                    description=checked_description(description),
                    created_at=at,
                    created_by=by,
                    updated_at=at,
                )
        except IntegrityError as error:
            raise _taken(name) from error
        record(ModelCreated(name), on=model, by=by)
        return model

    @transaction.atomic
    def rename(self, name: str, *, by: "Person") -> None:
        """Give the model another name. Raises `BadName`, `BadValue` and `NameTaken`."""
        self.lock()
        before = self.name
        if checked_name(name) == before:
            return
        try:
            with transaction.atomic():
                self.note_change(name=name)
        except IntegrityError as error:
            self.name = before
            raise _taken(name) from error
        record(ModelRenamed(before, name), on=self, by=by)

    @transaction.atomic
    def describe(self, description: str, *, by: "Person") -> None:
        """Change the description. Raises `BadValue`."""
        self.lock()
        if checked_description(description) == self.description:
            return
        self.note_change(description=description)
        record(ModelDescribed(self.name, description), on=self, by=by)

    @transaction.atomic
    def discard(self, *, by: "Person") -> None:
        """Mark the model and its versions deleted; the name is free again. Files stay with their runs."""
        self.lock()
        versions = self.versions.alive().count()
        self.aliases.all().delete()
        self.note_change(deleted_at=now())
        record(ModelDeleted(self.name, versions), on=self, by=by)

    @transaction.atomic
    def add_version(self, origin: "Origin", *, by: "Person", description: str = "", run_link: str = "") -> ModelVersion:
        """Add the next version, whose files lie at `origin`. Raises `BadValue`."""
        self.lock()
        at = now()
        project = self.project or (origin.run.task.project if origin.run and origin.run.task else None)
        self.note_change(last_number=self.last_number + 1, project=project)
        version = ModelVersion.objects.create(
            model=self,
            number=self.last_number,
            source=origin.source,
            run=origin.run,
            logged_model=origin.logged_model,
            path=origin.path,
            run_link=run_link,
            description=checked_description(description),
            created_at=at,
            created_by=by,
            updated_at=at,
        )
        run = origin.run.uid if origin.run else ""
        record(VersionCreated(self.name, version.number, run), on=self, by=by)
        return version

    def lock(self) -> None:
        """Read the model again under lock, so that what is decided next holds. Raises `ModelGone`."""
        self.refresh_from_db(from_queryset=RegisteredModel.objects.select_for_update())
        if self.deleted_at is not None:
            raise ModelGone(_("The model %(name)s was deleted a moment ago.") % {"name": self.name})

    def note_change(self, **values: object) -> None:
        """Save these facts and that the model changed now; for the verbs of the registry only."""
        values["updated_at"] = now()
        for name, value in values.items():
            setattr(self, name, value)
        self.save(update_fields=list(values))


def _taken(name: str) -> NameTaken:
    return NameTaken(_("A model named %(name)s is registered already.") % {"name": name})
