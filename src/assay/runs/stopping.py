"""Asking a run to stop.

MLflow has no way back to a training. So the request stands in a tag and at an address that a training may look
at between two epochs (see docs/client.md); where the task of the run wants it, new points are refused as well,
which ends a training that does not look.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from assay.kit.clock import now
from assay.runs import hooks
from assay.runs.events import RunAskedToStop, RunMayGoOn
from assay.runs.limits import TAG_LENGTH, BadValue
from assay.runs.models import Run, RunTag
from assay.runs.telling import tell, write_history

if TYPE_CHECKING:
    from assay.accounts.models import Person

# The tag by which a training learns that it should stop.
STOP_TAG = "card.stop"
BECAUSE_LENGTH = 300
_LENGTH = 500


class RunIsStopped(BadValue):
    """The run was stopped and takes no more points."""


def ask_to_stop(run: Run, *, by: "Person", because: str = "", at: datetime | None = None) -> bool:
    """Ask the training of the run to stop, inside `ingest.writing_to`; False if it is over or was asked before."""
    reason = because.strip()[:BECAUSE_LENGTH]
    if not _ask(run, by=by, because=reason, at=at or now()):
        return False
    _mark(run, _("%(who)s: %(because)s") % {"who": by.name, "because": reason} if reason else by.name)
    happening = RunAskedToStop(run=run.uid, number=run.number, name=run.name, because=reason, owner=run.person_id)
    write_history(run, happening, by=by, at=at)
    hooks.after_stop_asked(run)
    return True


def ask_by_rule(run: Run, *, rule: str, because: str, at: datetime) -> None:
    """Ask the training to stop as a stop condition wants; what happened is told by whoever keeps the rule.

    The tag names every rule, also on a run that is over.
    """
    _mark(run, rule)
    if _ask(run, by=None, because=because, at=at):
        hooks.after_stop_asked(run)
    tell(run)


def let_go_on(run: Run, *, by: "Person", at: datetime | None = None) -> bool:
    """Take the request back, inside `ingest.writing_to`: points are taken again. False if nobody asked."""
    if run.stop_asked_at is None:
        return False
    run.stop_asked_at, run.stop_asked_by, run.stop_because, run.refusal = None, None, "", ""
    run.save(update_fields=["stop_asked_at", "stop_asked_by", "stop_because", "refusal"])
    RunTag.objects.filter(run=run, key=STOP_TAG).delete()
    write_history(run, RunMayGoOn(run=run.uid, number=run.number, name=run.name), by=by, at=at)
    return True


def refuse_points(run: Run, *, because: str) -> None:
    """Take no more points from a training; `because` is what its client is told. All else can still be logged.

    What is brought from another server is taken as ever: nothing there can be stopped.
    """
    run.refusal = because[:_LENGTH]
    run.save(update_fields=["refusal"])


def _ask(run: Run, *, by: "Person | None", because: str, at: datetime) -> bool:
    if run.is_over or run.stop_asked_at is not None:
        return False
    run.stop_asked_at, run.stop_asked_by, run.stop_because = at, by, because[:_LENGTH]
    run.save(update_fields=["stop_asked_at", "stop_asked_by", "stop_because"])
    return True


def _mark(run: Run, text: str) -> None:
    """Name in the tag why the training should stop, beside what it names already."""
    tag, is_new = run.tags.get_or_create(key=STOP_TAG, defaults={"value": text[:TAG_LENGTH]})
    if not is_new and text not in tag.value:
        tag.value = f"{tag.value}; {text}"[:TAG_LENGTH]
        tag.save(update_fields=["value"])
