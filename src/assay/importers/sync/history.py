"""Bring the points of a run: metric by metric, page by page, several pages asked for ahead.

What is here already is noted at the run in the transaction that stores the points, so that the next process goes on
behind them.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any

from assay.importers.models import SourceRun
from assay.importers.remote import shapes
from assay.importers.remote.lines import AHEAD
from assay.importers.sync.state import Pass, Stopped, whole
from assay.runs.arrival import held
from assay.runs.ingest import NewPoint, log_points
from assay.runs.limits import BadValue
from assay.runs.models import RunStatus
from assay.runs.summary import StoredPoint

WHAT = "metric"
# So many points are stored in one transaction, and a page more at most.
POINTS_AT_ONCE = 25_000


@dataclass(frozen=True)
class Fetched:
    """A page of a metric, and the token by which the next look at it begins: its last page may grow."""

    metric: shapes.Metric
    points: list[NewPoint]
    token: str
    is_last: bool


class Histories:
    """The metrics of one run on their way."""

    def __init__(self, brought: SourceRun, told: shapes.Run, work: Pass) -> None:
        self._brought, self._work = brought, work
        self._is_live = told.info.status in {RunStatus.RUNNING, RunStatus.SCHEDULED}
        self._waiting: list[Fetched] = []
        self._wanted = [metric for metric in told.data.metrics if not self._is_here(metric)]

    def take(self) -> bool:
        """Bring all points that are not here yet; False when the time ended before. Raises `RemoteFault`."""
        for metric, first in self._ahead():
            is_whole = self._take_series(metric, first.result())
            if not is_whole or self._work.is_over_time:
                self._store()
                return False
        self._store()
        return True

    def _ahead(self) -> "Iterator[tuple[shapes.Metric, Future[shapes.History]]]":
        """Yield each metric with its first page, which was asked for while earlier ones were stored."""
        asked: list[tuple[shapes.Metric, Future[shapes.History]]] = []
        for metric in self._wanted:
            asked.append((metric, self._work.lines.ask(self._brought.uid, metric.key, self._token(metric))))
            if len(asked) > AHEAD:
                yield asked.pop(0)
        yield from asked

    def _take_series(self, metric: shapes.Metric, page: shapes.History) -> bool:
        token = self._token(metric)
        while True:
            token = page.next_page_token or token
            self._add(metric, page, token)
            if not page.next_page_token:
                return True
            if self._work.is_over_time:
                return False
            page = self._work.remote.history(self._brought.uid, metric.key, token)

    def _add(self, metric: shapes.Metric, page: shapes.History, token: str) -> None:
        try:
            points = [NewPoint(metric.key, _point(one)) for one in page.metrics]
        except BadValue as refusal:
            self._refuse(metric, refusal)
            return
        self._waiting.append(Fetched(metric, points, token, is_last=not page.next_page_token))
        if sum(len(one.points) for one in self._waiting) >= POINTS_AT_ONCE:
            self._store()

    def _store(self) -> None:
        """Store what waits: all at once, or, if something of it cannot be stored, each by itself."""
        some, self._waiting = self._waiting, []
        try:
            self._write(some)
        except BadValue:
            for one in some:
                try:
                    self._write([one])
                except BadValue as refusal:
                    self._refuse(one.metric, refusal)

    def _write(self, some: Sequence[Fetched]) -> None:
        if not some:
            return
        work, brought = self._work, self._brought
        with held(brought.run_id) as run:
            fresh = log_points(run, [point for one in some for point in one.points])
            work.counts["points"] += sum(len(points) for points in fresh.values())
            brought.histories = brought.histories | {one.metric.key: self._known(one) for one in some}
            brought.save(update_fields=["histories"])
            goes_on = work.source.stand_at(work.cursor, dict(work.counts), work.newest_ms)
        work.told(work)
        if not goes_on:
            raise Stopped

    def _known(self, one: Fetched) -> dict[str, Any]:
        place = {"at": _place(one.metric)} if one.is_last else {}
        live = {"live": True} if self._is_live else {}
        return {"token": one.token} | place | live

    def _is_here(self, metric: shapes.Metric) -> bool:
        """Whether the newest point is the one that was the newest when all points came last.

        What came of a run under way is looked at once more after its end: a point may have come late.
        """
        known = self._brought.histories.get(metric.key, {})
        return bool(known.get("at") == _place(metric)) and not self._is_late(known)

    def _token(self, metric: shapes.Metric) -> str:
        known = self._brought.histories.get(metric.key, {})
        return "" if self._is_late(known) else str(known.get("token", ""))

    def _is_late(self, known: dict[str, Any]) -> bool:
        return bool(known.get("live")) and not self._is_live

    def _refuse(self, metric: shapes.Metric, refusal: BadValue) -> None:
        self._work.leave_out(WHAT, f"{self._brought.uid} {metric.key}", refusal)


def _place(metric: shapes.Metric) -> list[Any]:
    return [whole(metric.step), whole(metric.timestamp), str(metric.value)]


def _point(told: shapes.Metric) -> StoredPoint:
    value, step, at_ms = told.value, told.step, told.timestamp
    if type(value) is not float:
        try:
            value = float(value)
        except (ValueError, OverflowError) as error:
            raise BadValue(f"{str(value)[:40]} is no number.") from error
    return StoredPoint(step if type(step) is int else whole(step), at_ms if type(at_ms) is int else whole(at_ms), value)
