"""What a team adds around its tasks: who waits for whom, a file, somebody's days off."""

from datetime import timedelta

from django.utils import timezone

from assay.accounts.models import Absence, Person
from assay.kit import blobs
from assay.tasks.models import LinkKind, Task

Team = dict[str, Person]
LETTER = b"""Dear colleagues,

our models were trained on images that end in 1995. May we read the tables of this year's images, without names?
We need width, texture and the finding of each cell, and nobody outside the team will see them.

Bo Lindqvist, Northwind
"""


def add_touches(team: Team) -> None:
    """Link, attach and go on leave, by the verbs that people use."""
    stage, alert = _titled("Stage the reader beside"), _titled("Alert when more than")
    stage.link_to(alert, as_=LinkKind.BLOCKS, by=team["dana"])
    clinic = _titled("Ask the clinic")
    clinic.attach(blobs.keep([LETTER]), name="letter-to-the-clinic.txt", by=team["bo"])
    monday = timezone.localdate() + timedelta(days=14 - timezone.localdate().weekday())
    Absence.enter(team["mei"], first_on=monday, last_on=monday + timedelta(days=4), note="Conference", by=team["mei"])


def _titled(beginning: str) -> Task:
    return Task.objects.filter(title__startswith=beginning).select_related("project", "column")[0]
