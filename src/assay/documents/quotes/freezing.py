"""Freezing: when a document is saved, what its frozen quotes show is kept, and each says on which day that was."""

from datetime import date
from typing import TYPE_CHECKING

from django.utils.timezone import localdate

from assay.documents.models.frozen import FrozenQuote
from assay.documents.quotes.kinds import Look
from assay.documents.quotes.places import Placed, placed, replaced
from assay.documents.quotes.showing import answers_to
from assay.kit.clock import now
from assay.pure.quotes import written

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.documents.models.document import Document


def frozen_as_asked(document: "Document", text: str, *, by: "Person") -> str:
    """Keep what those quotes of the text show that are to be frozen and are not yet; return the text with their day.

    It is kept as the person sees it, without links. A day on which nothing was kept becomes today; what shows nothing,
    or is not theirs to see, stays as it is written.
    """
    if document.is_notebook:
        return text
    places = placed(text)
    fresh = _fresh(document, [one for one in places if one.quote.is_frozen and not one.quote.is_dated_badly])
    if not fresh:
        return text
    at = now()
    look, today = Look(document.project, by, at, has_links=False), localdate(at)
    for answer in answers_to([Placed(one.quote.live(), one.line, one.text) for one in fresh], look, document=None):
        if answer.quoted:
            FrozenQuote.keep(document, answer.place.quote.asked, answer.quoted, on=today, by=by, at=at)
    kept = _kept_on(document, fresh, today)
    dated = [one for one in fresh if one.quote.asked in kept]
    return replaced(text, dated, lambda _number, one: written(one.quote.frozen(today)))


def _fresh(document: "Document", frozen: list[Placed]) -> list[Placed]:
    """Those of which nothing is kept on their day."""
    if not frozen:
        return []
    kept = set(document.frozen_quotes.values_list("asked", "on"))
    return [one for one in frozen if (one.quote.asked, one.quote.on) not in kept]


def _kept_on(document: "Document", places: list[Placed], day: date) -> set[str]:
    asked = {one.quote.asked for one in places}
    return set(document.frozen_quotes.filter(on=day, asked__in=asked).values_list("asked", flat=True))
