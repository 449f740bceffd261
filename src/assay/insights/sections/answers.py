"""What the team learned: experiments run, their outcomes, and how long an answer takes."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from assay.experiments.models import Outcome
from assay.insights.figures.answers import Iteration
from assay.insights.look import Look
from assay.insights.sections.cycle import unit
from assay.insights.sections.section import Section
from assay.insights.wording import in_days, in_percent
from assay.kit.pages import address_of
from assay.web.charts import Bar, Bars, Level, Point, Scatter

ANSWERS = lazy(
    "Experiments that people ended in the time shown, by the outcome they decided. Success, partial and failure are "
    "answers; a stop is none. Run are the experiments that started in the time shown, whenever they ended."
)
ITERATION = lazy(
    "From the day the idea was written down to the day people decided its outcome, both included; only experiments "
    "that gave an answer. Percentiles are nearest rank and need five of them."
)
_HUES = {Outcome.SUCCESS: 3, Outcome.PARTIAL: 2, Outcome.FAILURE: 8, Outcome.STOPPED: 6}


def answers_context(look: Look) -> dict[str, Any]:
    found = look.answers
    run = ngettext("%(count)d experiment was run", "%(count)d experiments were run", len(found.run))
    ended = ngettext("%(count)d ended", "%(count)d ended", len(found.ended)) % {"count": len(found.ended)}
    bars = [
        Bar(name=str(label), value=found.outcomes.get(value, 0), hue=_HUES[Outcome(value)])
        for value, label in Outcome.choices
    ]
    chart = Bars(
        name="answers",
        title=_answers_finding(look),
        note=f"{run % {'count': len(found.run)}}, {ended}",
        until=look.today,
        bars=bars if found.ended else (),
        value_name=_("Experiments"),
        blank=_("No experiment ended in the time shown."),
    )
    return {"chart": chart}


def _answers_finding(look: Look) -> str:
    found = look.answers
    if found.share is None:
        return _("No experiment ended yet")
    said = {"answered": found.answered, "ended": len(found.ended), "share": in_percent(found.share)}
    return _("%(answered)d of %(ended)d experiments gave an answer, %(share)s") % said


def iteration_context(look: Look) -> dict[str, Any]:
    found = look.iterations
    chart = Scatter(
        name="iteration-time",
        title=_iteration_finding(look),
        note=_("%(days)s from idea to outcome, lower is better") % {"days": unit(look)},
        until=look.today,
        points=[_point(one) for one in found.each],
        lines=[
            Level(_("%(percent)d %%") % {"percent": percent}, found.at[percent], is_main=percent == 85)
            for percent in (50, 85)
            if percent in found.at
        ],
        value_name=unit(look),
        blank=_("No experiment gave an answer in the time shown."),
    )
    return {"chart": chart}


def _point(one: Iteration) -> Point:
    asked = one.question
    return Point(
        on=one.on,
        value=one.days,
        name=f"{asked.key} {asked.title}",
        url=address_of("tasks:task", asked.key),
        says=_("%(days)s since the start") % {"days": in_days(one.days_since_start)},
    )


def _iteration_finding(look: Look) -> str:
    found = look.iterations
    if not found.at:
        return _("Too early to say how long an answer takes: %(count)d of 5 answers") % {"count": len(found.each)}
    said = {"all": in_days(found.at[50]), "started": in_days(found.at_since_start[50])}
    return _("Half of the answers come within %(all)s of the idea, %(started)s of the start") % said


ANSWERED = Section(
    name="answers",
    order=10,
    area="charts",
    context=answers_context,
    tab="team",
    title=lazy("Experiments"),
    definition=ANSWERS,
    counted=lambda look: look.answers.counted,
    rests_on="experiments",
)
ITERATIONS = Section(
    name="iteration-time",
    order=20,
    area="charts",
    context=iteration_context,
    tab="team",
    title=lazy("Iteration time"),
    definition=ITERATION,
    counted=lambda look: look.iterations.counted,
    rests_on="experiments",
)
