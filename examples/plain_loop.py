"""A training loop of one's own that looks, between two epochs, whether it should stop."""

from needs import needs, rounds

needs("mlflow", "sklearn", "assay_client")

import mlflow
import numpy
from assay_client import going_on, why
from sklearn.datasets import load_digits
from sklearn.linear_model import SGDClassifier
from sklearn.metrics import log_loss
from sklearn.model_selection import train_test_split

X_train, X_test, y_train, y_test = train_test_split(*load_digits(return_X_y=True), random_state=7)
model, classes = SGDClassifier(loss="log_loss", random_state=7), numpy.unique(y_train)
with mlflow.start_run():
    mlflow.log_params(model.get_params())
    for epoch in going_on(range(rounds(20))):
        model.partial_fit(X_train, y_train, classes=classes)
        mlflow.log_metric("val_loss", log_loss(y_test, model.predict_proba(X_test)), step=epoch)
    if why():
        print(f"Stopped: {why()}")
