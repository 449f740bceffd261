"""PyTorch Lightning with autologging: the trainer's params, the losses of each epoch, the model."""

from needs import has, needs, rounds

needs("mlflow", "sklearn", "torch")
lightning = next((name for name in ("lightning", "pytorch_lightning") if has(name)), "lightning")
needs(lightning)

import warnings

import mlflow
import torch
from sklearn.datasets import load_digits
from torch.utils.data import DataLoader, TensorDataset

if lightning == "lightning":
    import lightning.pytorch as pl
else:
    import pytorch_lightning as pl

callbacks = []
if has("assay_client"):
    from assay_client.lightning import StopCallback

    callbacks.append(StopCallback())


class Digits(pl.LightningModule):
    """Two layers."""

    def __init__(self):
        super().__init__()
        self.layers = torch.nn.Sequential(torch.nn.Linear(64, 32), torch.nn.ReLU(), torch.nn.Linear(32, 10))

    def training_step(self, batch, _number):
        images, labels = batch
        loss = torch.nn.functional.cross_entropy(self.layers(images), labels)
        self.log("train_loss", loss, on_step=False, on_epoch=True)
        return loss

    def configure_optimizers(self):
        return torch.optim.Adam(self.parameters(), lr=0.01)


warnings.filterwarnings("ignore", category=UserWarning)
pl.seed_everything(7)
images, labels = load_digits(return_X_y=True)
data = TensorDataset(torch.tensor(images, dtype=torch.float32) / 16, torch.tensor(labels))
mlflow.pytorch.autolog(log_models=False)
with mlflow.start_run():
    quiet = {"enable_progress_bar": False, "enable_checkpointing": False, "logger": False}
    trainer = pl.Trainer(max_epochs=rounds(5), accelerator="cpu", callbacks=callbacks, **quiet)
    trainer.fit(Digits(), DataLoader(data, batch_size=128, shuffle=True))
