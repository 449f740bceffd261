"""Do products of the ten columns explain more of the progression of diabetes than the columns alone?"""

import time

import mlflow
from sklearn.datasets import load_diabetes
from sklearn.linear_model import Ridge
from sklearn.metrics import mean_absolute_error, r2_score
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import PolynomialFeatures, StandardScaler

mlflow.sklearn.autolog(log_datasets=False, log_models=False, silent=True)
frame = load_diabetes(as_frame=True)
train, test, train_y, test_y = train_test_split(frame.data, frame.target, test_size=0.3, random_state=5)

for degree, penalty in [(1, 1.0), (2, 30.0), (2, 300.0), (3, 3000.0)]:
    with mlflow.start_run(run_name=f"degree {degree}, ridge {penalty:g}"):
        mlflow.log_param("degree", degree)
        mlflow.log_input(mlflow.data.from_pandas(test, name="diabetes-test"), context="test")
        model = make_pipeline(
            StandardScaler(), PolynomialFeatures(degree, include_bias=False), StandardScaler(), Ridge(alpha=penalty)
        ).fit(train, train_y)
        guesses = model.predict(test)
        mlflow.log_metric("test_r2", r2_score(test_y, guesses))
        mlflow.log_metric("test_mae", mean_absolute_error(test_y, guesses))
        time.sleep(0.3)  # slow enough to watch
