"""The points of a series, in the table of points and in sealed chunks, read in the order charts and clients want.

Plain SQL, because a thousand model objects per request would cost more than the rest of it.
"""

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from operator import itemgetter, lt
from typing import Any, NamedTuple, TypeAlias

from django.db import connection

from assay.kit.rows import fetched
from assay.runs import chunks
from assay.runs.summary import StoredPoint, place

# Series, step, timestamp, is NaN, value (0 for NaN): the row and its key at once.
Row: TypeAlias = tuple[int, int, int, bool, float]
Triple: TypeAlias = tuple[int, int, float]
# Where a page of a history ends: timestamp, step, is NaN, value.
_Position: TypeAlias = tuple[int, int, bool, float]
# About so many points make a chunk.
CHUNK = 1000
_at_ms = itemgetter(1)

_COLUMNS = "series_id, step, at_ms, is_nan, value"
_BY_PLACE = "ORDER BY step, at_ms, is_nan, value"
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


class HistoryRows(NamedTuple):
    """The same as plain (step, timestamp, value): an answer holds tens of thousands."""

    points: list[Triple]
    next: str


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
    page = history_rows(series_id, most=most, token=token)
    return HistoryPage(list(map(StoredPoint._make, page.points)), page.next)


def history_rows(series_id: int, *, most: int | None = None, token: str = "") -> HistoryRows:
    """Return what `history` does, without an object for each point. Raises `BadPageToken`."""
    after = _position(token)
    # The tail first: what is sealed between the two looks is then found twice, and not lost.
    tail, budget = _tail_by_time(series_id, after, most), None if most is None else most + 2 * CHUNK
    while True:
        found, bound = _with_chunks(series_id, tail, after, budget)
        settled = found if bound is None else found[: bisect_left(found, bound, key=_at_ms)]
        if most is None or bound is None or len(settled) > most:
            break
        budget = 2 * (budget or CHUNK)
    if most is None or len(settled) <= most:
        return HistoryRows(settled, "")
    return HistoryRows(settled[:most], _token(settled[most - 1]))


def newest(series_id: int, *, most: int, before: StoredPoint | None = None) -> list[StoredPoint]:
    """Return up to `most` points of the greatest steps, oldest first; only those below `before`, if given."""
    if most < 1:
        return []
    where, values = "series_id = %s", [series_id, *(place(before) if before else ())]
    if before:
        where += " AND (step, at_ms, is_nan, value) < (%s, %s, %s, %s)"
    order = "step DESC, at_ms DESC, is_nan DESC, value DESC"
    found = _of_tail(f"WHERE {where} ORDER BY {order} LIMIT {int(most)}", values)[::-1]
    # Late points make a tail that does not lie behind all chunks.
    above = found[0] if len(found) == most else None
    sealed = chunks.newest(series_id, most=most, before=before, above=above)
    return by_place([*sealed, *found])[-most:]


def tail_of(series_id: int, *, most: int | None = None) -> list[StoredPoint]:
    """Return the points that are in no chunk, or the first of them, in the order of places."""
    limit = "" if most is None else f" LIMIT {int(most)}"
    return _of_tail(f"WHERE series_id = %s {_BY_PLACE}{limit}", [series_id])


def tails_of(numbers: Sequence[int]) -> dict[int, list[StoredPoint]]:
    """Return by series the points that are in no chunk, in the order of places, in one query."""
    found: dict[int, list[StoredPoint]] = defaultdict(list)
    for number, step, at_ms, is_nan, value in _rows(numbers):
        found[number].append(StoredPoint(step, at_ms, math.nan if is_nan else value))
    return found


def delete_tail(series_id: int, last: StoredPoint) -> int:
    """Delete the points of the tail up to this one, and return how many there were."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM runs_point WHERE series_id = %s AND (step, at_ms, is_nan, value) <= (%s, %s, %s, %s)",
            [series_id, *place(last)],
        )
        return int(cursor.rowcount)


def at_even_steps(series_id: int, *, most: int, steps: tuple[int, int] | None = None) -> list[StoredPoint]:
    """Return the points at up to `most` of the steps logged (between two, both included), evenly spread.

    The first and the last step are among them.
    """
    first, last = steps or (-(2**63), 2**63 - 1)
    # The tail first, as in `history_rows`.
    tail = _of_tail("WHERE series_id = %s AND step BETWEEN %s AND %s", [series_id, first, last])
    sealed = chunks.of_steps(series_id, first, last)
    logged = {point.step for point in tail}.union(*(chunk.steps for chunk in sealed))
    chosen = set(_evenly(sorted(step for step in logged if first <= step <= last), most))
    found = [point for chunk in sealed for point in chunk.at_steps(chosen)]
    return by_place([*found, *(point for point in tail if point.step in chosen)])[:most]


def by_place(points: Sequence[StoredPoint]) -> list[StoredPoint]:
    """Return the points in the order of their places, each once."""
    places = list(map(place, points))
    if all(map(lt, places, places[1:])):
        return list(points)
    unique = dict(zip(places, points, strict=True))
    return [unique[one] for one in sorted(unique)]


def _tail_by_time(series_id: int, after: "_Position | None", most: int | None) -> list[Triple]:
    where, values = "series_id = %s", [series_id, *(after or ())]
    if after:
        where += " AND (at_ms, step, is_nan, value) > (%s, %s, %s, %s)"
    limit = "" if most is None else f" LIMIT {int(most) + 1}"
    rows = _select(f"WHERE {where} ORDER BY at_ms, step, is_nan, value{limit}", values)
    return [(step, at_ms, math.nan if is_nan else value) for step, at_ms, is_nan, value in rows]


def _with_chunks(
    series_id: int, tail: Sequence[Triple], after: "_Position | None", budget: int | None
) -> tuple[list[Triple], int | None]:
    """Return tail and chunks by time, and from when on something may be missing; None if nothing is."""
    since = after[0] if after else -(2**63)
    found = chunks.by_time(series_id, since_ms=since, points=2**62 if budget is None else budget)
    if not found:
        return list(tail), None
    sealed = [point for chunk in found for point in chunk.sealed.triples()]
    if after and sealed:
        sealed = [point for point in sealed if point[1] > since or _time_place(point) > after]
    return _by_time([*sealed, *tail]), found[-1].next_at_ms


def _by_time(found: list[Triple]) -> list[Triple]:
    """Return the points by time, each once; nearly always they are in this order already."""
    times = list(map(_at_ms, found))
    if all(map(lt, times, times[1:])):
        return found
    unique = {_time_place(point): point for point in found}
    return [unique[one] for one in sorted(unique)]


def _time_place(point: Triple) -> "_Position":
    step, at_ms, is_nan, value = place(StoredPoint._make(point))
    return (at_ms, step, is_nan, value)


def _evenly(steps: Sequence[int], most: int) -> list[int]:
    if len(steps) <= most:
        return list(steps)
    if most == 1:
        return [steps[-1]]
    # The first of each of `most` equal groups, as SQL's NTILE makes them, and the last of all: so does MLflow.
    size, longer = divmod(len(steps), most)
    return [*(steps[place * size + min(place, longer)] for place in range(most - 1)), steps[-1]]


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
    found: Any = fetched(f"SELECT step, at_ms, is_nan, value FROM runs_point {rest}", values)  # noqa: S608  ours
    return found  # type: ignore[no-any-return]


def _rows(numbers: Sequence[int]) -> list[Row]:
    if not numbers:
        return []
    marks = ", ".join(["%s"] * len(numbers))
    among = f"FROM runs_point WHERE series_id IN ({marks})"
    found: Any = fetched(f"SELECT {_COLUMNS} {among} ORDER BY {_COLUMNS}", numbers)
    return found  # type: ignore[no-any-return]


def _of_tail(rest: str, values: Sequence[Any]) -> list[StoredPoint]:
    rows = _select(rest, values)
    return [StoredPoint(step, at_ms, math.nan if is_nan else value) for step, at_ms, is_nan, value in rows]


def _token(point: Triple) -> str:
    at_ms, step, is_nan, value = _time_place(point)
    return f"{at_ms}_{step}_{int(is_nan)}_{value!r}"


def _position(token: str) -> "_Position | None":
    if not token:
        return None
    try:
        at_ms, step, is_nan, value = token.split("_")
        position = int(at_ms), int(step), bool(int(is_nan)), float(value)
    except ValueError as error:
        raise BadPageToken("This page token is not valid. Ask for the first page again.") from error
    if not all(-(2**63) <= number < 2**63 for number in position[:2]) or math.isnan(position[3]):
        raise BadPageToken("This page token is not valid. Ask for the first page again.")
    return position
