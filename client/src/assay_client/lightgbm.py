"""LightGBM: `lightgbm.train(…, callbacks=[stop_callback()])`, or `fit(…, callbacks=[stop_callback()])`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lightgbm.callback import CallbackEnv, EarlyStopException

from assay_client.stopping import EVERY_SECONDS, active_run_id, should_stop


def stop_callback(run_id: str | None = None, *, every: float = EVERY_SECONDS) -> Callable[[CallbackEnv], None]:
    """End the training after the round in which the run is asked to stop; the trees so far are the model."""

    def look(env: Any) -> None:
        if should_stop(run_id or active_run_id(), every=every):
            raise EarlyStopException(env.iteration, env.evaluation_result_list or [])

    look.order = 40  # type: ignore[attr-defined]  # after those that record what was measured
    return look
