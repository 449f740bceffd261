"""The main picture of a project: each try at its primary metric, the best so far, baseline and target."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assay.experiments.queries.best_so_far import BestSoFar, Try
from assay.projects.metric_words import direction_in_words, named
from assay.pure.numbers import MINUS
from assay.web.charts import Level, Point, TriesChart
from assay.web.when import short_day

MOST_MARKS = 4


def best_chart(found: BestSoFar) -> TriesChart:
    """Return the chart for people who work on it: names as criteria write them, runs as runs."""
    note = _("%(metric)s. Each dot is a run, the line is the best so far.") % {
        "metric": f"{named(found.definition)}, {direction_in_words(found.definition)}"
    }
    runs = [
        _point(one, name=_("Run %(number)d") % {"number": one.number}, url=reverse("runs:run", args=[one.uid]))
        for one in found.tries
    ]
    return _chart(found, finding(found), note, runs, found.definition.name)


def plain_chart(found: BestSoFar) -> TriesChart:
    """Return the chart for people who never open a run."""
    defined = found.definition
    note = _("%(metric)s, %(direction)s. Each dot is one try, the line is the best so far.") % {
        "metric": defined.plain,
        "direction": direction_in_words(defined),
    }
    tries = [
        _point(one, name=_("Try %(number)d") % {"number": at}, url="") for at, one in enumerate(found.tries, start=1)
    ]
    return _chart(found, plain_finding(found), note, tries, defined.plain)


def finding(found: BestSoFar) -> str:
    """Say how far it has come: `Best so far: .818 after 48 runs, .032 to go`."""
    runs = ngettext("%(count)d run", "%(count)d runs", len(found.tries)) % {"count": len(found.tries)}
    said = {"best": found.definition.shown(found.best), "runs": runs}
    if found.to_go is not None:
        said["to_go"] = found.definition.apart(found.to_go)
        return _("Best so far: %(best)s after %(runs)s, %(to_go)s to go") % said
    if found.is_reached:
        return _("Best so far: %(best)s after %(runs)s, the target is reached") % said
    return _("Best so far: %(best)s after %(runs)s") % said


def plain_finding(found: BestSoFar) -> str:
    """Say the same for people who never open a run."""
    defined = found.definition
    said = {"metric": defined.plain, "best": defined.shown(found.best), "target": defined.shown(defined.target)}
    if found.is_reached:
        return _("%(metric)s: %(best)s, and the goal of %(target)s is reached") % said
    if defined.target is not None:
        return _("%(metric)s: %(best)s so far, the goal is %(target)s") % said
    return _("%(metric)s: %(best)s so far") % said


def change_in_a_week(found: BestSoFar) -> str:
    """Say what seven days have brought: `+.008 this week`."""
    if found.best is None:
        return _("not measured yet")
    if found.a_week_ago is None:
        return _("first measured this week")
    change = found.best - found.a_week_ago
    if not change:
        return _("the same as a week ago")
    sign = "+" if change > 0 else MINUS
    return _("%(change)s this week") % {"change": sign + found.definition.apart(abs(change))}


def counted(found: BestSoFar) -> str:
    """Say which runs the picture counts, and which it leaves out."""
    others = found.left_out
    left = [
        ngettext("%(count)d that failed", "%(count)d that failed", others.failed) % {"count": others.failed},
        ngettext("%(count)d still under way", "%(count)d still under way", others.going) % {"count": others.going},
        ngettext("%(count)d of no task", "%(count)d of no task", others.of_no_task) % {"count": others.of_no_task},
    ]
    counts = (others.failed, others.going, others.of_no_task)
    left = [text for text, count in zip(left, counts, strict=True) if count]
    told = _("Counted: finished runs of tasks, each by itself, lucky seeds included.")
    return told + (" " + _("Left out: %(runs)s.") % {"runs": ", ".join(left)} if left else "")


def _point(one: Try, *, name: str, url: str) -> Point:
    return Point(on=timezone.localtime(one.at).date(), value=one.value, name=name, url=url)


def _chart(found: BestSoFar, title: str, note: str, tries: list[Point], value_name: str) -> TriesChart:
    defined = found.definition
    return TriesChart(
        title=title,
        note=note,
        name="best",
        tries=tries,
        higher_is_better=defined.wants_more,
        marks=_marks(found),
        written=defined.shown,
        best=_("best"),
        value_name=value_name,
        target=None if defined.target is None else Level(_("target"), defined.target),
        baseline=None if defined.baseline is None else Level(_("baseline"), defined.baseline),
    )


def _marks(found: BestSoFar) -> list[tuple[int, str]]:
    """Days below the chart, evenly over the tries; each day once."""
    last = len(found.tries) - 1
    places = {round(number * last / MOST_MARKS): None for number in range(MOST_MARKS + 1)} if last > 0 else {0: None}
    words = [(place, short_day(found.tries[place].at)) for place in places]
    return list({text: (place, text) for place, text in reversed(words)}.values())[::-1]
