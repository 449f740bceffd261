"""Runs that come from elsewhere: with the ids, times and endings they have there.

A run that is still arriving counts as deleted since the beginning of time: nobody sees it, nothing counts it and no
rule judges it, until `reveal` shows it whole. All verbs may be repeated.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from assay.kit.clock import now
from assay.runs import hooks, linking
from assay.runs.ingest import NAME_TAG, Pair, delete_tag, set_tags
from assay.runs.lifecycle import Change, update_run
from assay.runs.limits import NAME_LENGTH, TAG_LENGTH, BadValue, checked_key, checked_text
from assay.runs.models import LoggedModel, Run, RunGroup, RunStatus, RunTag
from assay.runs.models.run import ARRIVING
from assay.runs.names import random_name
from assay.runs.searching import behind_all
from assay.runs.telling import tell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assay.accounts.models import Person


# SQLite takes 32,766 values in a statement.
_AT_ONCE = 5000


class IdTaken(ValueError):
    """Something else here has this id already."""


@dataclass(frozen=True)
class Arriving:
    """What is known of a run elsewhere, but for its params, points and files."""

    uid: str
    name: str
    started_at: datetime
    status: str = RunStatus.FINISHED
    ended_at: datetime | None = None
    user_name: str = ""
    tags: Sequence[Pair] = ()


@dataclass(frozen=True)
class ArrivingModel:
    """What is known of a logged model elsewhere, but for its files."""

    uid: str
    name: str
    status: str
    created_at: datetime
    updated_at: datetime
    model_type: str = ""
    params: Mapping[str, str] = field(default_factory=dict)
    tags: Mapping[str, str] = field(default_factory=dict)
    metrics: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


class Link(NamedTuple):
    """The task that a run belongs to once it is shown, and why; both empty for the inbox."""

    task_id: int | None
    because: str


@transaction.atomic
def arrive(group: RunGroup, new: Arriving, *, by: "Person", at: datetime | None = None) -> tuple[Run, Link]:
    """Make the run, hidden, and say to which task it will belong. Raises `IdTaken` and `BadValue`."""
    if new.status not in RunStatus.values:
        raise BadValue(_("'%(status)s' is not a status of a run.") % {"status": new.status[:40]})
    tags = _checked_tags(new)
    run = Run(
        workspace_id=by.workspace_id,
        uid=new.uid,
        number=by.workspace.next_run_number(),
        group=group,
        name=tags[NAME_TAG],
        user_name=checked_text(new.user_name, what=_("name of the user"))[:NAME_LENGTH],
        status=new.status,
        started_at=new.started_at,
        ended_at=new.ended_at,
        created_at=at or now(),
        deleted_at=ARRIVING,
    )
    _insert(run)
    RunTag.objects.bulk_create([RunTag(run=run, key=key, value=value) for key, value in tags.items()])
    task, because = linking.first_link(run, tags, by=by)
    return run, Link(task.pk if task else None, because.value if because else "")


@contextmanager
def held(pk: int) -> "Iterator[Run]":
    """Open a transaction that holds the run, also one that is arriving or deleted."""
    with transaction.atomic():
        found = Run.objects.select_for_update(of=("self",), no_key=True)
        yield found.select_related("task__project", "group").get(pk=pk)


def follow(run: Run, new: Arriving, *, gone: Collection[str] = (), by: "Person") -> None:
    """Bring a run that was shown up to date, inside `held`; `gone` are tags that it has no longer there."""
    ends_anew = (run.status, run.ended_at) != (new.status, new.ended_at)
    if ends_anew:
        update_run(run, Change(status=new.status, ended_at=new.ended_at), by=by)
    known = dict(run.tags.values_list("key", "value"))
    tags = _checked_tags(new)
    set_tags(run, [pair for pair in tags.items() if known.get(pair[0]) != pair[1]], by=by)
    for key in gone:
        delete_tag(run, key, by=by)


def refresh(run: Run, new: Arriving) -> None:
    """Bring a run that is still hidden up to date, inside `held`."""
    tags = _checked_tags(new)
    run.status, run.ended_at, run.name = new.status, new.ended_at, tags[NAME_TAG]
    run.save(update_fields=["status", "ended_at", "name"])
    run.tags.all().delete()
    RunTag.objects.bulk_create([RunTag(run=run, key=key, value=value) for key, value in tags.items()])


@transaction.atomic
def reveal(links: Mapping[int, Link]) -> dict[int | None, int]:
    """Show the runs, by their row numbers, on their tasks; judge each task once. Return how many came to which."""
    by_link: dict[Link, list[int]] = defaultdict(list)
    for pk, link in links.items():
        by_link[link].append(pk)
    shown: dict[int | None, int] = defaultdict(int)
    for link, pks in by_link.items():
        shown[link.task_id] += _show(link, pks)
    return {task_id: count for task_id, count in shown.items() if count}


def drop_hidden(pks: Iterable[int]) -> None:
    """Remove runs that never were shown, with all that they have."""
    Run.objects.filter(pk__in=list(pks), deleted_at=ARRIVING).delete()


@transaction.atomic
def take_model(group: RunGroup, run: Run | None, new: ArrivingModel) -> LoggedModel:
    """Make the logged model or bring it up to date. Raises `IdTaken`."""
    facts = {
        "group": group,
        "run": run,
        "name": checked_text(new.name, what=_("name of the model"), most=500),
        "model_type": checked_text(new.model_type, what=_("model type"), most=500),
        "status": new.status,
        "params": dict(new.params),
        "tags": dict(new.tags),
        "metrics": {name: dict(metric) for name, metric in new.metrics.items()},
        "created_at": new.created_at,
        "updated_at": new.updated_at,
    }
    known = LoggedModel.objects.select_for_update(of=("self",)).filter(uid=new.uid).select_related("group").first()
    if known is not None and known.group_id != group.pk:
        raise IdTaken(_("Something else here has the id %(id)s already.") % {"id": new.uid})
    model, _is_new = LoggedModel.objects.update_or_create(uid=new.uid, defaults=facts)
    return model


def _insert(run: Run) -> None:
    try:
        with transaction.atomic():
            run.save(force_insert=True)
    except IntegrityError as error:
        raise IdTaken(_("Something else here has the id %(id)s already.") % {"id": run.uid}) from error


def _checked_tags(new: Arriving) -> dict[str, str]:
    tags = {
        checked_key(key, what=_("tag")): checked_text(value, what=_("value of the tag"))[:TAG_LENGTH]
        for key, value in new.tags
    }
    name = checked_text(new.name, what=_("name of the run")) or tags.get(NAME_TAG) or random_name()
    return tags | {NAME_TAG: name[:NAME_LENGTH]}


def _show(link: Link, pks: Sequence[int]) -> int:
    count = 0
    for start in range(0, len(pks), _AT_ONCE):
        hidden = Run.objects.filter(pk__in=pks[start : start + _AT_ONCE], deleted_at=ARRIVING)
        behind_all(hidden, tasks=[link.task_id])
        count += hidden.update(task_id=link.task_id, linked_because=link.because, deleted_at=None)
    if count:
        last = Run.objects.select_related("task__project").get(pk=max(pks))
        hooks.after_status(last)
        tell(last)
    return count
