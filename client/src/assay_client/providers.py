"""What MLflow's client asks by itself once this package is installed; nothing needs to be imported.

An experiment that the script or MLFLOW_EXPERIMENT_NAME names comes first; without one the runs go to the card.
"""

from __future__ import annotations

import os

import mlflow
from mlflow.tracking.context.abstract_context import RunContextProvider
from mlflow.tracking.context.git_context import GitRunContext
from mlflow.tracking.default_experiment.abstract_context import DefaultExperimentProvider

from assay_client.card import branch, card_key

BRANCH_TAG = "mlflow.source.git.branch"


class CardExperiment(DefaultExperimentProvider):  # type: ignore[misc,unused-ignore]
    """The MLflow experiment of the card that `ASSAY_CARD`, `.card` or the git branch names."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], str] = {}

    def in_context(self) -> bool:
        return self._find() is not None

    def get_experiment_id(self) -> str | None:
        return self._find()

    def _find(self) -> str | None:
        key, uri = card_key(), mlflow.get_tracking_uri()
        if key is None or not uri.startswith(("http://", "https://")):
            return None
        if (uri, key) not in self._known:
            found = mlflow.MlflowClient().get_experiment_by_name(key)
            if found is None:
                return None
            self._known[uri, key] = found.experiment_id
        return self._known[uri, key]


class CardContext(RunContextProvider):  # type: ignore[misc,unused-ignore]
    """Tags of every run: the card if `ASSAY_CARD` names one, and the branch where MLflow's client sees none.

    It looks beside the script only, which a notebook and a shell do not have, and CI checks out no branch.
    """

    def in_context(self) -> bool:
        return bool(self.tags())

    def tags(self) -> dict[str, str]:
        tags = {}
        if os.environ.get("ASSAY_CARD"):
            tags["card"] = os.environ["ASSAY_CARD"]
        found = branch()
        if found and BRANCH_TAG not in GitRunContext().tags():
            tags[BRANCH_TAG] = found
        return tags
