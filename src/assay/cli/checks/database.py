"""The database: reachable, durable, at this version, and of one mind about the time."""

from collections.abc import Iterator
from datetime import UTC, datetime

from assay.cli.checks.finding import Finding, broken, doubtful, fine
from assay.cli.parsing import CannotDo

MOST_SECONDS_APART = 5


def reachable() -> Iterator[Finding]:
    """The first check of the database; where it fails the others are left out."""
    from django.db import connection

    if connection.vendor == "sqlite":
        yield fine("database", f"SQLite {_one('SELECT sqlite_version()')} at {connection.settings_dict['NAME']}")
    else:
        yield fine("database", f"PostgreSQL {_one('SHOW server_version')}")


def durable() -> Iterator[Finding]:
    from django.db import connection

    if connection.vendor == "sqlite":
        mode, synchronous = str(_one("PRAGMA journal_mode")), int(str(_one("PRAGMA synchronous")))
        is_safe, said = mode == "wal" and synchronous >= 2, f"journal_mode={mode}, synchronous={synchronous}"
    else:
        commit, fsync = _one("SHOW synchronous_commit"), _one("SHOW fsync")
        is_safe, said = commit != "off" and fsync == "on", f"synchronous_commit={commit}, fsync={fsync}"
    if is_safe:
        yield fine("durability", said)
    else:
        yield broken("durability", said, "A power cut can lose acknowledged writes. Set it back in the database.")


def migrations() -> Iterator[Finding]:
    from assay.cli.standing import Standing, standing, unknown_migrations

    found = standing()
    if found is Standing.CURRENT:
        yield fine("migrations", "the database is at this version")
    elif found is Standing.NEWER:
        said = f"a newer Assay wrote the database (it knows {unknown_migrations()[0]})"
        yield broken("migrations", said, "Start that version, or restore a backup.")
    else:
        yield broken("migrations", "the database is older than this Assay", "Run: assay upgrade")


def clock() -> Iterator[Finding]:
    from django.db import connection

    if connection.vendor == "sqlite":
        yield from _against_history()
        return
    apart = abs((_moment("SELECT clock_timestamp()") - datetime.now(UTC)).total_seconds())
    if apart > MOST_SECONDS_APART:
        advice = "Let both machines keep time by NTP; else live pages and schedules come late."
        yield doubtful("clock", f"the database's clock is {apart:.0f} s away from this machine's", advice)
    else:
        yield fine("clock", "this machine and the database agree")


def _against_history() -> Iterator[Finding]:
    """The database lies on this machine, so only the past can tell that the clock was set back."""
    from assay.activity.models import Event
    from assay.kit.clock import now

    newest = Event.objects.order_by("-at").values_list("at", flat=True).first()
    if newest and (newest - now()).total_seconds() > MOST_SECONDS_APART:
        advice = "Set the clock right, or wait: what happens now stands before what happened then."
        yield doubtful("clock", f"the newest event is of {newest:%Y-%m-%d %H:%M} UTC, which is to come", advice)
    else:
        yield fine("clock", f"{now():%Y-%m-%d %H:%M} UTC")


def _one(query: str) -> object:
    from django.db import OperationalError, connection

    try:
        with connection.cursor() as cursor:
            cursor.execute(query)
            return cursor.fetchone()[0]
    except OperationalError as error:
        raise CannotDo(f"The database cannot be opened: {error}") from error


def _moment(query: str) -> datetime:
    found = _one(query)
    return found if isinstance(found, datetime) else datetime.now(UTC)
