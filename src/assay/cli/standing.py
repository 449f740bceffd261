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
    loader = _executor().loader
    apps = {app for app, _name in loader.disk_migrations}
    applied = loader.applied_migrations
    return sorted(f"{app}.{name}" for app, name in applied if app in apps and (app, name) not in loader.disk_migrations)


def _executor() -> "MigrationExecutor":
    from django.db import OperationalError, connection

    try:
        executor = _loaded()
        executor.loader.applied_migrations = dict(executor.recorder.applied_migrations())  # type: ignore[arg-type]
    except OperationalError as error:
        connection.close()
        raise CannotDo(f"The database cannot be opened: {error}") from error
    return executor


@cache
def _loaded() -> "MigrationExecutor":
    """Reading all migrations takes a tenth of a second; they do not change while a command runs."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    return MigrationExecutor(connection)
