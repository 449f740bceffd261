"""A plain line on the digits: how much it reads right, and how long one digit takes."""

from statistics import median
from time import perf_counter

import mlflow
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import MinMaxScaler

mlflow.sklearn.autolog(log_datasets=True, log_models=False, silent=True)
frame = load_digits(as_frame=True)
train, test, train_y, test_y = train_test_split(
    frame.data, frame.target, test_size=0.25, random_state=7, stratify=frame.target
)

with mlflow.start_run(run_name="line"):
    mlflow.log_input(mlflow.data.from_pandas(test, name="digits-test"), context="test")
    model = make_pipeline(MinMaxScaler(), LogisticRegression(max_iter=200)).fit(train, train_y)
    times = []
    for row in range(30):
        began = perf_counter()
        model.predict(test.iloc[row : row + 1])
        times.append(perf_counter() - began)
    right = model.score(test, test_y)
    mlflow.log_metrics({"test_accuracy": right, "test_error_rate": 1 - right, "test_latency_ms": 1000 * median(times)})
