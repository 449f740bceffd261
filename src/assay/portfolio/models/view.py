"""Looks of the portfolio under a name: filter, groups and order of the address, for oneself or for everybody."""

from typing import TYPE_CHECKING

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from assay.activity.subjects import Subject
from assay.kit.clock import now

if TYPE_CHECKING:
    from assay.accounts.models import Person

MOST_VIEW_NAME, MOST_VIEWS = 60, 50


class TooManyPortfolioViews(ValueError):
    """More views than anybody finds again."""


class PortfolioViewQuerySet(models.QuerySet["PortfolioView"]):
    def visible_to(self, person: "Person") -> "PortfolioViewQuerySet":
        """One's own, and those that others share; a view holds no rows, so it shows everybody only what is theirs."""
        own = Q(person=person) | Q(shared_at__isnull=False)
        return self.filter(own, workspace_id=person.workspace_id)

    def by_name(self) -> "PortfolioViewQuerySet":
        return self.order_by("name", "pk")


class PortfolioView(models.Model):
    """`query` is the end of the portfolio's address without `?`."""

    workspace = models.ForeignKey("accounts.Workspace", on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=MOST_VIEW_NAME)
    query = models.TextField(blank=True)
    shared_at = models.DateTimeField(null=True)
    saved_at = models.DateTimeField()

    objects = PortfolioViewQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "name"], name="portfolio_view_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> Subject:
        return Subject("portfolio-view", str(self.pk), self.workspace_id)

    @property
    def is_shared(self) -> bool:
        return self.shared_at is not None

    @classmethod
    @transaction.atomic
    def keep(cls, *, name: str, query: str, is_shared: bool, by: "Person") -> "PortfolioView":
        """Save a view; the person's own of the same name is replaced. Raises `TooManyPortfolioViews`."""
        own = cls.objects.filter(person=by)
        if not own.filter(name=name).exists() and own.count() >= MOST_VIEWS:
            said = _("You keep %(most)d views of the portfolio. Remove one first.")
            raise TooManyPortfolioViews(said % {"most": MOST_VIEWS})
        at = now()
        facts = {"query": query, "shared_at": at if is_shared else None, "saved_at": at}
        kept, _is_new = cls.objects.update_or_create(workspace_id=by.workspace_id, person=by, name=name, defaults=facts)
        return kept

    def can_be_removed_by(self, person: "Person") -> bool:
        """One's own; shared ones also by those who lead the workspace."""
        return self.person_id == person.pk or (self.is_shared and person.leads_workspace)
