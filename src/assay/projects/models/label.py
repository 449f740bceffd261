"""Labels of a project: `stage-training`, `model-gbm`, or a team's own."""

from typing import TYPE_CHECKING

from django.db import models, transaction
from django.utils.translation import gettext as _

from assay.activity.recording import record
from assay.projects.models.naming import hold
from assay.projects.workflow_events import LabelEdited, LabelRemoved

if TYPE_CHECKING:
    from assay.accounts.models import Person

HUES = 8


class LabelTaken(ValueError):
    """The project has a label of this name."""


class Label(models.Model):
    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="labels")
    name = models.CharField(max_length=40)
    hue = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "name"], name="label_name_once")]

    def __str__(self) -> str:
        return self.name

    @transaction.atomic
    def edit(self, *, name: str, hue: int, by: "Person") -> None:
        """Rename or recolour the label, on all its tasks at once; nothing changed is no edit. Raises `LabelTaken`."""
        hold(self)
        before, after = {"name": self.name, "hue": self.hue}, {"name": name, "hue": hue}
        changes = {fact: [value, after[fact]] for fact, value in before.items() if value != after[fact]}
        if not changes:
            return
        if Label.objects.filter(project=self.project_id, name=name).exclude(pk=self.pk).exists():
            raise LabelTaken(_("The project has a label of this name."))
        self.name, self.hue = name, hue
        self.save(update_fields=["name", "hue"])
        record(LabelEdited(name=name, changes=changes), on=self.project, by=by)

    @transaction.atomic
    def remove(self, *, by: "Person") -> None:
        """Take the label off all its tasks and out of the project; their history keeps its name."""
        removed, _by_model = Label.objects.filter(pk=self.pk).delete()
        if removed:
            record(LabelRemoved(name=self.name), on=self.project, by=by)
