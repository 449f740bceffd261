"""The sample's exploration report: a notebook that is executed on this machine and handed over."""

import subprocess
import tempfile
from pathlib import Path

from django.db import transaction

from assay.accounts.models import Person
from assay.deliverables.models import Deliverable
from assay.demo.chores import project_of
from assay.demo.first_models import FIRST_MODELS
from assay.demo.sample import team_of_sample
from assay.documents import uploads
from assay.documents.models import Document
from assay.kit.processes import end_with_parent

NOTEBOOKS = Path(__file__).parent / "notebooks"
SCRIPT, FOLDER, OWED = "four_tables.py", "reports", "Exploration report"
NAME = Path(SCRIPT).with_suffix(".ipynb").name


def is_missing() -> bool:
    """Say whether the report is still to be made; one that somebody took out of the vault stays out."""
    team = team_of_sample()
    return (
        team is not None
        and not Document.objects.filter(project=project_of(team, FIRST_MODELS), file_name=NAME).exists()
    )


def write(python: str) -> str:
    """Execute the notebook with `python` and hand it over; return what was wrong, or nothing."""
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / NAME
        done = subprocess.run(
            [python, str(NOTEBOOKS / "execute.py"), str(NOTEBOOKS / SCRIPT), str(output)],
            check=False,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            preexec_fn=end_with_parent,
        )
        if done.returncode:
            return done.stderr[-2000:]
        upload = uploads.read(NAME, [output.read_bytes()]).stored()
    team = team_of_sample()
    if team is not None:
        _hand_over(upload, by=team["mei"])
    return ""


@transaction.atomic
def _hand_over(upload: uploads.Upload, *, by: Person) -> None:
    """Put it into the vault, attach it to what the phase owes, and ask whoever signs to read it."""
    owed = Deliverable.objects.visible_to(by).filter(project__key=FIRST_MODELS.key, title__startswith=OWED).first()
    project = project_of({"ana": by}, FIRST_MODELS)
    document = Document.take_in(project, upload, folder=FOLDER, note="Executed on this machine", by=by)
    if owed is not None and not owed.is_settled:
        owed.attach_document(document, by=by)
        owed.share(by=by, note="What is in the tables, and what a model could learn from them.")
