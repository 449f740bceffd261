"""What somebody does not want to be told."""

from typing import TYPE_CHECKING

from django.db import models

from assay.notifications.reasons import Reason

if TYPE_CHECKING:
    from assay.accounts.models import Person


class SilenceQuerySet(models.QuerySet["Silence"]):
    def visible_to(self, person: "Person") -> "SilenceQuerySet":
        return self.filter(person=person)


class Silence(models.Model):
    """A reason for which a person gets no notices. Without a row they get them."""

    person = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=20, choices=Reason)

    objects = SilenceQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "reason"], name="silence_once")]

    def __str__(self) -> str:
        return f"{self.person_id} hears nothing of {self.reason}"
