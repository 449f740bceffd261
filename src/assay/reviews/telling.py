"""The summary of a review as Markdown, to paste or to keep in the vault."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assay.reviews.models import Stop

if TYPE_CHECKING:
    from assay.reviews.queries.summary import Summary


def as_markdown(summary: "Summary") -> str:
    """Return the summary as text. What people wrote stands in it in one line, so that it makes no headings."""
    return "\n".join(_lines(summary)).strip() + "\n"


def as_page(summary: "Summary") -> str:
    """Return it as the text of a page of the vault: its title stands above, and each decision has its link."""
    return "\n".join(_below(summary, _linked)).strip() + "\n"


def _lines(summary: "Summary") -> Iterator[str]:
    yield _("# Weekly review, %(week)s") % {"week": summary.review}
    yield ""
    yield from _below(summary, _decided)


def _below(summary: "Summary", told: Callable[[Stop], str]) -> Iterator[str]:
    count = sum(len(one.decided) for one in summary.projects)
    said = ngettext("%(count)d decision by %(name)s", "%(count)d decisions by %(name)s", count)
    yield said % {"count": count, "name": summary.review.person.name}
    for one in summary.projects:
        yield from ("", f"## {_line(one.project.name)}", "")
        yield from (told(stop) for stop in one.decided)
        yield from (_("- Still open: %(title)s") % {"title": _line(stop.title)} for stop in one.open)


def _decided(stop: Stop) -> str:
    return f"- **{_line(stop.decided)}.** {_line(stop.why)}"


def _linked(stop: Stop) -> str:
    if stop.decision is None:
        return _decided(stop)
    address = reverse("projects:decision", args=[stop.project.key, stop.decision.pk])
    return f"{_decided(stop)} [{_('Decision')}]({address})"


def _line(text: str) -> str:
    return " ".join(text.split())
