"""Do boosted trees miss fewer tumours than the rule of thumb? Recall counts: a miss is worse than an alarm."""

import time

import mlflow
from sklearn.datasets import load_breast_cancer
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.metrics import log_loss, recall_score
from sklearn.model_selection import train_test_split

frame = load_breast_cancer(as_frame=True)
sick = (frame.target == 0).astype(int)
train, test, train_y, test_y = train_test_split(frame.data, sick, test_size=0.3, random_state=11, stratify=sick)
TREES = 60

for depth, rate in [(2, 0.05), (3, 0.1), (4, 1.8)]:
    with mlflow.start_run(run_name=f"depth {depth}, rate {rate:g}"):
        mlflow.log_params({"max_depth": depth, "learning_rate": rate, "n_estimators": TREES, "subsample": 0.7})
        mlflow.log_input(mlflow.data.from_pandas(train, name="tumours-train"), context="training")
        mlflow.log_input(mlflow.data.from_pandas(test, name="tumours-test"), context="test")
        model = GradientBoostingClassifier(
            max_depth=depth, learning_rate=rate, n_estimators=TREES, subsample=0.7, random_state=3
        ).fit(train, train_y)
        for step, chances in enumerate(model.staged_predict_proba(test), start=1):
            if step % 3 == 0:
                mlflow.log_metrics(
                    {
                        "test_log_loss": log_loss(test_y, chances),
                        "test_recall": recall_score(test_y, chances[:, 1] > 0.5),
                    },
                    step=step,
                )
                time.sleep(0.1)  # slow enough to watch
        importances = dict(zip(frame.data.columns, model.feature_importances_.round(4).tolist(), strict=True))
        mlflow.log_dict(importances, "feature_importances.json")
