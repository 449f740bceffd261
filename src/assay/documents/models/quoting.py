"""How single quotes of a document are frozen and made live again."""

from typing import TYPE_CHECKING, cast

from django.db import transaction
from django.utils.translation import gettext as _

from assay.documents.models.writing import save_text
from assay.documents.quotes.freezing import frozen_as_asked
from assay.documents.quotes.places import Placed, placed, replaced
from assay.kit.conflicts import EditedMeanwhile
from assay.pure.quotes import Quote, written

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.documents.models.document import Document


class NoQuote(ValueError):
    """What shall be frozen shows nothing."""


class Quoting:
    """Verbs of one quote: `number` counts the quotes of the text from 0, `said` is what stands there.

    Each saves a version, unless nothing changed. Raises `EditedMeanwhile` where something else stands there,
    `OtherForm`, `InTrash`.
    """

    @transaction.atomic
    def freeze_quote(self, number: int, said: str, *, by: "Person") -> None:
        """Keep what the quote shows now; earlier versions go on showing what it showed then. Raises `NoQuote`."""
        document = cast("Document", self)
        place = _held(document, number, said)
        text = frozen_as_asked(document, _with(document, place, place.quote.frozen_anew()), by=by)
        if placed(text)[number].quote.on is None:
            raise NoQuote(_("There is nothing to freeze: the quote shows nothing."))
        if text != document.text:
            save_text(document, document.title, text, by=by, note=_("Froze %(quote)s") % {"quote": place.quote.asked})

    @transaction.atomic
    def thaw_quote(self, number: int, said: str, *, by: "Person") -> None:
        """Let the quote show what is so at any moment; live already is no change."""
        document = cast("Document", self)
        place = _held(document, number, said)
        if place.quote.is_frozen:
            text = _with(document, place, place.quote.live())
            note = _("Made %(quote)s live") % {"quote": place.quote.asked}
            save_text(document, document.title, text, by=by, note=note)


def _held(document: "Document", number: int, said: str) -> Placed:
    document.hold()
    document.check_written()
    places = placed(document.text)
    if not 0 <= number < len(places) or places[number].text != said:
        raise EditedMeanwhile(_("The text was changed a moment ago. Look at it again."))
    return places[number]


def _with(document: "Document", place: Placed, quote: Quote) -> str:
    return replaced(document.text, [place], lambda _number, _place: written(quote))
