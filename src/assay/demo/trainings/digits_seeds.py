"""Does it matter which seed a forest grows from? The same forest, five times."""

import mlflow
from sklearn.datasets import load_digits
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import train_test_split

frame = load_digits(as_frame=True)
train, test, train_y, test_y = train_test_split(
    frame.data, frame.target, test_size=0.25, random_state=7, stratify=frame.target
)

for seed in range(5):
    with mlflow.start_run(run_name=f"150 trees, seed {seed}"):
        mlflow.log_params({"n_estimators": 150, "random_state": seed})
        mlflow.log_input(mlflow.data.from_pandas(test, name="digits-test"), context="test")
        forest = RandomForestClassifier(150, random_state=seed).fit(train, train_y)
        mlflow.log_metric("test_accuracy", forest.score(test, test_y))
