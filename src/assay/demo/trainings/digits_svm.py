"""Does a support vector machine with a radial kernel read digits better than the baseline? Four settings."""

import mlflow
from sklearn.datasets import load_digits
from sklearn.metrics import accuracy_score
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import MinMaxScaler
from sklearn.svm import SVC

mlflow.sklearn.autolog(log_datasets=True, log_models=False, silent=True)
frame = load_digits(as_frame=True)
train, test, train_y, test_y = train_test_split(
    frame.data, frame.target, test_size=0.25, random_state=7, stratify=frame.target
)

for penalty, width in [(0.1, 0.01), (1, 0.1), (3, 0.3), (10, 0.3)]:
    with mlflow.start_run(run_name=f"C {penalty:g}, gamma {width:g}"):
        mlflow.log_input(mlflow.data.from_pandas(test, name="digits-test"), context="test")
        model = make_pipeline(MinMaxScaler(), SVC(C=penalty, gamma=width)).fit(train, train_y)
        mlflow.log_metric("test_accuracy", accuracy_score(test_y, model.predict(test)))
