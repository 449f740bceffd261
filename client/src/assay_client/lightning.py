"""PyTorch Lightning, as `lightning` or `pytorch_lightning`: `Trainer(callbacks=[StopCallback()])`."""

from __future__ import annotations

from typing import Any

from assay_client.stopping import EVERY_SECONDS, active_run_id, should_stop

try:
    from lightning.pytorch.callbacks import Callback
except ImportError:
    from pytorch_lightning.callbacks import Callback


class StopCallback(Callback):  # type: ignore[misc,unused-ignore]
    """Ends the training after the batch in which the run is asked to stop, on all devices at once.

    Where several train together they agree once an epoch, as each agreement costs a message.
    """

    def __init__(self, run_id: str | None = None, *, every: float = EVERY_SECONDS) -> None:
        self.run_id, self.every = run_id, every

    def on_train_start(self, trainer: Any, pl_module: Any) -> None:
        self.run_id = self.run_id or _run_of(trainer) or active_run_id()

    def on_train_batch_end(self, trainer: Any, *_args: Any, **_more: Any) -> None:
        if trainer.world_size == 1 and should_stop(self.run_id, every=self.every):
            trainer.should_stop = True

    def on_train_epoch_end(self, trainer: Any, pl_module: Any) -> None:
        wants = should_stop(self.run_id, every=self.every)
        if trainer.strategy.reduce_boolean_decision(wants, all=False):
            trainer.should_stop = True


def _run_of(trainer: Any) -> str | None:
    """Return the run of Lightning's own MLFlowLogger, which makes no active run."""
    found = (getattr(logger, "run_id", None) for logger in getattr(trainer, "loggers", ()))
    return next((run for run in found if isinstance(run, str) and len(run) == 32), None)
