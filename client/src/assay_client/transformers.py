"""Hugging Face: `Trainer(…, callbacks=[StopCallback()])`."""

from __future__ import annotations

from typing import Any

from transformers import TrainerCallback

from assay_client.stopping import EVERY_SECONDS, active_run_id, should_stop


class StopCallback(TrainerCallback):  # type: ignore[misc,unused-ignore]
    """Ends the training after the step in which the run is asked to stop.

    Where several processes train together they agree at the end of each epoch, as each agreement costs a message.
    """

    def __init__(self, run_id: str | None = None, *, every: float = EVERY_SECONDS) -> None:
        self.run_id, self.every = run_id, every

    def on_step_end(self, args: Any, state: Any, control: Any, **_more: Any) -> None:
        if args.world_size == 1 and self._wants():
            control.should_training_stop = True

    def on_epoch_end(self, args: Any, state: Any, control: Any, **_more: Any) -> None:
        if self._anyone_wants(args):
            control.should_training_stop = True

    def _wants(self) -> bool:
        # Trainer's own MLflowCallback begins the run after this one was told that the training begins.
        self.run_id = self.run_id or active_run_id()
        return should_stop(self.run_id, every=self.every)

    def _anyone_wants(self, args: Any) -> bool:
        """Say whether any process wants to stop; only the first one has a run."""
        wants = self._wants()
        if args.world_size == 1:
            return wants
        import torch

        told = torch.tensor(int(wants), device=args.device)
        torch.distributed.all_reduce(told, op=torch.distributed.ReduceOp.MAX)
        return bool(told.item())
