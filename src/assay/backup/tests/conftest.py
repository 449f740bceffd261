"""A workspace with some of everything, and a backup of it. Imports wait: a conftest loads before the settings."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

CONTENTS = (b"", b"weights", bytes(range(256)) * 2000)


@pytest.fixture
def own_storage(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "storage"


@pytest.fixture
def filled(own_storage: None, transactional_db: None, kite: Any, ada: Any) -> Any:
    """A run with three files, in a workspace with a project and its tasks."""
    from assay.kit import blobs
    from assay.runs import files
    from assay.runs.groups import default_group
    from assay.runs.lifecycle import NewRun, start_run

    run = start_run(default_group(ada), NewRun(), by=ada)
    for number, content in enumerate(CONTENTS):
        files.keep(files.Root(run=run), f"file-{number}", blobs.keep([content]))
    return run


@pytest.fixture(params=["folder", "file.tar"])
def backup(request: pytest.FixtureRequest, filled: Any, tmp_path: Path) -> Any:
    """Where a backup lies, and its manifest."""
    from assay.backup.taking import take

    return take(tmp_path / "backups" / str(request.param))


@pytest.fixture
def digests() -> Callable[[Any], dict[str, tuple[int, str]]]:
    """Tell what a manifest says of the rows, which must not depend on the database."""
    return lambda manifest: {name: (table.rows, table.digest) for name, table in manifest.tables.items()}
