"""A document's text with its quotes.

Marks take the place of the quotes before the text is rendered, so that what is rendered can be kept for everybody; then
what they ask is found out, for each kind at once, and takes the place of the marks.
"""

import re
import secrets
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from markupsafe import Markup

from assay.documents.quotes.keeping import Kept, kept_for
from assay.documents.quotes.kinds import Look, Quotable, Quoted, Unquotable, quotable, quotables
from assay.documents.quotes.places import Placed, placed, replaced
from assay.pure.quotes import Quote
from assay.web.markdown import markdown, with_anchors

MOST_QUOTES = 50
MOST_OF_A_KIND = 20
# Nobody can write a mark: it is drawn anew in each process.
_SECRET = secrets.token_hex(8)
_MARK = re.compile(rf"{_SECRET}q(\d+)q")
_PARAGRAPH = re.compile(rf"<p>((?:(?!</?p>).)*?{_SECRET}q.*?)</p>", re.DOTALL)
_PARTS = re.compile(rf"({_SECRET}q\d+q)")


@dataclass(frozen=True)
class Shown:
    """A text as HTML, and the topics by which an open page hears that a quote of it changed."""

    html: Markup
    topics: tuple[str, ...] = ()
    has_quotes: bool = False


@dataclass(frozen=True)
class Answer:
    """A quote with what stands in its place: found, or why not; `kept` when it is shown as it was on a day."""

    place: Placed
    quoted: Quoted | None = None
    fault: str = ""
    kept: Kept | None = None


def shown(text: str, look: Look, *, document: int | None = None, can_change: bool = False) -> Shown:
    """Return the text with its quotes as `look` may see them; `document` is whose frozen ones are kept.

    With `can_change` each quote has a menu that freezes it and makes it live.
    """
    places = placed(text)
    html = with_anchors(markdown(replaced(text, places, lambda number, _: f"{_SECRET}q{number}q")))
    if not places:
        return Shown(html)
    answers = answers_to(places, look, document=document)
    pictures = [_frame(number, one, look, document, can_change=can_change) for number, one in enumerate(answers)]
    topics = {topic for one in answers if one.quoted and not one.kept for topic in one.quoted.topics}
    return Shown(_put(html, pictures), tuple(sorted(topics)), has_quotes=True)


def answers_to(places: Sequence[Placed], look: Look, *, document: int | None) -> list[Answer]:
    """Find out what the quotes ask: one question to each kind, and one for all that is kept."""
    kept = kept_for(document, [one.quote for one in places], look) if document else {}
    asked = [one.quote for one in places[:MOST_QUOTES] if one.quote not in kept]
    found = _found(asked, look)
    return [_answer(number, place, found, kept) for number, place in enumerate(places)]


def _found(quotes: Sequence[Quote], look: Look) -> Mapping[Quote, Quoted | Unquotable]:
    by_kind: dict[str, dict[str, list[Quote]]] = defaultdict(lambda: defaultdict(list))
    for quote in quotes:
        by_kind[quote.kind][quote.argument].append(quote)
    answers: dict[Quote, Quoted | Unquotable] = {}
    for name, wanted in by_kind.items():
        if kind := quotable(name):
            for argument, thing in _things(kind, list(wanted), look).items():
                answer = thing if isinstance(thing, Unquotable) else kind.render(thing, look)
                answers |= dict.fromkeys(wanted[argument], answer)
    return answers


def _things(kind: Quotable, wanted: Sequence[str], look: Look) -> Mapping[str, Any]:
    """What the kind finds for the first arguments; of further ones nothing is asked."""
    arguments = [one for one in wanted if one or not kind.needs_argument]
    told = _("A document shows %(most)d different quotes of a kind at most; this one is not shown.")
    more = dict.fromkeys(arguments[MOST_OF_A_KIND:], Unquotable(told % {"most": MOST_OF_A_KIND}))
    return {**more, **kind.find(arguments[:MOST_OF_A_KIND], look)} if arguments else {}


def _answer(
    number: int, place: Placed, found: Mapping[Quote, Quoted | Unquotable], kept: Mapping[Quote, Kept | None]
) -> Answer:
    quote = place.quote
    if number >= MOST_QUOTES:
        told = _("A document shows %(most)d quotes at most; this one is not shown.") % {"most": MOST_QUOTES}
        return Answer(place, fault=told)
    if quote.is_dated_badly:
        return Answer(place, fault=_("This is no day. Write it as in “frozen 2026-11-27”, or only “frozen”."))
    if quote in kept:
        own = kept[quote]
        return Answer(place, own.quoted, kept=own) if own else Answer(place, fault=_unseen())
    answer = found.get(quote)
    if isinstance(answer, Quoted):
        return Answer(place, answer)
    return Answer(place, fault=answer.message if answer else _why_not(quote))


def _why_not(quote: Quote) -> str:
    kind = quotable(quote.kind)
    if kind is None:
        names = ", ".join(one.name for one in quotables())
        told = _("Nothing is quoted by “%(name)s”. There are: %(names)s. Words that are no quote belong into `code`.")
        return told % {"name": quote.kind, "names": names}
    if kind.needs_argument and not quote.argument:
        return _("Say what to quote, as in %(example)s.") % {"example": kind.example}
    return _unseen()


def _unseen() -> str:
    return _("Something you cannot see, or that is not there.")


def _frame(number: int, answer: Answer, look: Look, document: int | None, *, can_change: bool) -> str:
    context = {
        "number": number,
        "answer": answer,
        "quote": answer.place.quote,
        "look": look,
        "document": document,
        "can_change": can_change and answer.quoted is not None,
    }
    return render_to_string("documents/_quote.html", context)


def _put(html: Markup, pictures: Sequence[str]) -> Markup:
    """Let what is quoted take the place of its mark, outside of the paragraph in which it stood."""
    apart = _PARAGRAPH.sub(lambda found: _apart(found[1]), html)
    return Markup(_MARK.sub(lambda mark: pictures[int(mark[1])], apart))  # noqa: S704  both are made by us


def _apart(words: str) -> str:
    parts = [part.strip("\n") for part in _PARTS.split(words)]
    return "\n".join(part if _MARK.fullmatch(part) else f"<p>{part}</p>" for part in parts if part.strip())
