"""Bring the data folder into shape: database at this version, schedules written, the first owner made."""

import argparse
import os
from pathlib import Path

from assay.cli.main import CannotDo


def set_up_django() -> None:
    """Load Django on the data folder named by `ASSAY_DATA`. Raises `CannotDo` when it cannot be used."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "assay.config.settings")
    folder = Path(os.environ["ASSAY_DATA"])
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotDo(f"The folder {folder} cannot be made ({error.strerror}). Name another with --data.") from error
    if not os.access(folder, os.W_OK):
        raise CannotDo(f"The data folder {folder} cannot be written to. Name another with --data.")
    import django

    django.setup()


def prepare() -> None:
    """Set up Django, migrate the database if it needs it, and write the schedules."""
    set_up_django()
    bring_up_to_date()
    from assay.kit.jobs import write_schedules

    write_schedules()


def bring_up_to_date() -> None:
    """Run what migrations are missing. Raises `CannotDo` when the database is newer than this program."""
    from django.core.management import call_command
    from django.db import OperationalError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
    except OperationalError as error:
        raise CannotDo(f"The database cannot be opened: {error}") from error
    _refuse_newer(set(executor.loader.applied_migrations), set(executor.loader.disk_migrations))
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        print("Preparing the database …", flush=True)
        call_command("migrate", verbosity=0, interactive=False)


def migrate(_args: argparse.Namespace) -> int:
    prepare()
    print("The database is at this version.")
    return 0


def _refuse_newer(applied: "set[tuple[str, str]]", known: "set[tuple[str, str]]") -> None:
    apps = {app for app, _name in known}
    unknown = sorted(f"{app}.{name}" for app, name in applied if app in apps and (app, name) not in known)
    if unknown:
        raise CannotDo(
            f"This database was written by a newer Assay (it knows {unknown[0]}). "
            "Start that version, or restore a backup."
        )
