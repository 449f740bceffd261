"""Plain torch: a loop, a loss for each epoch, the test metric, the weights as an artifact."""

from needs import has, needs, rounds

needs("mlflow", "sklearn", "torch")

import tempfile
from pathlib import Path

import mlflow
import torch
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

if has("assay_client"):
    from assay_client import should_stop
else:

    def should_stop():
        return False


torch.manual_seed(7)
parts = train_test_split(*load_digits(return_X_y=True), random_state=7)
X_train, X_test = (torch.tensor(part, dtype=torch.float32) / 16 for part in parts[:2])
y_train, y_test = (torch.tensor(part) for part in parts[2:])
model = torch.nn.Sequential(torch.nn.Linear(64, 32), torch.nn.ReLU(), torch.nn.Linear(32, 10))
optimizer, loss_of = torch.optim.Adam(model.parameters(), lr=0.01), torch.nn.CrossEntropyLoss()

with mlflow.start_run():
    mlflow.log_params({"lr": 0.01, "hidden": 32, "optimizer": "Adam"})
    for epoch in range(rounds(30)):
        optimizer.zero_grad()
        loss = loss_of(model(X_train), y_train)
        loss.backward()
        optimizer.step()
        mlflow.log_metric("train_loss", loss.item(), step=epoch)
        if should_stop():
            break
    with torch.no_grad():
        mlflow.log_metric("test_accuracy", (model(X_test).argmax(1) == y_test).float().mean().item())
    with tempfile.TemporaryDirectory() as folder:
        weights = Path(folder) / "weights.pt"
        torch.save(model.state_dict(), weights)
        mlflow.log_artifact(str(weights))
