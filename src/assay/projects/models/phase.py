"""Phases: parts of a project's life, with purpose, usual weeks, deliverables and exit questions."""

from django.db import models
from django.utils.translation import gettext as _


class Phase(models.Model):
    """One phase of one project, planted from the workflow and the team's own from then on."""

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="phases")
    name = models.CharField(max_length=60)
    position = models.PositiveSmallIntegerField()
    hue = models.PositiveSmallIntegerField(default=1)
    purpose = models.TextField(blank=True)
    weeks_low = models.DecimalField(max_digits=4, decimal_places=1, null=True)
    weeks_high = models.DecimalField(max_digits=4, decimal_places=1, null=True)
    deliverables = models.JSONField(default=list)
    exit_questions = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "name"], name="phase_name_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def weeks(self) -> str:
        """Return the usual time in words, or nothing where no time was planned."""
        if self.weeks_low is None or self.weeks_high is None:
            return ""
        low, high = f"{self.weeks_low.normalize():f}", f"{self.weeks_high.normalize():f}"
        return _("%(weeks)s wk") % {"weeks": low if low == high else f"{low}–{high}"}
