"""How the database stands to this program: empty, older, current or newer."""

from enum import Enum
from functools import cache
from typing import TYPE_CHECKING

from assay.cli.parsing import CannotDo

if TYPE_CHECKING:
    from django.db.migrations.executor import MigrationExecutor


class Standing(Enum):
    EMPTY = "empty"
    OLDER = "older"
    CURRENT = "current"
    NEWER = "newer"


def standing() -> Standing:
    """Return how the database stands. Raises `CannotDo` when it cannot be reached."""
    found = _executor()
    if not found.loader.applied_migrations:
        return Standing.EMPTY
    if unknown_migrations():
        return Standing.NEWER
    return Standing.OLDER if found.migration_plan(found.loader.graph.leaf_nodes()) else Standing.CURRENT


def unknown_migrations() -> list[str]:
    """Return the migrations of the database that this program has not."""
    from assay.kit.schema import known

    loader = _executor().loader
    apps = {app for app, _name in loader.disk_migrations}
    return sorted(f"{app}.{name}" for app, name in set(loader.applied_migrations) - known(loader) if app in apps)


def _executor() -> "MigrationExecutor":
    from django.db import OperationalError, connection

    from assay.kit.schema import is_cut_off

    try:
        executor = _loaded()
        executor.loader.applied_migrations = dict(executor.recorder.applied_migrations())  # type: ignore[arg-type]
    except OperationalError as error:
        connection.close()
        raise CannotDo(f"The database cannot be opened: {error}") from error
    if is_cut_off(executor.loader):
        raise CannotDo(
            "This database was made by an Assay from before its first release, and only the last of those can be "
            "brought to this version. Start with a new one: another --data folder, or another name in DATABASE_URL."
        )
    return executor


@cache
def _loaded() -> "MigrationExecutor":
    """Reading all migrations takes a tenth of a second; they do not change while a command runs."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    return MigrationExecutor(connection)
