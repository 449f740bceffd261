"""The columns that a table has when nobody chose any: what differs and what was measured, the telling ones first.

Only the runs of the page are looked at, and of runs with very many keys not all of these: a table must open at
once also when a training logs twelve thousand metrics.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import CharField, Value
from django.db.models.functions import Left

from assay.pure.metrics import Definitions
from assay.runs.columns import FIRST, LAST, Column, Kind, attributes
from assay.runs.models import MetricSeries, Param, Run

PARAMS, METRICS = 5, 5
MOST_READ = 40_000
LONG = 40
# MLflow's own measurements of the machine; hardly anybody's reason to compare two runs.
SYSTEM = "system/"
_ASIDE = re.compile(r"seed|random_state|path|dir\b|directory|file|verbose|n_jobs|num_workers|device|uuid|run_id", re.I)
_VALIDATED = re.compile(r"(?:^|[_/. ])(?:val|valid|validation|test|eval|holdout|dev)(?:$|[_/. ])|^eval_", re.I)


@dataclass(frozen=True)
class KeysOfPage:
    """The keys of some runs in the order of their worth: metrics, and params that differ."""

    metrics: list[str]
    differing: list[str]

    def first(self, definitions: Definitions) -> "KeysOfPage":
        """Return the same with the metrics first that the project defines."""
        return replace(self, metrics=sorted(self.metrics, key=definitions.rank))


def default_columns(keys: KeysOfPage, *, params: int = PARAMS, metrics: int = METRICS) -> list[Column]:
    """Return the columns for a first look: attributes, params that differ, metrics, time."""
    return [
        *attributes(*FIRST),
        *[Column(Kind.PARAM, key) for key in keys.differing[:params]],
        *[Column(Kind.METRIC, key) for key in keys.metrics[:metrics]],
        *attributes(*LAST),
    ]


def keys_of(runs: Sequence[Run]) -> KeysOfPage:
    """Look through the keys of these runs, in one query; params first, as there are fewer."""
    params = Param.objects.filter(run__in=runs).annotate(begin=Left("value", 2 * LONG))
    nothing = Value(None, output_field=CharField())
    series = MetricSeries.objects.filter(run__in=runs).annotate(begin=nothing)
    names = ("run_id", "key", "begin")
    read = params.values_list(*names).union(series.values_list(*names), all=True)[:MOST_READ]
    times: Counter[str] = Counter()
    values: dict[str, dict[int, str]] = defaultdict(dict)
    for run, key, begin in read:
        if begin is not None:
            values[key][run] = begin
        elif not key.startswith(SYSTEM):
            times[key] += 1
    metrics = sorted(times, key=lambda key: metric_order(key, times[key]))
    return KeysOfPage(metrics, _differing(values, len(runs)))


def metric_order(key: str, times: int) -> tuple[bool, int, bool, str]:
    """Order metrics that `times` runs have: of training data last, common ones first, held-out data before other."""
    return (key.lower().startswith("train"), -times, not _VALIDATED.search(key), key)


def _differing(values: dict[str, dict[int, str]], runs: int) -> list[str]:
    """The params with several values among so many runs."""
    several = {key: found for key, found in values.items() if len(set(found.values())) > 1}
    return sorted(_without_doubles(several), key=lambda key: _worth(key, several[key], runs))


def _without_doubles(values: dict[str, dict[int, str]]) -> list[str]:
    """Of params that always say the same, as `degree` and `features__degree`, the one with the shortest name."""
    first: dict[tuple[tuple[int, str], ...], str] = {}
    for key in sorted(values, key=lambda key: (len(key), key)):
        first.setdefault(tuple(sorted(values[key].items())), key)
    return list(first.values())


def _worth(key: str, values: dict[int, str], runs: int) -> tuple[bool, bool, bool, int, str]:
    """Order: short values before whole objects, no file names and seeds, what most runs have."""
    is_object = any("(" in value or len(value) > LONG for value in values.values())
    return (is_object, bool(_ASIDE.search(key)), len(values) * 5 < runs, -len(values), key)
