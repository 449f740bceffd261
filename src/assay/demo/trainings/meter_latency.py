"""How long does one digit take? Forests of several sizes, timed on this machine, one request at a time."""

from statistics import median
from time import perf_counter

import mlflow
from sklearn.datasets import load_digits
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import train_test_split

frame = load_digits(as_frame=True)
train, test, train_y, test_y = train_test_split(
    frame.data / 16, frame.target, test_size=0.25, random_state=7, stratify=frame.target
)


def seconds_of_one(model: RandomForestClassifier) -> float:
    """Return the median time of thirty single requests."""
    times = []
    for row in range(30):
        began = perf_counter()
        model.predict(test.iloc[row : row + 1])
        times.append(perf_counter() - began)
    return median(times)


for trees in (200, 50, 20):
    with mlflow.start_run(run_name=f"{trees} trees"):
        mlflow.log_input(mlflow.data.from_pandas(test, name="digits-test"), context="test")
        mlflow.log_param("trees", trees)
        forest = RandomForestClassifier(trees, random_state=1).fit(train, train_y)
        mlflow.log_metrics(
            {"test_accuracy": forest.score(test, test_y), "test_latency_ms": 1000 * seconds_of_one(forest)}, step=1
        )
