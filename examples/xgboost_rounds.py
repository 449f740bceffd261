"""XGBoost with autologging: a point of each metric for each round, and the model."""

from needs import has, needs, rounds

needs("mlflow", "sklearn", "xgboost")

import mlflow
import xgboost
from sklearn.datasets import load_breast_cancer
from sklearn.metrics import f1_score
from sklearn.model_selection import train_test_split

callbacks = []
if has("assay_client"):
    from assay_client.xgboost import StopCallback

    callbacks.append(StopCallback())

mlflow.xgboost.autolog()
X_train, X_test, y_train, y_test = train_test_split(*load_breast_cancer(return_X_y=True), random_state=7)
train, test = xgboost.DMatrix(X_train, y_train), xgboost.DMatrix(X_test, y_test)
with mlflow.start_run():
    params = {"objective": "binary:logistic", "max_depth": 3, "eta": 0.1, "seed": 7}
    evals = [(train, "train"), (test, "validation")]
    model = xgboost.train(params, train, rounds(40), evals=evals, callbacks=callbacks, verbose_eval=False)
    mlflow.log_metric("test_f1", f1_score(y_test, model.predict(test) > 0.5))
