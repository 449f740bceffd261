"""What a run read and made: datasets with their digests, and models."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from assay.runs import hooks
from assay.runs.limits import (
    DATASET_NAME_LENGTH,
    DIGEST_LENGTH,
    ITEMS_A_BATCH,
    KEY_LENGTH,
    PROFILE_LENGTH,
    SCHEMA_LENGTH,
    BadValue,
    checked_int64,
    checked_text,
)
from assay.runs.models import DatasetInput, LoggedModel, ModelUse, Run
from assay.runs.telling import tell

if TYPE_CHECKING:
    from assay.accounts.models import Person

CONTEXT_TAG = "mlflow.data.context"
Pair = tuple[str, str]


@dataclass(frozen=True)
class NewInput:
    """A dataset that the run read. The tag `mlflow.data.context` says in which role."""

    name: str
    digest: str
    source_type: str = ""
    source: str = ""
    schema: str = ""
    profile: str = ""
    tags: Sequence[Pair] = ()


@dataclass(frozen=True)
class NewUse:
    """A model by its id, and the step at which the run made it."""

    model_uid: str
    step: int = 0


def log_inputs(run: Run, inputs: Sequence[NewInput]) -> None:
    """Store the datasets, inside `ingest.writing_to`; one that is there already stays. Raises `BadValue`."""
    if len(inputs) > ITEMS_A_BATCH:
        raise BadValue(_("At most %(most)d datasets can be logged at once.") % {"most": ITEMS_A_BATCH})
    rows = [_row(run, one) for one in inputs]
    DatasetInput.objects.bulk_create(rows, ignore_conflicts=True)
    hooks.after_status(run)
    tell(run)


def log_model_uses(run: Run, uses: Iterable[NewUse], *, is_output: bool, by: "Person") -> None:
    """Note which models the run made or read, inside `ingest.writing_to`. Raises `BadValue`."""
    wanted = {use.model_uid: checked_int64(use.step, what=_("step")) for use in uses}
    found = LoggedModel.objects.visible_to(by).filter(uid__in=wanted)
    models = {model.uid: model for model in found}
    for uid in wanted:
        if uid not in models:
            raise BadValue(_("There is no logged model '%(id)s'.") % {"id": uid[:64]})
    ModelUse.objects.bulk_create(
        [ModelUse(run=run, logged_model=models[uid], is_output=is_output, step=step) for uid, step in wanted.items()],
        ignore_conflicts=True,
    )
    tell(run)


def _row(run: Run, new: NewInput) -> DatasetInput:
    if not new.name or not new.digest:
        raise BadValue(_("A dataset needs a name and a digest."))
    context = next((value for key, value in new.tags if key == CONTEXT_TAG), "")
    return DatasetInput(
        run=run,
        name=checked_text(new.name, what=_("name of the dataset"), most=DATASET_NAME_LENGTH),
        digest=checked_text(new.digest, what=_("digest of the dataset"), most=DIGEST_LENGTH),
        source_type=checked_text(new.source_type, what=_("source type of the dataset"), most=100),
        source=checked_text(new.source, what=_("source of the dataset"), most=SCHEMA_LENGTH),
        schema=checked_text(new.schema, what=_("schema of the dataset"), most=SCHEMA_LENGTH),
        profile=checked_text(new.profile, what=_("profile of the dataset"), most=PROFILE_LENGTH),
        context=checked_text(context, what=_("context of the dataset"), most=KEY_LENGTH),
        tags=[[key, checked_text(value, what=_("tag of the dataset"))] for key, value in new.tags],
    )
