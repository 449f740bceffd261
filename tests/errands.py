"""A worker with a job of its own, for tests that kill it: `python -m tests.errands FOLDER` runs it."""

import os
import sys
import time
from pathlib import Path

PATIENCE_SECONDS = 60


def worker(folder: str) -> int:
    """Run `assay worker` with the job `errand` added."""
    from tests.errands import register  # by this name, not as __main__: the job is called after its module

    from assay.cli.main import main
    from assay.cli.prepare import set_up_django

    os.environ["ERRANDS"] = folder
    set_up_django()
    register()
    return main(["worker"])


def register() -> "object":
    """Register the job and return it."""
    from assay.kit.jobs import job
    from assay.kit.models import Tally

    @job()
    def errand(name: str) -> None:
        """Say that it began, wait for the word, then do what may be done only once."""
        from assay.kit.clock import now

        folder = Path(os.environ["ERRANDS"])
        (folder / f"{name}-begun-{os.getpid()}").touch()
        until = time.monotonic() + PATIENCE_SECONDS
        while not (folder / f"{name}-go").exists() and time.monotonic() < until:
            time.sleep(0.02)
        Tally.objects.get_or_create(key=f"errand {name}", defaults={"count": os.getpid(), "ends_at": now()})
        (folder / f"{name}-done-{os.getpid()}").touch()

    return errand


if __name__ == "__main__":
    sys.exit(worker(sys.argv[1]))
