"""A small network trained epoch by epoch, at three learning rates; the largest is asking for trouble."""

import time
import warnings

import mlflow
from mlflow.exceptions import MlflowException
from sklearn.datasets import load_digits
from sklearn.exceptions import ConvergenceWarning
from sklearn.metrics import accuracy_score, log_loss
from sklearn.model_selection import train_test_split
from sklearn.neural_network import MLPClassifier

warnings.simplefilter("ignore", ConvergenceWarning)
EPOCHS = 25
frame = load_digits(as_frame=True)
train, test, train_y, test_y = train_test_split(
    frame.data / 16, frame.target, test_size=0.25, random_state=7, stratify=frame.target
)
classes = sorted(frame.target.unique())


def train_at(rate: float) -> None:
    """Log loss and accuracy after each epoch, as a training loop does."""
    network = MLPClassifier((32,), solver="sgd", learning_rate_init=rate, momentum=0.9, random_state=1)
    mlflow.log_params({"hidden": 32, "learning_rate": rate, "momentum": 0.9, "epochs": EPOCHS})
    mlflow.log_input(mlflow.data.from_pandas(train, name="digits-train"), context="training")
    for epoch in range(1, EPOCHS + 1):
        network.partial_fit(train, train_y, classes=classes)
        chances = network.predict_proba(test)
        mlflow.log_metrics(
            {
                "test_loss": log_loss(test_y, chances, labels=classes),
                "test_accuracy": accuracy_score(test_y, chances.argmax(axis=1)),
            },
            step=epoch,
        )
        time.sleep(0.15)  # slow enough to watch


for rate in (0.05, 2.5, 0.2):
    mlflow.start_run(run_name=f"learning rate {rate:g}")
    try:
        train_at(rate)
        mlflow.end_run()
    except MlflowException as refused:
        # Its card stops hard: a run that met a stop condition takes no more metrics.
        print(refused.message)
        mlflow.end_run("KILLED")
