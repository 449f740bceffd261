"""Hugging Face's Trainer, which logs to MLflow by itself: params, the loss of each logging step."""

from needs import has, needs, rounds

needs("mlflow", "sklearn", "torch", "transformers", "accelerate")

import tempfile

import mlflow
import torch
from sklearn.datasets import load_digits
from transformers import Trainer, TrainingArguments

callbacks = []
if has("assay_client"):
    from assay_client.transformers import StopCallback

    callbacks.append(StopCallback())


class Digits(torch.nn.Module):
    """Two layers; a real one would come from `AutoModel.from_pretrained`."""

    def __init__(self):
        super().__init__()
        self.layers = torch.nn.Sequential(torch.nn.Linear(64, 32), torch.nn.ReLU(), torch.nn.Linear(32, 10))

    def forward(self, images, labels):
        logits = self.layers(images)
        return {"loss": torch.nn.functional.cross_entropy(logits, labels), "logits": logits}


torch.manual_seed(7)
images, labels = load_digits(return_X_y=True)
data = [
    {"images": torch.tensor(image, dtype=torch.float32) / 16, "labels": int(label)}
    for image, label in zip(images, labels, strict=True)
]
with mlflow.start_run(), tempfile.TemporaryDirectory() as folder:
    arguments = TrainingArguments(
        folder,
        num_train_epochs=rounds(3),
        per_device_train_batch_size=128,
        learning_rate=0.01,
        logging_steps=5,
        save_strategy="no",
        report_to="mlflow",
        disable_tqdm=True,
        use_cpu=True,
    )
    Trainer(Digits(), arguments, train_dataset=data, callbacks=callbacks).train()
