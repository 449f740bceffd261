"""XGBoost: `xgboost.train(…, callbacks=[StopCallback()])`, or `XGBClassifier(callbacks=[StopCallback()])`."""

from __future__ import annotations

from typing import Any

import xgboost

from assay_client.stopping import EVERY_SECONDS, active_run_id, should_stop


class StopCallback(xgboost.callback.TrainingCallback):  # type: ignore[misc,unused-ignore]
    """Ends the training after the round in which the run is asked to stop; the trees so far are the model."""

    def __init__(self, run_id: str | None = None, *, every: float = EVERY_SECONDS) -> None:
        super().__init__()
        self.run_id, self.every = run_id, every

    def before_training(self, model: Any) -> Any:
        self.run_id = self.run_id or active_run_id()
        return model

    def after_iteration(self, model: Any, epoch: int, evals_log: Any) -> bool:
        return should_stop(self.run_id, every=self.every)
