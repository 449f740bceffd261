"""Sealed chunks: a stretch of one series, about a thousand points, packed into one row.

A point lies either in the table of points, the series' *tail*, or in exactly one chunk. The chunks of a series do not
overlap in the order of `summary.place`; what a chunk holds never changes but by sealing (`runs.sealing`).

The pack: one byte of flags, two lengths, then steps, times and values, each compressed by itself. Whole numbers are
stored as differences; of all numbers the first bytes come first, then the second ones, and so on (a transposition
known from Blosc and HDF5's shuffle filter), so that what numbers have in common lies together.
"""

import sys
import zlib
from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from struct import Struct
from typing import Any, NamedTuple

from django.db import connection

from assay.kit.rows import fetched
from assay.runs.summary import Place, StoredPoint, place

_HEAD = Struct("<BII")
_LEVEL = 1
# A flag: the differences are greater than 64 bits, so the numbers themselves are stored.
_RAW_STEPS, _RAW_TIMES = 1, 2
_SHAPE = (
    "series_id, first_step, first_at_ms, last_step, last_at_ms, earliest_ms, latest_ms, count, nan_count, "
    "low, low_step, low_at_ms, high, high_step, high_at_ms, pack"
)
_INSERT = f"INSERT INTO runs_chunk ({_SHAPE}) VALUES ({', '.join(['%s'] * 16)})"  # noqa: S608  ours
_OF_SERIES = "FROM runs_chunk WHERE series_id = %s"
_IN_ORDER = "ORDER BY first_step, first_at_ms, id"
_BY_TIME = (
    "SELECT pack, next_at_ms FROM (SELECT pack, count, "  # noqa: S608  ours
    "lead(earliest_ms) OVER (ORDER BY earliest_ms, id) AS next_at_ms, "
    f"sum(count) OVER (ORDER BY earliest_ms, id) AS so_far {_OF_SERIES} AND latest_ms >= %s) known "
    "WHERE so_far - count <= %s ORDER BY so_far"
)
_EXTREMES = "count, nan_count, low, low_step, low_at_ms, high, high_step, high_at_ms, first_step, first_at_ms"


@dataclass(frozen=True)
class Sealed:
    """The points of one chunk, in the order of their places; each column is unpacked when it is asked for."""

    pack: bytes

    @cached_property
    def steps(self) -> list[int]:
        flags, steps, _times = _HEAD.unpack_from(self.pack)
        return _whole(self.pack[_HEAD.size : _HEAD.size + steps], is_raw=bool(flags & _RAW_STEPS))

    @cached_property
    def times(self) -> list[int]:
        flags, steps, times = _HEAD.unpack_from(self.pack)
        start = _HEAD.size + steps
        return _whole(self.pack[start : start + times], is_raw=bool(flags & _RAW_TIMES))

    @cached_property
    def values(self) -> list[float]:
        _flags, steps, times = _HEAD.unpack_from(self.pack)
        return _unpacked(self.pack[_HEAD.size + steps + times :], "d").tolist()

    @property
    def last(self) -> StoredPoint:
        return StoredPoint(self.steps[-1], self.times[-1], self.values[-1])

    def triples(self) -> Iterable[tuple[int, int, float]]:
        return zip(self.steps, self.times, self.values, strict=True)

    def points(self) -> list[StoredPoint]:
        return list(map(StoredPoint, self.steps, self.times, self.values))

    def at_steps(self, wanted: AbstractSet[int]) -> list[StoredPoint]:
        places = [at for at, step in enumerate(self.steps) if step in wanted]
        return [StoredPoint(self.steps[at], self.times[at], self.values[at]) for at in places]


class Extremes(NamedTuple):
    """What is known of a chunk without unpacking it; `low` and `high` are None where all is NaN."""

    size: int
    nan_count: int
    low: float | None
    low_step: int
    low_at_ms: int
    high: float | None
    high_step: int
    high_at_ms: int
    first_step: int
    first_at_ms: int


class ByTime(NamedTuple):
    """A chunk, and when the next one of those that were asked for begins; None when this is the last."""

    sealed: Sealed
    next_at_ms: int | None


def packed(points: Sequence[StoredPoint]) -> bytes:
    """Pack points, which are in the order of their places."""
    steps, steps_flag = _packed_whole([point.step for point in points], _RAW_STEPS)
    times, times_flag = _packed_whole([point.at_ms for point in points], _RAW_TIMES)
    values = _compressed(array("d", [point.value for point in points]))
    return _HEAD.pack(steps_flag | times_flag, len(steps), len(times)) + steps + times + values


def write(series_id: int, points: Sequence[StoredPoint]) -> None:
    """Store the points, which are in the order of their places, as one chunk."""
    write_rows([(series_id, *row_of(points))])


def write_rows(rows: Sequence[tuple[Any, ...]]) -> None:
    """Store chunks: each the number of its series, then what `row_of` makes of its points."""
    with connection.cursor() as cursor:
        cursor.executemany(_INSERT, rows)


def row_of(points: Sequence[StoredPoint]) -> tuple[Any, ...]:
    numbers = [point for point in points if point.value == point.value]
    low = min(numbers, key=_value, default=None)
    high = max(numbers, key=_value, default=None)
    times = [point.at_ms for point in points]
    return (
        *(*points[0][:2], *points[-1][:2], min(times), max(times)),
        *(len(points), len(points) - len(numbers)),
        *((low.value, low.step, low.at_ms) if low else (None, 0, 0)),
        *((high.value, high.step, high.at_ms) if high else (None, 0, 0)),
        packed(points),
    )


def all_of(numbers: Sequence[int]) -> dict[int, list[Sealed]]:
    """Return by series its chunks, from its first step to its last, in one query."""
    found: dict[int, list[Sealed]] = defaultdict(list)
    for number, pack in _of_several("pack", numbers):
        found[number].append(Sealed(bytes(pack)))
    return found


def of_steps(series_id: int, first: int, last: int) -> list[Sealed]:
    """Return the chunks that hold any step between these two, both included."""
    where = "AND last_step >= %s AND first_step <= %s"
    return _sealed(fetched(f"SELECT pack {_OF_SERIES} {where} {_IN_ORDER}", [series_id, first, last]))


def between(series_id: int, first: StoredPoint, last: StoredPoint) -> dict[int, Sealed]:
    """Return the chunks, by row number, that points from `first` to `last` in the order of places may fall into."""
    rows = fetched(
        f"SELECT id, pack {_OF_SERIES} AND (last_step > %s OR (last_step = %s AND last_at_ms >= %s)) "
        f"AND (first_step < %s OR (first_step = %s AND first_at_ms <= %s)) {_IN_ORDER}",
        [series_id, first.step, first.step, first.at_ms, last.step, last.step, last.at_ms],
    )
    return {number: Sealed(bytes(pack)) for number, pack in rows}


def places_held(series_id: int, points: Sequence[StoredPoint]) -> set[Place]:
    """Return which of these points, in the order of their places, lie in a chunk already."""
    wanted = {place(point) for point in points}
    found: set[Place] = set()
    for sealed in between(series_id, points[0], points[-1]).values():
        found |= wanted.intersection(map(place, sealed.points()))
    return found


def newest(
    series_id: int, *, most: int, before: StoredPoint | None, above: StoredPoint | None = None
) -> list[StoredPoint]:
    """Return up to `most` points of the greatest places, oldest first; only those below `before`, if given.

    Chunks that lie wholly below `above` are left out.
    """
    end, limit = place(before) if before else None, most // 500 + 2
    while True:
        last = _last_chunks(series_id, before, above, limit)
        found = [point for sealed in last for point in sealed.points() if end is None or place(point) < end]
        if len(found) >= most or len(last) < limit:
            return sorted(found, key=place)[-most:]
        limit *= 4  # these were small ones


def extremes_of(numbers: Sequence[int]) -> dict[int, list[Extremes]]:
    """Return the same without unpacking anything."""
    found: dict[int, list[Extremes]] = defaultdict(list)
    for number, *row in _of_several(_EXTREMES, numbers):
        found[number].append(Extremes(*row))
    return found


def by_time(series_id: int, *, since_ms: int, points: int) -> list[ByTime]:
    """Return chunks that hold points from a moment on, by their earliest, until there are at least so many points."""
    rows = fetched(_BY_TIME, [series_id, since_ms, points])
    return [ByTime(Sealed(bytes(pack)), next_at_ms) for pack, next_at_ms in rows]


def delete(numbers: Sequence[int]) -> None:
    """Delete these rows, whose points are about to be written again."""
    for number in numbers:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM runs_chunk WHERE id = %s", [number])


def _of_several(columns: str, numbers: Sequence[int]) -> list[tuple[Any, ...]]:
    if not numbers:
        return []
    marks = ", ".join(["%s"] * len(numbers))
    where = f"WHERE series_id IN ({marks}) ORDER BY series_id, first_step, first_at_ms, id"
    return fetched(f"SELECT series_id, {columns} FROM runs_chunk {where}", numbers)  # noqa: S608  ours


def _last_chunks(series_id: int, before: StoredPoint | None, above: StoredPoint | None, most: int) -> list[Sealed]:
    where, values = _OF_SERIES, [series_id]
    if before is not None:
        where, values = f"{where} AND first_step <= %s", [*values, before.step]
    if above is not None:
        where, values = f"{where} AND last_step >= %s", [*values, above.step]
    order = f"ORDER BY first_step DESC, first_at_ms DESC, id DESC LIMIT {int(most)}"
    return _sealed(fetched(f"SELECT pack {where} {order}", values))


def _sealed(rows: Sequence[tuple[Any, ...]]) -> list[Sealed]:
    return [Sealed(bytes(pack)) for (pack,) in rows]


def _packed_whole(numbers: Sequence[int], flag: int) -> tuple[bytes, int]:
    try:
        return _compressed(array("q", [numbers[0], *map(int.__sub__, numbers[1:], numbers)])), 0
    except OverflowError:
        return _compressed(array("q", numbers)), flag


def _whole(data: bytes, *, is_raw: bool) -> list[int]:
    numbers = _unpacked(data, "q").tolist()
    return numbers if is_raw else list(accumulate(numbers))


def _compressed(numbers: "array[Any]") -> bytes:
    if sys.byteorder == "big":
        numbers.byteswap()
    raw = numbers.tobytes()
    return zlib.compress(b"".join(raw[byte::8] for byte in range(8)), _LEVEL)


def _unpacked(data: bytes, kind: str) -> "array[Any]":
    shuffled = zlib.decompress(data)
    count = len(shuffled) // 8
    raw = bytearray(len(shuffled))
    for byte in range(8):
        raw[byte::8] = shuffled[byte * count : (byte + 1) * count]
    numbers = array(kind, bytes(raw))
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def _value(point: StoredPoint) -> float:
    return point.value
