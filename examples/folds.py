"""Cross-validation by hand, a child run for each fold."""

from needs import needs

needs("mlflow", "sklearn")

import mlflow
from sklearn.datasets import load_breast_cancer
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.metrics import f1_score
from sklearn.model_selection import StratifiedKFold

X, y = load_breast_cancer(return_X_y=True)
with mlflow.start_run(run_name="five folds"):
    folds = StratifiedKFold(5, shuffle=True, random_state=7)
    for fold, (train, test) in enumerate(folds.split(X, y)):
        with mlflow.start_run(run_name=f"fold {fold}", nested=True, tags={"fold": str(fold)}):
            mlflow.log_params({"max_iter": 30, "fold": fold})
            model = HistGradientBoostingClassifier(max_iter=30, random_state=7).fit(X[train], y[train])
            mlflow.log_metric("validation_f1", f1_score(y[test], model.predict(X[test])))
