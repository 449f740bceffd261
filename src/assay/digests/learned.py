"""What we learned: the experiments that were decided about, failures included."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assay.digests.digest import Line, Name, Part, part_of
from assay.digests.scope import Scope
from assay.experiments.models import Closing
from assay.experiments.overview import outcome_state
from assay.experiments.queries.learned import learned_in
from assay.web.markdown import plain

MOST, MOST_WORDS = 30, 240
_ICONS = {"met": "met", "not-met": "not-met", "not-proven": "not-proven"}


def learned(scope: Scope) -> Part:
    """Return one line for each experiment that was decided about, the newest first."""
    lines = [_line(one, scope) for one in decided(scope)]
    return part_of(Name.LEARNED, _("What we learned"), lines, blank=_("No experiment was decided about."), most=MOST)


def decided(scope: Scope) -> list[Closing]:
    """Return the decisions about experiments of these days that still hold."""
    begin, over = scope.moments
    return learned_in(scope.ids, since=begin, until=over)


def answers_in_words(count: int) -> str:
    return ngettext("%(count)d experiment decided", "%(count)d experiments decided", count) % {"count": count}


def _line(closing: Closing, scope: Scope) -> Line:
    task, outcome = closing.experiment.task, str(closing.get_outcome_display())
    state = outcome_state(closing.outcome)
    return Line(
        text=plain(closing.learnings, most=MOST_WORDS) or task.title,
        note=scope.noted(
            task.project_id,
            task.key,
            outcome if closing.learnings else _("%(outcome)s, nothing noted") % {"outcome": outcome},
        ),
        url=reverse("tasks:task", args=[task.key]),
        icon=_ICONS.get(state, "flask"),
        state=state,
    )
