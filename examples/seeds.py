"""The same training with five seeds, as child runs of one: the card shows an interval instead of one lucky number."""

from needs import needs, rounds

needs("mlflow", "sklearn")

import mlflow
from sklearn.datasets import load_digits
from sklearn.metrics import f1_score
from sklearn.model_selection import train_test_split
from sklearn.neural_network import MLPClassifier

X_train, X_test, y_train, y_test = train_test_split(*load_digits(return_X_y=True), random_state=7)
with mlflow.start_run(run_name="five seeds"):
    mlflow.log_param("hidden", 16)
    for seed in range(5):
        with mlflow.start_run(run_name=f"seed {seed}", nested=True, tags={"seed": str(seed)}):
            mlflow.log_params({"hidden": 16, "seed": seed})
            model = MLPClassifier((16,), max_iter=rounds(15), random_state=seed, early_stopping=True)
            model.fit(X_train, y_train)
            mlflow.log_metric("test_f1", f1_score(y_test, model.predict(X_test), average="macro"))
