"""The summary of a review as Markdown, to paste or to keep in the vault."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assay.reviews.models import Stop

if TYPE_CHECKING:
    from assay.reviews.queries.summary import Summary


def as_markdown(summary: "Summary") -> str:
    """Return the summary as text. What people wrote stands in it in one line, so that it makes no headings."""
    return "\n".join(_lines(summary)).strip() + "\n"


def _lines(summary: "Summary") -> Iterator[str]:
    review = summary.review
    yield _("# Weekly review, %(week)s") % {"week": review}
    yield ""
    said = ngettext("%(count)d decision by %(name)s", "%(count)d decisions by %(name)s", summary.walk.decided)
    yield said % {"count": summary.walk.decided, "name": review.person.name}
    for one in summary.projects:
        yield from ("", f"## {_line(one.project.name)}", "")
        yield from (_decided(stop) for stop in one.decided)
        yield from (_("- Still open: %(title)s") % {"title": _line(stop.title)} for stop in one.open)


def _decided(stop: Stop) -> str:
    return f"- **{_line(stop.decided)}.** {_line(stop.why)}"


def _line(text: str) -> str:
    return " ".join(text.split())
