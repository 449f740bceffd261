"""What the server has already, and the experiments that runs need there."""

from collections.abc import Iterator

from assay.importers.exporting.mlflow.state import (
    EXPERIMENT,
    EXPORTED,
    FILES,
    MODEL,
    RUN,
    Export,
    There,
    pair,
    pairs,
)
from assay.importers.remote import shapes
from assay.runs.models import RunGroup

WHAT = "experiment"
ASKED_AT_ONCE = 50
_EXPORTED_RUNS = f"tags.`{RUN}` LIKE '%'"


def look(work: Export) -> None:
    """Find all experiments there, and the runs that an export wrote, deleted ones too."""
    token = ""
    while True:
        page = work.remote.experiments(token)
        work.experiments |= {one.name: one for one in page.experiments}
        if not (token := page.next_page_token):
            break
    ids = [one.experiment_id for one in work.experiments.values()]
    for start in range(0, len(ids), ASKED_AT_ONCE):
        for run in _exported(ids[start : start + ASKED_AT_ONCE], work):
            _note(run, work)


def look_at_models(work: Export) -> None:
    """Find the logged models there that an export wrote."""
    for experiment in work.experiments.values():
        token = ""
        while True:
            page = work.remote.logged_models(experiment.experiment_id, token)
            for model in page.models:
                tags = {tag.key: tag.value for tag in model.info.tags}
                if uid := tags.get(MODEL):
                    there = There(model.info.model_id, model.info.artifact_uri, tags.get(EXPORTED, ""))
                    work.models[uid] = there
            if not (token := page.next_page_token):
                break


def experiment_for(group: RunGroup, work: Export) -> str:
    """Return the id of the experiment of the group's name, made or given the group's tags if need be."""
    known = work.experiments.get(group.name)
    tags = [*pairs(group.tags), pair(EXPERIMENT, str(group.pk))]
    if known is None:
        made = work.remote.make("experiments/create", {"name": group.name, "tags": tags})
        told = [shapes.Pair(tag["key"], tag["value"]) for tag in tags]
        known = shapes.Experiment(made.experiment_id, name=group.name, tags=told)
        work.experiments[group.name] = known
        work.count("experiments")
    has = {tag.key: tag.value for tag in known.tags}
    for tag in tags:
        if has.get(tag["key"]) != tag["value"]:
            body = {"experiment_id": known.experiment_id} | tag
            work.remote.put("experiments/set-experiment-tag", body)
            known.tags.append(shapes.Pair(tag["key"], tag["value"]))
    return known.experiment_id


def _exported(experiments: list[str], work: Export) -> Iterator[shapes.Run]:
    token = ""
    while True:
        page = work.remote.runs(experiments, _EXPORTED_RUNS, token=token, view="ALL")
        yield from page.runs
        if not (token := page.next_page_token):
            return


def _note(run: shapes.Run, work: Export) -> None:
    tags = {tag.key: tag.value for tag in run.data.tags}
    if uid := tags.get(RUN):
        work.runs[uid] = There(
            run.info.run_id,
            run.info.artifact_uri,
            tags.get(EXPORTED, ""),
            tags.get(FILES, ""),
            is_deleted=run.info.lifecycle_stage == "deleted",
        )
