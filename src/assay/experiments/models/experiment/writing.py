"""How the plan of an experiment is written before it starts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.db import transaction
from django.utils.translation import gettext as _

from assay.activity.recording import record
from assay.experiments.baselines import baseline_of
from assay.experiments.events import ExperimentWritten
from assay.experiments.models.criterion import Criterion, Role
from assay.kit.clock import now
from assay.kit.conflicts import EditedMeanwhile
from assay.pure.criteria import Condition, StopRule, format_condition, format_stop, to_json
from assay.pure.planned import Planned
from assay.pure.verdict import Baseline

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.experiments.models.experiment.model import Experiment
    from assay.runs.models import Run


TEXTS = ("hardware", "planned_data", "notebook")


class AlreadyLocked(Exception):
    """The experiment has started; its plan stays, and changes of criteria are amendments."""


@dataclass(frozen=True)
class Draft:
    """Everything the plan says, as it shall be afterwards. The lines are parsed already."""

    hypothesis: str = ""
    baseline_values: Mapping[str, float] = field(default_factory=dict)
    baseline_run: "Run | None" = None
    baseline_note: str = ""
    makes_baseline: bool = False
    timebox_days: int | None = 5
    criteria: Sequence[Condition] = ()
    stops: Sequence[StopRule] = ()
    planned: Sequence[Planned] = ()
    resources: Mapping[str, float] = field(default_factory=dict)
    hardware: str = ""
    planned_data: str = ""
    notebook: str = ""


class Writing:
    """Verbs of the draft."""

    @transaction.atomic
    def write(self, draft: Draft, *, by: "Person", version: int | None = None, at: datetime | None = None) -> None:
        """Give the experiment this plan; nothing changed is no edit.

        Raises `AlreadyLocked` after the start and `EditedMeanwhile` when `version` is not the current one.
        """
        experiment = locked(cast("Experiment", self))
        check_is_draft(experiment)
        if version is not None and version != experiment.version:
            raise EditedMeanwhile(
                _("Somebody else changed this plan a moment ago. Your text is kept below; look, then save again.")
            )
        if draft_of(experiment) == _plain(draft):
            return
        moment, before = at or now(), experiment.hypothesis
        _put_plan(experiment, draft)
        _put_lines(experiment, draft, by=by, at=moment)
        record(ExperimentWritten(hypothesis=draft.hypothesis, before=before), on=experiment, by=by, at=moment)

    @property
    def planned(self) -> list[Planned]:
        """The parameters that the plan names."""
        return [Planned(name, text) for name, text in cast("Experiment", self).planned_params]

    def baseline(self) -> Baseline:
        """Return the numbers to beat: frozen ones after the start, before it read from the run just now."""
        return baseline_of(cast("Experiment", self))


def locked(experiment: "Experiment") -> "Experiment":
    """Read the experiment again under lock, so that two people cannot decide at once.

    Who holds more than the experiment takes it in one order: people, projects, runs, experiment, task, search words.
    """
    task, experiment.known_baseline = experiment.task, None
    experiment.refresh_from_db(from_queryset=type(experiment).objects.select_for_update())
    experiment.task = task
    return experiment


def check_is_draft(experiment: "Experiment") -> None:
    if not experiment.is_draft:
        raise AlreadyLocked(
            _("The experiment has started, so its plan is locked. Criteria can be amended with a reason.")
        )


def draft_of(experiment: "Experiment") -> Draft:
    """Return the plan as it stands."""
    lines = list(experiment.criteria.in_order())
    return Draft(
        hypothesis=experiment.hypothesis,
        baseline_values=experiment.baseline_values,
        baseline_run=experiment.baseline_run,
        baseline_note=experiment.baseline_note,
        makes_baseline=experiment.makes_baseline,
        timebox_days=experiment.timebox_days,
        criteria=[line.condition for line in lines if not line.is_stop],
        stops=[line.stop_rule for line in lines if line.is_stop],
        planned=experiment.planned,
        resources=experiment.planned_resources,
        **{name: getattr(experiment, name) for name in TEXTS},
    )


def line_of(
    experiment: "Experiment", meaning: Condition | StopRule, *, position: int, by: "Person", at: datetime
) -> Criterion:
    """Make the row of one line, not yet stored; its text is written in one way for each meaning."""
    is_stop = isinstance(meaning, StopRule)
    return Criterion(
        experiment=experiment,
        role=Role.STOP if is_stop else Role.CRITERION,
        position=position,
        text=format_stop(meaning) if isinstance(meaning, StopRule) else format_condition(meaning),
        ast=to_json(meaning),
        added_at=at,
        added_by=by,
    )


def _plain(draft: Draft) -> Draft:
    """Make two drafts comparable: sequences as lists."""
    return Draft(
        **{
            **{name: getattr(draft, name) for name in draft.__dataclass_fields__},
            "baseline_values": dict(draft.baseline_values),
            "criteria": list(draft.criteria),
            "stops": list(draft.stops),
            "planned": list(draft.planned),
            "resources": dict(draft.resources),
        }
    )


def _put_plan(experiment: "Experiment", draft: Draft) -> None:
    experiment.hypothesis = draft.hypothesis
    experiment.baseline_values = dict(draft.baseline_values)
    experiment.baseline_run = draft.baseline_run
    experiment.baseline_note = draft.baseline_note
    experiment.makes_baseline = draft.makes_baseline
    experiment.timebox_days = draft.timebox_days
    experiment.planned_params = [[one.name, one.text] for one in draft.planned]
    experiment.planned_resources = dict(draft.resources)
    for name in TEXTS:
        setattr(experiment, name, getattr(draft, name))
    experiment.version += 1
    experiment.save()


def _put_lines(experiment: "Experiment", draft: Draft, *, by: "Person", at: datetime) -> None:
    experiment.criteria.all().delete()
    meanings: list[Condition | StopRule] = [*draft.criteria, *draft.stops]
    Criterion.objects.bulk_create(
        line_of(experiment, meaning, position=position, by=by, at=at) for position, meaning in enumerate(meanings)
    )
