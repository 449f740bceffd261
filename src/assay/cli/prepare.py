"""Bring the data folder into shape: database at this version, schedules written, the first owner made."""

import argparse
import importlib.util
import os
from pathlib import Path

from assay.cli.parsing import CannotDo, Commands, add


def add_to(commands: Commands) -> None:
    add(commands, "migrate", "Bring the database to this version.", migrate)


def migrate(_args: argparse.Namespace) -> int:
    prepare()
    print("The database is at this version.")
    return 0


def set_up_django() -> None:
    """Load Django on the data folder named by `ASSAY_DATA`. Raises `CannotDo` when it cannot be used."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "assay.config.settings")
    check_place()
    import django

    django.setup()


def check_place() -> None:
    """Raise `CannotDo` when the data folder cannot be used, or what the environment names is not installed."""
    folder = Path(os.environ["ASSAY_DATA"])
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotDo(f"The folder {folder} cannot be made ({error.strerror}). Name another with --data.") from error
    if not os.access(folder, os.W_OK):
        raise CannotDo(f"The data folder {folder} cannot be written to. Name another with --data.")
    _check_packages()


def prepare() -> None:
    """Set up Django, migrate the database if it needs it, and write the schedules."""
    set_up_django()
    bring_up_to_date()
    from assay.kit.jobs import write_schedules

    write_schedules()


def bring_up_to_date() -> Path | None:
    """Run what migrations are missing; return the copy that was made of a database with content before.

    Raises `CannotDo` when the database is newer than this program. Killed in the middle, it can be run again.
    """
    from assay.cli import safety
    from assay.cli.standing import Standing, standing

    if standing() in {Standing.CURRENT, Standing.NEWER}:
        check_is_not_newer()
        return None
    with safety.alone():
        found = standing()  # once more: another process may have been quicker
        copy = _safety_copy() if found is Standing.OLDER else None
        print("Preparing the database …", flush=True)
        from django.core.management import call_command

        call_command("migrate", verbosity=0, interactive=False)
        safety.done()
    return copy


def _safety_copy() -> Path:
    from django.db import DatabaseError

    from assay.cli import safety

    try:
        return safety.copy()
    except (OSError, DatabaseError) as error:
        raise CannotDo(f"The database could not be copied, so nothing was changed: {error}") from error


def check_is_current() -> None:
    """Raise `CannotDo` unless the database is at this version; for processes of which there may be many."""
    from assay.cli.standing import Standing, standing

    check_is_not_newer()
    if standing() is not Standing.CURRENT:
        raise CannotDo("The database is not at this version yet. Run `assay upgrade` once, then start this again.")


def check_is_not_newer() -> None:
    """Raise `CannotDo` when a newer version wrote the database."""
    from assay.cli.standing import unknown_migrations

    if unknown := unknown_migrations():
        raise CannotDo(
            f"This database was written by a newer Assay (it knows {unknown[0]}). "
            "Start that version, or restore a backup."
        )


def _check_packages() -> None:
    if os.environ.get("ASSAY_S3_BUCKET") and importlib.util.find_spec("storages") is None:
        raise CannotDo(
            "ASSAY_S3_BUCKET names a bucket, but the packages for S3-compatible storage are not installed. "
            "./run installs them by itself; else: pip install 'assay[s3]'"
        )
