"""What documents quote of experiments: the results of one, and the list of those of the project."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models.functions import Coalesce
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from markupsafe import Markup

from assay.activity.subjects import project_topic
from assay.documents.quotes import Look, Offer, Quotable, Quoted, Unquotable
from assay.experiments.models import Criterion, Experiment, Outcome
from assay.experiments.queries.library import Tried, tried
from assay.experiments.queries.results import ResultsTable, results_table
from assay.experiments.queries.run_rows import RunRow, rows_of
from assay.experiments.queries.verdict import VerdictBlock, verdict_block
from assay.experiments.repeating import facts_of_many
from assay.runs.models import Run
from assay.runs.quoting import definitions_seen
from assay.tasks.keys import TaskKind, parse_key
from assay.tasks.models import Task
from assay.tasks.quoting import tasks_named, tasks_seen

MOST_ROWS = 12
MOST_RUNS = 1000
MOST_LISTED = 50
OPEN = "open"


@dataclass(frozen=True)
class Results:
    """An experiment with its table and what the verdict says."""

    task: Task
    said: Tried
    verdict: VerdictBlock
    table: ResultsTable


@dataclass(frozen=True)
class Listed:
    """Experiments of a project with one outcome, or with any."""

    outcome: str
    tried: list[Tried]


def _results(arguments: Sequence[str], look: Look) -> Mapping[str, Any]:
    told = Unquotable(_("This is no experiment. Write its key, as in {{results %(key)s}}.") % {"key": _sample(look)})
    tasks = tasks_named(arguments, look)
    asked = {one: task for one, task in tasks.items() if task.is_experiment}
    found = _tables(list(asked.values()), look)
    return {one: told for one in arguments if parse_key(one) is None or (one in tasks and one not in asked)} | {
        one: found.get(task.pk, Unquotable(_("%(key)s has no plan and no results yet.") % {"key": task.key}))
        for one, task in asked.items()
    }


def _tables(tasks: Sequence[Task], look: Look) -> Mapping[int, Results]:
    """The results of the experiments by the number of their task, in eight queries for all of them."""
    wanted = Experiment.objects.filter(task__in=[task.pk for task in tasks])
    known = list(wanted.select_related("baseline_run", "concluded_by")) if tasks else []
    if not known:
        return {}
    lines = _lines(known)
    stored = rows_of(Run.objects.filter(task__in=[task.pk for task in tasks]).alive())
    by_task: dict[int, dict[str, RunRow]] = defaultdict(dict)
    for uid, row in list(stored.items())[:MOST_RUNS]:
        by_task[row.run.task_id or 0][uid] = row
    facts = {one.ref: one for one in facts_of_many([row.run.pk for rows in by_task.values() for row in rows.values()])}
    by_id = {task.pk: task for task in tasks}
    definitions = definitions_seen({task.project_id for task in tasks}, look)
    found = {}
    for experiment in known:
        experiment.task = by_id[experiment.task_id]
        own = by_task[experiment.task_id]
        mine = [facts[uid] for uid in own if uid in facts]
        found[experiment.task_id] = Results(
            task=experiment.task,
            said=tried(experiment),
            verdict=verdict_block(experiment, lines[experiment.pk], mine, at=look.at),
            table=results_table(
                experiment,
                lines[experiment.pk],
                mine,
                own,
                definitions=definitions[experiment.task.project_id],
                at=look.at,
            ),
        )
    return found


def _lines(experiments: Sequence[Experiment]) -> Mapping[int, list[Criterion]]:
    found: dict[int, list[Criterion]] = defaultdict(list)
    lines = Criterion.objects.filter(experiment__in=experiments).in_order()
    for line in lines.select_related("run", "fired_run", "added_by", "withdrawn_by", "amends"):
        found[line.experiment_id].append(line)
    return found


def _results_shown(found: Results, look: Look) -> Quoted:
    table = found.table
    rows = (table.rows or table.bare)[:MOST_ROWS]
    context = {"found": found, "table": table, "rows": rows, "more": table.total - len(rows), "look": look}
    return Quoted(
        title=str(found.task),
        body=Markup(render_to_string("experiments/_quote_results.html", context)),  # noqa: S704  our own template
        icon="flask",
        topics=(found.task.subject.topic,),
        projects=frozenset({found.task.project_id}),
        url=reverse("tasks:task", args=[found.task.key]),
    )


def _lists(arguments: Sequence[str], look: Look) -> Mapping[str, Any]:
    """The lists by outcome, in one query for all of them."""
    known = {"", OPEN, *Outcome.values}
    told = Unquotable(
        _("Write an outcome or nothing: {{experiments}}, or with one of %(outcomes)s.")
        % {"outcomes": ", ".join([OPEN, *Outcome.values])}
    )
    mine = Experiment.objects.filter(task__in=tasks_seen(look)).of_project(look.project.pk)
    newest = mine.with_task().select_related("concluded_by")
    by_age = newest.order_by(Coalesce("concluded_at", "judged_at", "task__created_at").desc(), "-pk")
    every = list(by_age) if known & set(arguments) else []
    return {
        one: Listed(one, [tried(item) for item in every if _is(item, one)]) if one in known else told
        for one in arguments
    }


def _is(experiment: Experiment, outcome: str) -> bool:
    return not outcome or (experiment.outcome or OPEN) == outcome


def _list_shown(found: Listed, look: Look) -> Quoted:
    shown = found.tried[:MOST_LISTED]
    context = {"tried": shown, "more": len(found.tried) - len(shown), "look": look}
    count = ngettext("%(count)d experiment", "%(count)d experiments", len(found.tried)) % {"count": len(found.tried)}
    return Quoted(
        title=f"{count}: {Outcome(found.outcome).label if found.outcome in Outcome.values else _('open')}"
        if found.outcome
        else count,
        body=Markup(render_to_string("experiments/_quote_list.html", context)),  # noqa: S704  our own template
        icon="flask",
        topics=(project_topic(look.project.pk),),
        projects=frozenset({look.project.pk}),
        url=reverse("experiments:library") + f"?project={look.project.key}",
    )


def _offers(text: str, look: Look) -> list[Offer]:
    """Experiments whose key or title goes on with what was typed, those of the project first."""
    tasks = tasks_seen(look).filter(kind=TaskKind.EXPERIMENT, trashed_at=None).select_related("project")
    key = parse_key(text)
    if key:
        tasks = tasks.filter(project__key=key.project, number=key.number)
    else:
        tasks = tasks.filter(title__icontains=text.strip()) if text.strip() else tasks.filter(project=look.project)
    return [Offer(task.key, task.title) for task in tasks.order_by("-pk")[:8]]


def _outcomes(text: str, _look: Look) -> list[Offer]:
    return [Offer(one, "") for one in (OPEN, *Outcome.values) if one.startswith(text.strip())]


def _sample(look: Look) -> str:
    return f"{look.project.key}-EXP-05"


RESULTS = Quotable(
    name="results",
    label=gettext_lazy("Quote the results of an experiment"),
    example="{{results ML-EXP-05}}",
    find=_results,
    render=_results_shown,
    offers=_offers,
    order=50,
)
EXPERIMENTS = Quotable(
    name="experiments",
    label=gettext_lazy("Quote the list of experiments"),
    example="{{experiments failure}}",
    find=_lists,
    render=_list_shown,
    offers=_outcomes,
    needs_argument=False,
    order=60,
)
