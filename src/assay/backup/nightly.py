"""The nightly backup: where `ASSAY_BACKUP_DIR` names a folder, the worker starts one process a night.

A backup of much data takes longer than a job may, so the job only starts `assay backup --nightly`; a lock in the
folder keeps a second one away.
"""

import os
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from assay.backup.places import backups_in, made_at
from assay.kit.clock import now
from assay.kit.jobs import job

# Hours (UTC) of the night; a missed night is made up for at any hour.
NIGHT = range(1, 5)
A_DAY = timedelta(hours=20)
OVERDUE = timedelta(hours=30)


@job(every_minutes=30)
def nightly_backup() -> None:
    """Start tonight's backup unless it was made."""
    if settings.ASSAY_BACKUP_DIR and is_due(Path(settings.ASSAY_BACKUP_DIR), at=now()):
        words = [sys.executable, "-m", "assay.cli", "backup", "--nightly"]
        # Its own session: a worker that is started afresh meanwhile does not take the backup with it.
        subprocess.Popen(words, env={**os.environ, "ASSAY_DATA": str(settings.DATA)}, start_new_session=True)


def is_due(folder: Path, *, at: datetime) -> bool:
    """Whether it is time for another backup in the folder."""
    made = backups_in(folder) if folder.is_dir() else []
    age = at - made_at(made[-1]) if made else OVERDUE
    return age >= OVERDUE or (age >= A_DAY and at.hour in NIGHT)
