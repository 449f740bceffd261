"""scikit-learn: `GradientBoostingClassifier().fit(X, y, monitor=stop_monitor())`.

Other estimators have no place to look from outside; train those that know `partial_fit` in a loop of your own,
`for epoch in going_on(range(100))`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from assay_client.stopping import EVERY_SECONDS, active_run_id, should_stop


def stop_monitor(run_id: str | None = None, *, every: float = EVERY_SECONDS) -> Callable[[int, Any, Any], bool]:
    """End the boosting after the stage in which the run is asked to stop."""

    def look(_stage: int, _estimator: Any, _state: Any) -> bool:
        return should_stop(run_id or active_run_id(), every=every)

    return look
