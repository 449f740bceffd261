"""Rows on their way out of the database, into a file, and back; and the digest that proves them equal.

A file is a gzip of frames; a frame is its length and a msgpack list of rows. The digest of a table is the sum of the
SHA-256 of its rows, so it depends on neither their order nor the database they lie in.
"""

import gzip
import hashlib
import struct
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, BinaryIO, cast

import msgspec
from django.db import connection

from assay.backup import kinds
from assay.backup.tables import Table

Row = Sequence[Any]
A_BATCH = 1000
_MODULUS = 2**256
_LENGTH = struct.Struct(">I")
_ARRAY = b"\xdd"
# No frame of ours is longer; a damaged length must not ask for all memory.
_LONGEST = 512 * 1024 * 1024


class DamagedRows(Exception):
    """The bytes are not those that were written."""


@dataclass
class RowDigest:
    """The sum of the digests of rows, and how many there were."""

    table: Table
    rows: int = 0
    total: int = 0
    _turns: list[tuple[int, Any]] = field(init=False)

    def __post_init__(self) -> None:
        turns = enumerate(kinds.compared(column.kind) for column in self.table.columns)
        self._turns = [(place, turn) for place, turn in turns if turn]

    def add(self, rows: Iterable[Row], packed: Iterable[bytes]) -> None:
        """Count these rows, which are `packed` as given."""
        for row, encoded in zip(rows, packed, strict=True):
            seen = msgspec.msgpack.encode(_turned(row, self._turns)) if self._turns else encoded
            self.total += int.from_bytes(hashlib.sha256(seen).digest(), "big")
            self.rows += 1
        self.total %= _MODULUS

    def __str__(self) -> str:
        return f"{self.total:064x}"


def read_table(table: Table) -> Iterator[list[Row]]:
    """Yield the rows of the table in batches, as they are stored."""
    turns = [(place, kinds.reader(column.kind)) for place, column in enumerate(table.columns)]
    needed = [(place, turn) for place, turn in turns if turn]
    query = f"SELECT {table.selection} FROM {connection.ops.quote_name(table.name)}"  # noqa: S608  our own names
    for batch in _batches(query):
        yield [_turned(row, needed) for row in batch]


def digest_of(table: Table) -> RowDigest:
    """Return the digest of the table's rows as they lie in the database now."""
    digest = RowDigest(table)
    for rows in read_table(table):
        digest.add(rows, map(msgspec.msgpack.encode, rows))
    return digest


def write_rows(table: Table, batches: Iterable[list[Row]], file: BinaryIO) -> RowDigest:
    """Write the batches into the file and return their digest."""
    digest = RowDigest(table)
    with gzip.GzipFile(fileobj=file, mode="wb", compresslevel=1, mtime=0) as zipped:
        for rows in batches:
            packed = [msgspec.msgpack.encode(row) for row in rows]
            digest.add(rows, packed)
            frame = b"".join([_ARRAY, _LENGTH.pack(len(packed)), *packed])
            zipped.write(_LENGTH.pack(len(frame)) + frame)
    return digest


def read_rows(file: BinaryIO) -> Iterator[list[Row]]:
    """Yield the batches of a file. Raises `DamagedRows`."""
    try:
        with gzip.GzipFile(fileobj=file, mode="rb") as zipped:
            while head := zipped.read(_LENGTH.size):
                (length,) = _LENGTH.unpack(head)
                if length > _LONGEST:
                    raise DamagedRows("a length is out of range")
                yield msgspec.msgpack.decode(zipped.read(length), type=list[list[Any]])
    except (OSError, EOFError, zlib.error, struct.error, msgspec.DecodeError) as error:
        raise DamagedRows(str(error)) from error


def load_rows(table: Table, batches: Iterable[list[Row]]) -> None:
    """Put stored rows into the empty table."""
    turns = [(place, kinds.writer(column.kind, connection.vendor)) for place, column in enumerate(table.columns)]
    needed = [(place, turn) for place, turn in turns if turn]
    ready = ([_turned(row, needed) for row in batch] for batch in batches)
    if connection.vendor == "postgresql":
        _copy(table, ready)
    else:
        _insert(table, ready)


def _copy(table: Table, batches: Iterable[list[Row]]) -> None:
    target = f"{connection.ops.quote_name(table.name)} ({table.selection})"
    with connection.cursor() as cursor, cursor.copy(f"COPY {target} FROM STDIN") as copy:
        for rows in batches:
            for row in rows:
                copy.write_row(row)


def _insert(table: Table, batches: Iterable[list[Row]]) -> None:
    places = ", ".join(["?"] * len(table.columns))
    target = f"{connection.ops.quote_name(table.name)} ({table.selection})"
    connection.ensure_connection()
    for rows in batches:
        connection.connection.executemany(f"INSERT INTO {target} VALUES ({places})", rows)  # noqa: S608


def _batches(query: str) -> Iterator[list[Row]]:
    """Read in pieces; PostgreSQL's client would fetch everything first, so there a cursor of the server reads."""
    connection.ensure_connection()
    given = connection.connection.cursor(name="assay_backup") if connection.vendor == "postgresql" else None
    with given or connection.cursor() as cursor:
        cursor.execute(query)
        while rows := cursor.fetchmany(A_BATCH):
            yield cast("list[Row]", rows)


def _turned(row: Row, turns: Sequence[tuple[int, Any]]) -> Row:
    values = list(row)
    for place, turn in turns:
        if values[place] is not None:
            values[place] = turn(values[place])
    return values
