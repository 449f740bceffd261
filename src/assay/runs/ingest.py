"""The verbs by which runs are logged, whatever door the data came through.

Every verb works inside one transaction that holds the run's row (`writing_to`), so that concurrent writers of a
run wait for each other and lose nothing. All may be repeated: what is there already stays as it is, once.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from django.db import connection
from django.utils.translation import gettext as _

from assay.kit.rows import fetched
from assay.runs import chunks, hooks, linking, marks, points, sealing
from assay.runs.hooks import IngestHook, register_hook
from assay.runs.limits import (
    KEYS_A_RUN,
    NAME_LENGTH,
    PARAM_LENGTH,
    TAG_LENGTH,
    BadValue,
    checked_batch,
    checked_key,
    checked_text,
)
from assay.runs.models import MetricSeries, Param, Run, RunTag
from assay.runs.searching import behind
from assay.runs.stopping import RunIsStopped
from assay.runs.summary import StoredPoint, Summary, merged
from assay.runs.telling import tell
from assay.runs.writing import NoSuchRun, RunIsDeleted, writing_to

if TYPE_CHECKING:
    from assay.accounts.models import Person

__all__ = ["IngestHook", "NewPoint", "NoSuchRun", "RunIsDeleted", "log_batch", "register_hook", "writing_to"]

NAME_TAG = "mlflow.runName"
USER_TAG = "mlflow.user"
Pair: TypeAlias = tuple[str, str]
_LEAST, _MOST = -(2**63), 2**63 - 1

_SUMMARY = tuple(one.name for one in fields(Summary) if one.name != "series_id")
_FIND_SERIES = f"SELECT key, sealed, id, {', '.join(_SUMMARY)} FROM runs_metricseries WHERE run_id = %s AND key IN "  # noqa: S608
_SAVE_SERIES = f"UPDATE runs_metricseries SET {', '.join(f'{name} = %s' for name in _SUMMARY)} WHERE id = %s"  # noqa: S608


class ParamFixed(BadValue):
    """A param never changes its value."""


class NewPoint(NamedTuple):
    """A point as it comes in; `value` may be NaN or infinite."""

    key: str
    point: StoredPoint


@dataclass(frozen=True)
class _Known:
    """The series of a batch: numbers by key, what was known of each before it, and how much of it lies in chunks."""

    ids: Mapping[str, int]
    before: Mapping[str, Summary | None]
    sealed: Mapping[str, int]

    def tail(self, key: str) -> int:
        """How many points of the series lay outside chunks before the batch."""
        before = self.before[key]
        return before.count - self.sealed.get(key, 0) if before else 0


def log_batch(
    run: Run,
    *,
    metrics: Sequence[NewPoint] = (),
    params: Sequence[Pair] = (),
    tags: Sequence[Pair] = (),
    by: "Person",
) -> None:
    """Log metrics, params and tags at once; all of them or, with `BadValue`, none.

    Raises `RunIsStopped` for new points of a run that takes no more; those it has may be sent again.
    """
    checked_batch(metrics, params, tags)
    has_params, refusal = log_params(run, params), run.refusal
    # What was refused before counts: the points that stop the run are its last.
    if log_points(run, metrics) and refusal:
        raise RunIsStopped(refusal)
    set_tags(run, tags, by=by)
    if has_params:
        hooks.after_status(run)
    tell(run)


def log_points(run: Run, new: Iterable[NewPoint]) -> Mapping[str, Sequence[StoredPoint]]:
    """Store the points and bring the summaries up to date; return, by key, those that were not there yet."""
    by_key: dict[str, list[StoredPoint]] = defaultdict(list)
    for key, point in new:
        if not (_LEAST <= point.step <= _MOST and _LEAST <= point.at_ms <= _MOST):
            raise BadValue(_("A step or timestamp of the metric %(key)s has more than 64 bits.") % {"key": key[:40]})
        by_key[key].append(point)
    if not by_key:
        return {}
    known = _known_series(run, by_key)
    fresh = _stored(by_key, known)
    _save_summaries([merged(known.ids[key], known.before[key], found) for key, found in fresh.items()])
    sealing.grew(run, [(known.tail(key), known.tail(key) + len(found)) for key, found in fresh.items()])
    hooks.after_points(run, fresh, known.before)
    return fresh


def log_params(run: Run, params: Sequence[Pair]) -> bool:
    """Store the params, cutting values at 6000 characters; False when all were there already.

    Another value than before raises `ParamFixed`.
    """
    wanted: dict[str, str] = {}
    for key, value in params:
        checked_key(key, what=_("param"))
        kept = checked_text(value, what=_("value of the param"))[:PARAM_LENGTH]
        _check_same(run, key, wanted.setdefault(key, kept), kept)
    if not wanted:
        return False
    there = dict(Param.objects.filter(run=run, key__in=wanted).values_list("key", "value"))
    for key, value in there.items():
        _check_same(run, key, value, wanted.pop(key))
    Param.objects.bulk_create([Param(run=run, key=key, value=value) for key, value in wanted.items()])
    if wanted:
        behind(run)
    return bool(wanted)


def set_tags(run: Run, tags: Sequence[Pair], *, by: "Person") -> None:
    """Set the tags, cutting values at 8000 characters; those that name a task link the run again."""
    wanted = {checked_key(key, what=_("tag")): _tag_value(value) for key, value in tags}
    if not wanted:
        return
    RunTag.objects.bulk_create(
        [RunTag(run=run, key=key, value=value) for key, value in wanted.items()],
        update_conflicts=True,
        unique_fields=["run", "key"],
        update_fields=["value"],
    )
    _take_over(run, wanted)
    behind(run)
    if linking.concerns(wanted):
        linking.link_by_rules(run, by=by)
    if marks.concern(wanted):
        hooks.after_status(run)


def delete_tag(run: Run, key: str, *, by: "Person") -> bool:
    """Take the tag off; False when there was none."""
    found, _per_table = RunTag.objects.filter(run=run, key=checked_key(key, what=_("tag"))).delete()
    if found and linking.concerns({key}):
        linking.link_by_rules(run, by=by)
    if found and marks.concern({key}):
        hooks.after_status(run)
    behind(run)
    tell(run)
    return bool(found)


def _check_same(run: Run, key: str, known: str, value: str) -> None:
    if known != value:
        raise ParamFixed(
            _(
                "Changing param values is not allowed. Param '%(key)s' of run '%(run)s' has the value '%(known)s', "
                "and '%(value)s' was logged."
            )
            % {"key": key, "run": run.uid, "known": known[:100], "value": value[:100]}
        )


def _tag_value(value: str) -> str:
    return checked_text(value, what=_("value of the tag"))[:TAG_LENGTH]


def _take_over(run: Run, tags: Mapping[str, str]) -> None:
    """Keep the run's own fields equal to the tags that say the same thing."""
    changes = {}
    if tags.get(NAME_TAG):
        changes["name"] = tags[NAME_TAG][:NAME_LENGTH]
    if tags.get(USER_TAG):
        changes["user_name"] = tags[USER_TAG][:NAME_LENGTH]
    for field, value in changes.items():
        setattr(run, field, value)
    if changes:
        run.save(update_fields=list(changes))


def _known_series(run: Run, keys: Iterable[str]) -> _Known:
    """Find the series of the keys, making those that are new."""
    wanted = [checked_key(key, what=_("metric")) for key in keys]
    found, sealed = _find_series(run, wanted)
    missing = [key for key in wanted if key not in found]
    ids = {key: summary.series_id for key, summary in found.items()}
    if missing:
        _check_room(run, len(missing))
        made = MetricSeries.objects.bulk_create([MetricSeries(run=run, key=key) for key in missing])
        ids |= {series.key: series.pk for series in made}
    return _Known(ids, {key: found.get(key) for key in wanted}, sealed)


def _find_series(run: Run, keys: Sequence[str]) -> tuple[dict[str, Summary], dict[str, int]]:
    rows = fetched(f"{_FIND_SERIES} ({', '.join(['%s'] * len(keys))})", [run.pk, *keys])
    return {key: Summary(*rest) for key, _sealed, *rest in rows}, {
        key: sealed for key, sealed, *_rest in rows if sealed
    }


def _check_room(run: Run, more: int) -> None:
    if MetricSeries.objects.filter(run=run).count() + more > KEYS_A_RUN:
        raise BadValue(
            _("A run can have at most %(most)d metrics. Log fewer names, and use steps for repeated values.")
            % {"most": KEYS_A_RUN}
        )


def _stored(by_key: Mapping[str, Sequence[StoredPoint]], known: _Known) -> dict[str, list[StoredPoint]]:
    """Write the points; return by key those that were not there yet, in their order.

    A training logs forward, so most points lie behind all that their series has and need no look at it.
    """
    rows = {key: points.rows_of(known.ids[key], some) for key, some in by_key.items()}
    ahead = {key for key, some in rows.items() if _lies_ahead(next(iter(some)), known.before[key])}
    points.append([row for key in rows if key in ahead for row in rows[key]])
    inserted = points.insert(
        [row for key in rows if key not in ahead for row in _outside_chunks(key, rows[key], known)]
    )
    fresh = {
        key: [point for row, point in some.items() if key in ahead or row in inserted] for key, some in rows.items()
    }
    return {key: some for key, some in fresh.items() if some}


def _outside_chunks(key: str, rows: Mapping[points.Row, StoredPoint], known: _Known) -> Sequence[points.Row]:
    """Leave out what is sealed already; the run is held, so nothing is sealed meanwhile."""
    if not known.sealed.get(key):
        return list(rows)
    held = chunks.places_held(known.ids[key], list(rows.values()))
    return [row for row in rows if row[1:] not in held]


def _lies_ahead(first: points.Row, before: Summary | None) -> bool:
    return before is None or first[1:] > before.last_place


def _save_summaries(summaries: Sequence[Summary]) -> None:
    rows = [[*(getattr(one, name) for name in _SUMMARY), one.series_id] for one in summaries]
    with connection.cursor() as cursor:
        if len(rows) == 1:
            cursor.execute(_SAVE_SERIES, rows[0])
        elif rows:
            cursor.executemany(_SAVE_SERIES, rows)
