"""Every row of every table of ours, and the canary that is painted over their texts."""

from typing import Any

from django.apps import apps
from django.db import models

CANARY = "zqcanary"
# What is looked up by, or is a digest: painting it over would only hide the row.
KEPT = {
    "activity.Event": {"kind", "subject_kind", "subject_id"},
    "activity.Touch": {"topic"},
    "notifications.Notice": {"subject_kind", "subject_id"},
    "notifications.Watch": {"subject_kind", "subject_id"},
    "webhooks.Webhook": {"uid", "events"},
    "webhooks.Delivery": {"uid", "name"},
    "accounts.User": {"password"},
    "accounts.Token": {"digest"},
    "accounts.Door": {"digest"},
    "accounts.Invitation": {"digest"},
    "projects.Project": {"key", "workflow"},
    "tasks.Task": {"rank", "result"},
    "tasks.Handoff": {"to_discipline", "facts"},
    "runs.Run": {"uid"},
    "search.Document": {"audience", "kind", "subject_kind", "subject_id"},
    "runs.LoggedModel": {"uid"},
    "runs.Artifact": {"path", "sha256"},
    "tasks.Attachment": {"sha256"},
    "documents.DocumentFile": {"sha256"},
    "documents.Version": {"sha256"},
    "documents.FrozenQuote": {"digest", "projects"},
    "importers.Source": {"sealed"},
    "githooks.GitHook": {"uid", "sealed"},
    "importers.SourceRun": {"uid"},
    "importers.ChangelogFile": {"sha256"},
    "importers.ResultsFile": {"sha256"},
    "registry.RegisteredModel": {"name"},
    "registry.ModelAlias": {"name"},
    "registry.ModelTag": {"key"},
    "registry.VersionTag": {"key"},
    "experiments.Criterion": {"ast", "threshold", "finding"},
    "experiments.Experiment": {"baseline_values", "planned_params", "planned_resources", "verdict", "verdict_told"},
    "experiments.Closing": {"evidence"},
    "digests.Subscription": {"stamp", "way", "covers"},
    "digests.Letter": {"week"},
    "sharing.ShareLink": {"digest", "things"},
    "sharing.Opened": {"kind", "thing"},
    "sharing.Confirmation": {"digest", "seen"},
}
# Tables that belong to no workspace.
NOBODYS = {"kit.JobTry", "kit.WorkerBeat", "kit.Tally", "kit.NotebookPage", "search.Stale", "runs.Chunk"}


def rows_of_everybody() -> dict[type[models.Model], list[Any]]:
    """Return the ids of all rows there are now, by table. Says which table has none."""
    found = {model: list(model._base_manager.values_list("pk", flat=True)) for model in our_models()}
    empty = [model._meta.label for model, rows in found.items() if not rows]
    assert not empty, (
        f"tests/sweep/worlds.py: make a row of {', '.join(empty)} in make_world(), or add to NOBODYS in rows.py."
    )
    return found


def our_models() -> list[type[models.Model]]:
    ours = (model for model in apps.get_models() if model.__module__.startswith("assay."))
    return [model for model in ours if model._meta.label not in NOBODYS]


def paint_canaries() -> None:
    """Write the canary into every text there is, whoever added the field."""
    for model in our_models():
        kept = KEPT.get(model._meta.label, set())
        for field in model._meta.concrete_fields:
            if field.name not in kept and not field.choices and not field.primary_key:
                _paint(model, field)


def _paint(model: type[models.Model], field: Any) -> None:
    if isinstance(field, models.JSONField):
        for pk, value in model._base_manager.values_list("pk", field.name):
            model._base_manager.filter(pk=pk).update(**{field.name: _painted(value)})
    elif isinstance(field, models.CharField | models.TextField):
        for pk in model._base_manager.values_list("pk", flat=True):
            text = f"{CANARY}-{pk}@{CANARY}.example" if isinstance(field, models.EmailField) else f"{CANARY}-{pk}"
            model._base_manager.filter(pk=pk).update(**{field.name: text[: field.max_length]})


def _painted(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _painted(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_painted(part) for part in value]
    return CANARY if isinstance(value, str) else value
