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

    `nth` counts what was kept of it on one day, from 1; each stays, as old versions show it.
    `projects` are the numbers of those it was taken from: who does not see them all does not see it.
    """

    document = models.ForeignKey("documents.Document", on_delete=models.CASCADE, related_name="frozen_quotes")
    asked = models.CharField(max_length=400)
    on = models.DateField()
    nth = models.PositiveIntegerField(default=1)
    title = models.CharField(max_length=300)
    icon = models.CharField(max_length=40)
    html = models.TextField()
    digest = models.CharField(max_length=64)
    projects = models.JSONField(default=list)
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")

    objects = FrozenQuoteQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "asked", "on", "nth"], name="frozen_quote_once")]

    def __str__(self) -> str:
        return f"{self.asked} {self.on} {self.nth}"

    @classmethod
    def keep(
        cls, document: "Document", asked: str, quoted: "Quoted", *, on: date, by: "Person", at: datetime
    ) -> "FrozenQuote":
        """Keep what the quote of a document that is held shows; what was kept last on the same day is kept once."""
        title, html = quoted.title[:300], str(quoted.body)
        last = document.frozen_quotes.filter(asked=asked, on=on).order_by("-nth").first()
        if last is not None and (last.title, last.html) == (title, html):
            return last
        return cls.objects.create(
            document=document,
            asked=asked,
            on=on,
            nth=last.nth + 1 if last else 1,
            title=title,
            icon=quoted.icon,
            html=html,
            digest=digest_of(html),
            projects=sorted(quoted.projects),
            at=at,
            by=by,
        )


def digest_of(html: str) -> str:
    return sha256(html.encode()).hexdigest()
