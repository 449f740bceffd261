"""What is kept of quotes that stay as they were on a day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from assay.documents.models.frozen import FrozenQuote, digest_of
from assay.documents.quotes.kinds import Look, Quoted
from assay.projects.models import Project
from assay.pure.quotes import Quote


@dataclass(frozen=True)
class Kept:
    """What is kept of a quote, since when and by whom."""

    quoted: Quoted
    on: date
    by: str


def kept_for(document: int, quotes: Sequence[Quote], look: Look) -> Mapping[Quote, Kept | None]:
    """Return what is kept for those of the quotes that are frozen; None for what the look may not see.

    What was taken from another project is for those who see that project; without an account one sees only this one's.
    """
    wanted = {(one.asked, one.on, one.nth): one for one in quotes if one.on}
    if not wanted:
        return {}
    rows = FrozenQuote.objects.filter(document=document, on__in={on for _asked, on, _nth in wanted}).select_related(
        "by"
    )
    found = [row for row in rows if (row.asked, row.on, row.nth) in wanted]
    seen = _seen({number for row in found for number in row.projects}, look)
    return {wanted[row.asked, row.on, row.nth]: _kept(row) if _may_see(row, seen, look) else None for row in found}


def _seen(projects: set[int], look: Look) -> set[int]:
    others = projects - {look.project.pk}
    if not others or look.reader is None:
        return {look.project.pk}
    mine = Project.objects.visible_to(look.reader).filter(pk__in=others)
    return {look.project.pk, *mine.values_list("pk", flat=True)}


def _may_see(row: FrozenQuote, seen: set[int], look: Look) -> bool:
    if not row.projects:  # a run of no project
        return bool(look.reader and look.reader.can_write)
    return seen.issuperset(row.projects)


def _kept(row: FrozenQuote) -> Kept | None:
    if digest_of(row.html) != row.digest:
        return None
    # Our own templates wrote it, see `FrozenQuote.keep`.
    body = Markup(row.html)  # noqa: S704
    return Kept(Quoted(row.title, body, row.icon, (), frozenset(row.projects)), row.on, row.by.name)
