"""Freezing: when a document is saved, what its frozen quotes show is kept, and each says on which day that was."""

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
    or is not theirs to see, stays as it is written. The document must be held, or new.
    """
    if document.is_notebook:
        return text
    places = placed(text)
    fresh = _fresh(document, [one for one in places if one.quote.is_frozen and not one.quote.is_dated_badly])
    if not fresh:
        return text
    at, kept = now(), {}
    look, today = Look(document.project, by, at, has_links=False), localdate(at)
    for answer in answers_to([Placed(one.quote.live(), one.line, one.text) for one in fresh], look, document=None):
        if answer.quoted:
            asked = answer.place.quote.asked
            kept[asked] = FrozenQuote.keep(document, asked, answer.quoted, on=today, by=by, at=at)
    dated = [one for one in fresh if one.quote.asked in kept]
    return replaced(text, dated, lambda _number, one: written(one.quote.frozen(today, kept[one.quote.asked].nth)))


def frozen_again(document: "Document", text: str, *, by: "Person") -> str:
    """Do the same with the text of a file that came again: where it says no day, what the document shows stays."""
    if document.is_notebook:
        return text
    days = {one.quote.asked: one.quote for one in placed(document.text) if one.quote.on}
    known = [
        one for one in placed(text) if one.quote.asked in days and one.quote == days[one.quote.asked].frozen_anew()
    ]
    text = replaced(text, known, lambda _number, one: written(days[one.quote.asked]))
    return frozen_as_asked(document, text, by=by)


def _fresh(document: "Document", frozen: list[Placed]) -> list[Placed]:
    """Those of which nothing is kept on their day."""
    if not frozen:
        return []
    kept = set(document.frozen_quotes.values_list("asked", "on", "nth"))
    return [one for one in frozen if (one.quote.asked, one.quote.on, one.quote.nth) not in kept]
