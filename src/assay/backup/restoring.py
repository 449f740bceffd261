"""Restore a backup into an empty place, prove it equal by digest, and bring it up to this version."""

from collections.abc import Collection, Iterator
from typing import BinaryIO

from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from assay.backup.manifest import Manifest, SavedTable
from assay.backup.places import Missing, Source, blob_file, table_file
from assay.backup.progress import Progress, Unwatched
from assay.backup.rows import DamagedRows, digest_of, load_rows, read_rows
from assay.backup.tables import Table, tables_at
from assay.backup.verifying import CHUNK, table_of
from assay.kit import blobs
from assay.kit.schema import Node, named_now


class CannotRestore(Exception):
    """The backup cannot be restored here; the message says why and what to do."""


def restore(source: Source, manifest: Manifest, *, progress: Progress | None = None) -> None:
    """Fill the empty database and the file storage. Raises `CannotRestore`; the rows come all or not at all.

    A run that was broken off can be repeated: files that are there already are stored again as they are.
    """
    watched = progress or Unwatched()
    nodes = named_now([(app, name) for app, name in manifest.migrations], MigrationLoader(None))
    check_can_restore(nodes)
    _restore_files(source, manifest, watched)
    _migrate_to(nodes)
    with transaction.atomic():
        _restore_rows(source, manifest, nodes, watched)
    call_command("migrate", verbosity=0, interactive=False)


def check_can_restore(nodes: Collection[Node]) -> None:
    """Raise `CannotRestore` when the backup is newer than the program, or the database is not empty."""
    loader = MigrationLoader(connection)
    unknown = sorted(f"{app}.{name}" for app, name in nodes if (app, name) not in loader.disk_migrations)
    if unknown:
        raise CannotRestore(
            f"This backup was made by a newer Assay (it knows {unknown[0]}). Restore it with that version, or a later."
        )
    if _holds_a_workspace() or named_now(loader.applied_migrations, loader) - set(nodes):
        raise CannotRestore(
            "The database is not empty. Restore into a new one: another --data folder, or another name in DATABASE_URL."
        )


def _holds_a_workspace() -> bool:
    if "accounts_workspace" not in connection.introspection.table_names():
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM accounts_workspace")
        return bool(cursor.fetchone()[0])


def _migrate_to(nodes: Collection[Node]) -> None:
    """Give the database the very shape that it had when the backup was made."""
    executor = MigrationExecutor(connection)
    leaves = [node for node in nodes if not _has_later(executor.loader, node, set(nodes))]
    executor.migrate(leaves)


def _has_later(loader: MigrationLoader, node: Node, nodes: set[Node]) -> bool:
    children = loader.graph.node_map[node].children
    return any(child.key[0] == node[0] and child.key in nodes for child in children)


def _restore_files(source: Source, manifest: Manifest, progress: Progress) -> None:
    progress.begin("Files", len(manifest.files))
    for sha256 in sorted(manifest.files):
        try:
            with source.open(blob_file(sha256)) as file:
                kept = blobs.keep(_pieces(file))
        except Missing as error:
            raise CannotRestore(f"The backup is damaged: the file {blob_file(sha256)} is missing.") from error
        if kept.sha256 != sha256:
            raise CannotRestore(f"The backup is damaged: the bytes of {blob_file(sha256)} do not fit their SHA-256.")
        progress.step()


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    while piece := file.read(CHUNK):
        yield piece


def _restore_rows(source: Source, manifest: Manifest, nodes: Collection[Node], progress: Progress) -> None:
    progress.begin("Rows", len(manifest.tables))
    known = {table.name: table for table in tables_at(nodes)}
    _check_shape(manifest, known)
    _empty(manifest.tables)
    for name, saved in manifest.tables.items():
        table = table_of(name, saved)
        _load(source, table)
        _check_equal(table, saved)
        _set_next_number(table, saved)
        progress.step()


def _check_shape(manifest: Manifest, known: dict[str, Table]) -> None:
    """Names of the manifest become SQL, so they must be those of our own migrations."""
    for name, saved in manifest.tables.items():
        if name not in known or not table_of(name, saved).is_like(known[name]):
            raise CannotRestore(f"The backup is damaged: its table {name} is not the one that its migrations make.")


def _empty(names: Collection[str]) -> None:
    """Remove what the migrations themselves wrote; it is in the backup as well."""
    quoted = [connection.ops.quote_name(name) for name in names]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"TRUNCATE {', '.join(quoted)}")
            return
        for name in quoted:
            cursor.execute(f"DELETE FROM {name}")  # noqa: S608  checked against our own migrations


def _load(source: Source, table: Table) -> None:
    try:
        with source.open(table_file(table.name)) as file:
            load_rows(table, read_rows(file))
    except Missing as error:
        raise CannotRestore(f"The backup is damaged: the rows of {table.name} are missing.") from error
    except DamagedRows as error:
        raise CannotRestore(f"The backup is damaged: the rows of {table.name} cannot be read ({error}).") from error


def _check_equal(table: Table, saved: SavedTable) -> None:
    found = digest_of(table)
    if (found.rows, str(found)) != (saved.rows, saved.digest):
        raise CannotRestore(
            f"The rows of {table.name} differ from those that were saved: {found.rows} came of {saved.rows}, "
            "or their digest is another. Nothing was restored. `assay verify` tells whether the backup is damaged."
        )


def _set_next_number(table: Table, saved: SavedTable) -> None:
    if saved.next is None:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            quoted = connection.ops.quote_name(table.name)
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence(%s, %s), %s, false)", [quoted, table.counter, saved.next]
            )
            return
        cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table.name])
        cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table.name, saved.next - 1])
