"""The table of points: written in bulk, read in the order charts and clients want.

Plain SQL, because a thousand model objects per request would cost more than the rest of it.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import lt
from typing import Any, NamedTuple, TypeAlias

from django.db import connection

from assay.runs.summary import StoredPoint, place

# Series, step, timestamp, is NaN, value (0 for NaN): the row and its key at once.
Row: TypeAlias = tuple[int, int, int, bool, float]

_COLUMNS = "series_id, step, at_ms, is_nan, value"
_UNNEST = (
    f"INSERT INTO runs_point ({_COLUMNS}) "  # noqa: S608  the columns are ours
    "SELECT * FROM unnest(%s::bigint[], %s::bigint[], %s::bigint[], %s::boolean[], %s::float8[]) "
    "ON CONFLICT DO NOTHING"
)
_APPEND = f"INSERT INTO runs_point ({_COLUMNS}) VALUES (%s, %s, %s, %s, %s) ON CONFLICT DO NOTHING"  # noqa: S608
# SQLite takes 32,766 values in a statement.
_ROWS_A_STATEMENT = 5000


class BadPageToken(ValueError):
    """The page token was not made by this list."""


class HistoryPage(NamedTuple):
    """Points in the order of time, step, value, and the token of the next page (empty on the last)."""

    points: list[StoredPoint]
    next: str


@dataclass(frozen=True, slots=True)
class SampledSeries:
    """At most so many points of a series, by step; each bucket keeps its lowest and highest, so spikes stay."""

    series_id: int
    points: Sequence[StoredPoint]
    total: int


def rows_of(series_id: int, some: Iterable[StoredPoint]) -> dict[Row, StoredPoint]:
    """Return the points by their rows, in the order of their places, each once."""
    found: dict[Row, StoredPoint] = {}
    for point in some:
        value = point.value
        is_nan = value != value
        found[(series_id, point.step, point.at_ms, is_nan, 0.0 if is_nan else value)] = point
    rows = list(found)
    return found if all(map(lt, rows, rows[1:])) else dict(sorted(found.items()))


def append(rows: Sequence[Row]) -> None:
    """Store points that are surely new, because they lie behind all others of their series."""
    if not rows:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_UNNEST, [list(column) for column in zip(*rows, strict=True)])
        else:
            cursor.executemany(_APPEND, rows)


def insert(rows: Sequence[Row]) -> set[Row]:
    """Store the points and return those that were not there yet; the same point twice is one point."""
    if not rows:
        return set()
    if connection.vendor == "postgresql":
        return _insert_postgresql(rows)
    return _insert_sqlite(rows)


def history(series_id: int, *, most: int | None = None, token: str = "") -> HistoryPage:
    """Return the points of a series by (timestamp, step, value), `most` at a time.

    Raises `BadPageToken`.
    """
    where, values = "series_id = %s", [series_id, *_position(token)]
    if token:
        where += " AND (at_ms, step, is_nan, value) > (%s, %s, %s, %s)"
    limit = "" if most is None else f" LIMIT {int(most) + 1}"
    rows = _select(f"WHERE {where} ORDER BY at_ms, step, is_nan, value{limit}", values)
    points = [_point(found) for found in rows]
    if most is None or len(points) <= most:
        return HistoryPage(points, "")
    return HistoryPage(points[:most], _token(points[most - 1]))


def newest(series_id: int, *, most: int, before: StoredPoint | None = None) -> list[StoredPoint]:
    """Return up to `most` points of the greatest steps, oldest first; only those below `before`, if given."""
    where, values = "series_id = %s", [series_id, *(place(before) if before else ())]
    if before:
        where += " AND (step, at_ms, is_nan, value) < (%s, %s, %s, %s)"
    order = "step DESC, at_ms DESC, is_nan DESC, value DESC"
    rows = _select(f"WHERE {where} ORDER BY {order} LIMIT {int(most)}", values)
    return [_point(found) for found in rows][::-1]


def sampled(series_ids: Iterable[int], *, most: int = 1000) -> list[SampledSeries]:
    """Return each series thinned to at most `most` points; the same points at each call."""
    return [_sampled(series_id, most) for series_id in series_ids]


def at_even_steps(series_id: int, *, most: int, steps: tuple[int, int] | None = None) -> list[StoredPoint]:
    """Return the points at up to `most` of the steps logged (between two, both included), evenly spread.

    The first and the last step are among them.
    """
    where, values = "series_id = %s", [series_id]
    if steps is not None:
        where, values = f"{where} AND step BETWEEN %s AND %s", [*values, *steps]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT DISTINCT step FROM runs_point WHERE {where} ORDER BY step", values)  # noqa: S608  ours
        logged = [step for (step,) in cursor.fetchall()]
    chosen = _evenly(logged, most)
    if not chosen:
        return []
    marks = ", ".join(["%s"] * len(chosen))
    order = f"ORDER BY step, at_ms, is_nan, value LIMIT {int(most)}"
    return [_point(row) for row in _select(f"WHERE series_id = %s AND step IN ({marks}) {order}", [series_id, *chosen])]


def thinned(points: Sequence[StoredPoint], most: int) -> list[StoredPoint]:
    """Keep the first, the last, and of each bucket of steps the lowest, the highest and one NaN."""
    if len(points) <= most:
        return list(points)
    kept = {points[0], points[-1]}
    for bucket in _buckets(points, max(1, (most - 2) // 3)):
        kept.update(_extremes(bucket))
    return sorted(kept, key=place)


def _evenly(steps: Sequence[int], most: int) -> list[int]:
    if len(steps) <= most:
        return list(steps)
    if most == 1:
        return [steps[-1]]
    width = (len(steps) - 1) / (most - 1)
    return [steps[number] for number in sorted({round(place * width) for place in range(most)})]


def _insert_sqlite(rows: Sequence[Row]) -> set[Row]:
    inserted: set[Row] = set()
    with connection.cursor() as cursor:
        for start in range(0, len(rows), _ROWS_A_STATEMENT):
            some = rows[start : start + _ROWS_A_STATEMENT]
            places = ",".join(["(%s,%s,%s,%s,%s)"] * len(some))
            cursor.execute(
                f"INSERT INTO runs_point ({_COLUMNS}) VALUES {places} "  # noqa: S608  placeholders only
                f"ON CONFLICT DO NOTHING RETURNING {_COLUMNS}",
                [value for one in some for value in one],
            )
            inserted.update(cursor.fetchall())
    return inserted


def _insert_postgresql(rows: Sequence[Row]) -> set[Row]:
    columns = [list(column) for column in zip(*rows, strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(f"{_UNNEST} RETURNING {_COLUMNS}", columns)
        return set(cursor.fetchall())


def _select(rest: str, values: Sequence[Any]) -> list[tuple[int, int, bool, float]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT step, at_ms, is_nan, value FROM runs_point {rest}", values)  # noqa: S608  ours
        found: list[tuple[int, int, bool, float]] = cursor.fetchall()
    return found


def _point(found: tuple[int, int, bool, float]) -> StoredPoint:
    step, at_ms, is_nan, value = found
    return StoredPoint(step, at_ms, math.nan if is_nan else value)


def _token(point: StoredPoint) -> str:
    step, at_ms, is_nan, value = place(point)
    return f"{at_ms}_{step}_{int(is_nan)}_{value!r}"


def _position(token: str) -> tuple[int, int, bool, float] | tuple[()]:
    if not token:
        return ()
    try:
        at_ms, step, is_nan, value = token.split("_")
        position = int(at_ms), int(step), bool(int(is_nan)), float(value)
    except ValueError as error:
        raise BadPageToken("This page token is not valid. Ask for the first page again.") from error
    if not all(-(2**63) <= number < 2**63 for number in position[:2]) or math.isnan(position[3]):
        raise BadPageToken("This page token is not valid. Ask for the first page again.")
    return position


def _sampled(series_id: int, most: int) -> SampledSeries:
    rows = _select("WHERE series_id = %s ORDER BY step, at_ms, is_nan, value", [series_id])
    points = [_point(found) for found in rows]
    return SampledSeries(series_id, thinned(points, most), len(points))


def _buckets(points: Sequence[StoredPoint], count: int) -> Iterator[list[StoredPoint]]:
    """Split by equal ranges of steps; a series without steps by equal ranges of time."""
    by_step = points[0].step != points[-1].step
    low = points[0].step if by_step else points[0].at_ms
    high = points[-1].step if by_step else points[-1].at_ms
    width = (high - low) // count + 1
    bucket: list[StoredPoint] = []
    number = 0
    for point in points:
        this = ((point.step if by_step else point.at_ms) - low) // width
        if this != number and bucket:
            yield bucket
            bucket = []
        number = this
        bucket.append(point)
    yield bucket


def _extremes(bucket: Sequence[StoredPoint]) -> Iterator[StoredPoint]:
    numbers = [point for point in bucket if not math.isnan(point.value)]
    if numbers:
        yield min(numbers, key=_value)
        yield max(numbers, key=_value)
    if len(numbers) < len(bucket):
        yield next(point for point in bucket if math.isnan(point.value))


def _value(point: StoredPoint) -> float:
    return point.value
