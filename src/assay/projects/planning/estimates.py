"""Estimate against actual, drawn: how long each phase took, beside what was agreed first."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assay.projects.planning.measured import Case
from assay.web.charts import Bar, Bars


def estimate_chart(cases: Sequence[Case]) -> Bars:
    """Return a bar for each phase that was begun; the bracket is its first estimate."""
    estimated = sum(case.estimate is not None for case in cases)
    counted = ngettext("%(num)d phase begun", "%(num)d phases begun", len(cases)) % {"num": len(cases)}
    return Bars(
        title=_finding(cases),
        note=_(
            "Weeks of five working days. The bracket is what was agreed first: %(phases)s, %(count)d with an estimate"
        )
        % {"phases": counted, "count": estimated},
        name="estimates",
        bars=[_bar(case) for case in cases],
        value_name=_("Weeks it took"),
        span_name=_("Agreed first"),
        blank=_("No phase was begun yet."),
    )


def _finding(cases: Sequence[Case]) -> str:
    """Name the phase that went farthest over its estimate, or say how many kept theirs."""
    over = [(case.took.ratio, case) for case in cases if case.took.high is not None and case.weeks > case.took.high]
    worst = max(((ratio, case) for ratio, case in over if ratio), key=lambda one: one[0], default=None)
    if worst:
        said = {"phase": worst[1].phase.name, "ratio": f"{worst[0]:.2g}"}
        return _("%(phase)s took %(ratio)s times the middle of its estimate") % said
    finished = [case for case in cases if case.is_finished and case.took.ratio is not None]
    if not finished:
        return _("No phase went over its estimate so far")
    kept = sum(case.took.is_within for case in finished)
    said_counts = {"kept": kept, "num": len(finished)}
    return _("%(kept)d of %(num)d finished phases took what was estimated, none took more") % said_counts


def _bar(case: Case) -> Bar:
    weeks = _("%(weeks)s wk") % {"weeks": f"{case.weeks:.1f}".removesuffix(".0")}
    took = case.took
    return Bar(
        name=case.phase.name,
        value=round(case.weeks, 2),
        hue=case.phase.hue,
        text=weeks if case.is_finished else _("%(weeks)s so far") % {"weeks": weeks},
        span=None if took.low is None or took.high is None else (took.low, took.high),
    )
