"""scikit-learn's gradient boosting, the estimator that asks a monitor after each stage whether to go on."""

from needs import has, needs, rounds

needs("mlflow", "sklearn")

import mlflow
from sklearn.datasets import load_breast_cancer
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.metrics import f1_score
from sklearn.model_selection import train_test_split

if has("assay_client"):
    from assay_client.sklearn import stop_monitor

    should_end = stop_monitor()
else:

    def should_end(*_state):
        return False


def monitor(stage, booster, state):
    """Log the loss of the stage, and say whether to end."""
    mlflow.log_metric("train_loss", booster.train_score_[stage], step=stage)
    return should_end(stage, booster, state)


X_train, X_test, y_train, y_test = train_test_split(*load_breast_cancer(return_X_y=True), random_state=7)
with mlflow.start_run():
    model = GradientBoostingClassifier(n_estimators=rounds(30), max_depth=2, random_state=7)
    mlflow.log_params(model.get_params())
    model.fit(X_train, y_train, monitor=monitor)
    mlflow.log_metric("test_f1", f1_score(y_test, model.predict(X_test)))
