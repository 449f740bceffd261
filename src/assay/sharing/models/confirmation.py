"""A code by mail that proves who approves. Only a keyed digest of it is kept: six digits are soon tried through."""

import secrets
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from assay.deliverables.models import Signature
from assay.kit.clock import now

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.deliverables.models import Deliverable
    from assay.sharing.models.link import ShareLink

HOLDS_FOR = timedelta(minutes=15)
MOST_TRIES = 5
MOST_NOTE = 500


class ConfirmationQuerySet(models.QuerySet["Confirmation"]):
    def visible_to(self, person: "Person") -> "ConfirmationQuerySet":
        """Nobody's business but the worker's and that of who has the link."""
        return self.none()


class Confirmation(models.Model):
    """Somebody wants to sign what they read: `seen` is the digest of what was attached. A code by mail confirms it."""

    link = models.ForeignKey("sharing.ShareLink", on_delete=models.CASCADE, related_name="confirmations")
    deliverable = models.ForeignKey("deliverables.Deliverable", on_delete=models.CASCADE, related_name="+")
    note = models.CharField(max_length=MOST_NOTE, blank=True)
    seen = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)

    objects = ConfirmationQuerySet.as_manager()

    def __str__(self) -> str:
        return f"code for {self.link_id}"

    @classmethod
    def ask(cls, link: "ShareLink", deliverable: "Deliverable", *, note: str, seen: str) -> "Confirmation":
        """Note that somebody wants to sign; the caller lets the worker send a code."""
        return cls.objects.create(link=link, deliverable=deliverable, note=note, seen=seen, asked_at=now())

    @property
    def is_spent(self) -> bool:
        """Whether no code opens it any more: wrong too often, too old, or used."""
        return self.used_at is not None or self.tries >= MOST_TRIES or self._is_old(now())

    def draw_code(self) -> str:
        """Draw a code and keep its digest; the worker sends it, then calls `note_sent`."""
        code = f"{secrets.randbelow(1_000_000):06d}"
        self.digest = self._digest(code)
        self.save(update_fields=["digest"])
        return code

    def note_sent(self) -> None:
        self.sent_at = now()
        self.save(update_fields=["sent_at"])

    @transaction.atomic
    def confirm(self, code: str) -> Signature | None:
        """Sign if the code fits; None for a wrong or spent one, which counts as a try.

        Raises what the deliverable's `sign` does.
        """
        fresh = Confirmation.objects.select_for_update(of=("self",)).select_related(
            "deliverable__project", "link__stakeholder"
        )
        self.refresh_from_db(from_queryset=fresh)
        if self.is_spent:
            return None
        self.tries += 1
        if not (self.digest and constant_time_compare(self._digest(code), self.digest)):
            self.save(update_fields=["tries"])
            return None
        self.used_at = now()
        self.save(update_fields=["tries", "used_at"])
        return self.deliverable.sign(
            by=self.link.stakeholder, note=self.note, seen=self.seen, confirmed_at=self.used_at
        )

    def _is_old(self, moment: datetime) -> bool:
        return moment - (self.sent_at or self.asked_at) > HOLDS_FOR

    def _digest(self, code: str) -> str:
        return salted_hmac(f"assay.sharing.code.{self.pk}", code, algorithm="sha256").hexdigest()
