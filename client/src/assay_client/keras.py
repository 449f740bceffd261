"""Keras: `model.fit(…, callbacks=[StopCallback()])`."""

from __future__ import annotations

from typing import Any

import keras

from assay_client.stopping import EVERY_SECONDS, active_run_id, should_stop


class StopCallback(keras.callbacks.Callback):  # type: ignore[misc,unused-ignore]
    """Ends the training after the batch in which the run is asked to stop."""

    def __init__(self, run_id: str | None = None, *, every: float = EVERY_SECONDS) -> None:
        super().__init__()
        self.run_id, self.every = run_id, every

    def on_train_begin(self, logs: Any = None) -> None:
        self.run_id = self.run_id or active_run_id()

    def on_train_batch_end(self, batch: int, logs: Any = None) -> None:
        if should_stop(self.run_id, every=self.every):
            self.model.stop_training = True

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        if should_stop(self.run_id, every=self.every):
            self.model.stop_training = True
