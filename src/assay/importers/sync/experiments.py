"""The first step: which experiments there are, and the groups their runs go to here."""

from django.utils.translation import gettext as _

from assay.importers.models import SourceGroup
from assay.importers.remote import shapes
from assay.importers.sync.state import Pass
from assay.runs.groups import GroupExists, group_of_project, group_of_task, task_named
from assay.runs.limits import GROUP_NAME_LENGTH, GROUP_TAG_LENGTH, BadValue, checked_key, checked_text
from assay.runs.models import RunGroup
from assay.runs.models.group import DEFAULT_NAME

WHAT = "experiment"


class Deleted(ValueError):
    """The group of this name was deleted here."""


def take_experiments(work: Pass) -> None:
    token = ""
    while True:
        page = work.remote.experiments(token)
        for experiment in page.experiments:
            _take(experiment, work)
        if not (token := page.next_page_token):
            break
    work.counts["experiments"] = work.source.groups.exclude(group=None).count()


def _take(experiment: shapes.Experiment, work: Pass) -> None:
    """Find or make the group; one that is known takes the tags that the experiment has now."""
    known = work.source.groups.filter(remote_id=experiment.experiment_id).select_related("group").first()
    try:
        tags = _tags(experiment)
        if known is not None and known.group is not None:
            if any(known.group.tags.get(key) != value for key, value in tags.items()):
                known.group.set_tags(tags)
            return
        group, is_made = _group(experiment.name, tags, work)
    except (BadValue, GroupExists, Deleted) as refusal:
        group, is_made = None, False
        work.leave_out(WHAT, experiment.name, refusal)
    SourceGroup.objects.update_or_create(
        source=work.source,
        remote_id=experiment.experiment_id[:100],
        defaults={"name": experiment.name[:500].replace("\0", "�"), "group": group, "is_made": is_made},
    )
    if group is not None:
        work.has_come(WHAT, experiment.name)


def _group(name: str, tags: dict[str, str], work: Pass) -> tuple[RunGroup, bool]:
    """Return the group of this name, and whether it was made now. Raises `BadValue`, `GroupExists`, `Deleted`."""
    task = task_named(name, by=work.by)
    if task is not None:
        return group_of_task(task), False
    name = checked_text(name, what=_("name of the experiment"), most=GROUP_NAME_LENGTH)
    if name == DEFAULT_NAME:
        # Runs that name no experiment there are the project's here, not the whole workspace's.
        name = f"{work.source.project.key} {DEFAULT_NAME}"
    known = RunGroup.objects.visible_to(work.by).filter(task=None, name=name).first()
    if known is not None and known.deleted_at is not None:
        raise Deleted(_("An experiment of this name was deleted here. Restore it or give it another name first."))
    if known is not None and known.project_id is None:
        return known, False
    group = group_of_project(work.source.project, name)
    if tags and known is None:
        group.set_tags(tags)
    return group, known is None


def _tags(experiment: shapes.Experiment) -> dict[str, str]:
    return {
        checked_key(tag.key, what=_("tag")): checked_text(tag.value, what=_("value of the tag"), most=GROUP_TAG_LENGTH)
        for tag in experiment.tags
    }
