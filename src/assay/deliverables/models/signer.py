"""Who has to sign a deliverable, and who signed it."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from assay.projects.models import Project
from assay.projects.parties import OfParty

if TYPE_CHECKING:
    from assay.accounts.models import Person

MOST_NOTE = 500


class SignerQuerySet(models.QuerySet["Signer"]):
    def visible_to(self, person: "Person") -> "SignerQuerySet":
        return self.filter(deliverable__project__in=Project.objects.visible_to(person))

    def in_order(self) -> "SignerQuerySet":
        return self.select_related("person", "stakeholder").order_by("pk")


class Signer(OfParty):
    """Somebody who has to sign: with them the deliverable is signed off, without it is not."""

    deliverable = models.ForeignKey("deliverables.Deliverable", on_delete=models.CASCADE, related_name="signers")
    named_at = models.DateTimeField()
    named_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")

    objects = SignerQuerySet.as_manager()

    class Meta(OfParty.Meta):
        constraints = [
            *OfParty.Meta.constraints,
            models.UniqueConstraint(
                fields=["deliverable", "person"], condition=Q(stakeholder=None), name="signer_person_once"
            ),
            models.UniqueConstraint(
                fields=["deliverable", "stakeholder"], condition=Q(person=None), name="signer_stakeholder_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_gone(self) -> bool:
        """Whether they left, so that their signature cannot come any more."""
        return (self.person.left_at if self.person else self.party.removed_at) is not None  # type: ignore[union-attr]


class SignatureQuerySet(models.QuerySet["Signature"]):
    def visible_to(self, person: "Person") -> "SignatureQuerySet":
        return self.filter(deliverable__project__in=Project.objects.visible_to(person))

    def standing(self) -> "SignatureQuerySet":
        """Those that were not revoked."""
        return self.filter(revoked_at=None)

    def in_order(self) -> "SignatureQuerySet":
        return self.select_related("person", "stakeholder", "revoked_by").order_by("pk")


class Signature(OfParty):
    """One signature, for what was attached then: `digest` names it exactly, `attached` in words.

    It is never changed. Revoked, it stays to be read, with the reason.
    """

    deliverable = models.ForeignKey("deliverables.Deliverable", on_delete=models.CASCADE, related_name="signatures")
    note = models.CharField(max_length=MOST_NOTE, blank=True)
    digest = models.CharField(max_length=64)
    # A list of {"kind", "title", "edition"}.
    attached = models.JSONField(default=list)
    signed_at = models.DateTimeField()
    # When a code by mail proved that it was they; only stakeholders are asked for one.
    confirmed_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    # Whoever signed revokes it; when a person of the project does it for them, who.
    revoked_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", null=True)
    revoked_because = models.CharField(max_length=MOST_NOTE, blank=True)

    objects = SignatureQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.name}, {self.digest[:8]}"

    @property
    def is_standing(self) -> bool:
        return self.revoked_at is None
