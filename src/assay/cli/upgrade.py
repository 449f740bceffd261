"""`assay upgrade`: copy the database, bring it to this version, check it, and tell the way back."""

import argparse

from assay import __version__
from assay.cli.backups import check_there_is_data
from assay.cli.parsing import CannotDo, Commands, add
from assay.cli.prepare import bring_up_to_date, check_is_current, set_up_django


def add_to(commands: Commands) -> None:
    add(commands, "upgrade", "Bring the database to this version, with a copy of it before.", upgrade)


def upgrade(_args: argparse.Namespace) -> int:
    """Upgrade; run again after an interruption it goes on where it was."""
    check_there_is_data()
    set_up_django()
    made = bring_up_to_date()
    check_is_current()
    _check_is_whole()
    from assay.cli.safety import way_back
    from assay.kit.jobs import write_schedules

    write_schedules()
    print(f"The database is at Assay {__version__}.")
    if made:
        print(f"The database as it was: {made}\nThe way back: {way_back(made)}.")
    return 0


def _check_is_whole() -> None:
    """Ask the database whether its references and, on SQLite, its pages are in order."""
    from django.db import IntegrityError, connection

    try:
        connection.check_constraints()
    except IntegrityError as error:
        raise CannotDo(f"After the upgrade a row refers to one that is not there: {error}") from error
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA quick_check")
            found = cursor.fetchone()[0]
        if found != "ok":
            raise CannotDo(f"The database file is damaged: {found}. Restore a backup.")
