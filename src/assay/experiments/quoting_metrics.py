"""What documents quote of a project's metrics: the best so far, against the target, and how it came there."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from markupsafe import Markup

from assay.activity.subjects import project_topic
from assay.documents.quotes import Look, Offer, Quotable, Quoted, Unquotable
from assay.experiments.best_chart import change_in_a_week, plain_chart
from assay.experiments.queries.best_so_far import BestSoFar, best_of_metric
from assay.pure.metrics import Definition, Definitions
from assay.runs.quoting import definitions_seen

MOST_METRICS = 4


def _find(arguments: Sequence[str], look: Look) -> Mapping[str, Any]:
    """Each metric is asked for by itself, so a document has few of them."""
    defined = definitions_seen([look.project.pk], look)[look.project.pk]
    most = Unquotable(_("A document shows %(most)d different metrics at most.") % {"most": MOST_METRICS})
    chosen = arguments[:MOST_METRICS]
    return dict.fromkeys(arguments[MOST_METRICS:], most) | {one: _one(one, defined, look) for one in chosen}


def _one(name: str, defined: Definitions, look: Look) -> BestSoFar | Unquotable:
    wanted = _named(name, defined)
    if wanted:
        return best_of_metric(look.project, wanted, at=look.at)
    if not defined:
        return Unquotable(_("The project has not defined its metrics yet; its page says how."))
    names = ", ".join(one.name for one in defined.all)
    return Unquotable(_("The project defines no such metric. It has: %(names)s.") % {"names": names})


def _named(name: str, defined: Definitions) -> Definition | None:
    """The metric as criteria write it or by its title; without a name the primary one."""
    if not name:
        return defined.primary
    same = (one for one in defined.all if name.casefold() in {one.name.casefold(), one.title.casefold()})
    return next(same, None) or defined.of_key(name)


def _render(found: BestSoFar, look: Look) -> Quoted:
    chart = plain_chart(found) if found.tries else None
    context = {"best": found, "change": change_in_a_week(found), "chart": chart}
    return Quoted(
        title=found.definition.plain,
        body=Markup(render_to_string("experiments/_quote_metric.html", context)),  # noqa: S704  our own template
        icon="chart",
        topics=(project_topic(look.project.pk),),
        projects=frozenset({look.project.pk}),
        url=reverse("projects:overview", args=[look.project.key]),
    )


def _offers(text: str, look: Look) -> list[Offer]:
    defined = definitions_seen([look.project.pk], look)[look.project.pk].all
    return [Offer(one.name, one.plain) for one in defined if text.strip().casefold() in one.name.casefold()]


METRIC = Quotable(
    name="metric",
    label=gettext_lazy("Quote a metric: the best so far"),
    example="{{metric f1 on test}}",
    find=_find,
    render=_render,
    offers=_offers,
    needs_argument=False,
    order=65,
)
