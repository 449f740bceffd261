"""LightGBM with autologging: a point of each metric for each round, and the model."""

from needs import has, needs, rounds

needs("mlflow", "sklearn", "lightgbm")

import lightgbm
import mlflow
from sklearn.datasets import load_breast_cancer
from sklearn.metrics import f1_score
from sklearn.model_selection import train_test_split

callbacks = []
if has("assay_client"):
    from assay_client.lightgbm import stop_callback

    callbacks.append(stop_callback())

mlflow.lightgbm.autolog()
X_train, X_test, y_train, y_test = train_test_split(*load_breast_cancer(return_X_y=True), random_state=7)
train = lightgbm.Dataset(X_train, y_train)
test = lightgbm.Dataset(X_test, y_test, reference=train)
with mlflow.start_run():
    params = {"objective": "binary", "num_leaves": 7, "learning_rate": 0.1, "seed": 7, "verbosity": -1}
    model = lightgbm.train(
        params, train, rounds(40), valid_sets=[train, test], valid_names=["train", "validation"], callbacks=callbacks
    )
    mlflow.log_metric("test_f1", f1_score(y_test, model.predict(X_test) > 0.5))
