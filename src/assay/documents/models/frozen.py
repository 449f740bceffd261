"""What a quote showed on a day. Rows are kept as long as the document, as old versions show them too."""

from datetime import date, datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from django.db import models

from assay.projects.models import Project

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.documents.models.document import Document
    from assay.documents.quotes.kinds import Quoted


class FrozenQuoteQuerySet(models.QuerySet["FrozenQuote"]):
    def visible_to(self, person: "Person") -> "FrozenQuoteQuerySet":
        return self.filter(document__project__in=Project.objects.visible_to(person))


class FrozenQuote(models.Model):
    """`asked` is the quote without its day (`run 12`), `html` what our templates made of it then, without links.

    `projects` are the numbers of those it was taken from: who does not see them all does not see it.
    """

    document = models.ForeignKey("documents.Document", on_delete=models.CASCADE, related_name="frozen_quotes")
    asked = models.CharField(max_length=400)
    on = models.DateField()
    title = models.CharField(max_length=300)
    icon = models.CharField(max_length=40)
    html = models.TextField()
    digest = models.CharField(max_length=64)
    projects = models.JSONField(default=list)
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")

    objects = FrozenQuoteQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "asked", "on"], name="frozen_quote_once_a_day")]

    def __str__(self) -> str:
        return f"{self.asked} {self.on}"

    @classmethod
    def keep(
        cls, document: "Document", asked: str, quoted: "Quoted", *, on: date, by: "Person", at: datetime
    ) -> "FrozenQuote":
        """Keep what the quote shows; what was kept of it on the same day stays as it is."""
        html = str(quoted.body)
        facts = {"html": html, "digest": digest_of(html), "projects": sorted(quoted.projects), "at": at, "by": by}
        facts |= {"title": quoted.title[:300], "icon": quoted.icon}
        return cls.objects.get_or_create(document=document, asked=asked, on=on, defaults=facts)[0]


def digest_of(html: str) -> str:
    return sha256(html.encode()).hexdigest()
