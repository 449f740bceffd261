"""Is colour alone enough to tell the cultivar of a wine? Two columns against three kinds of model."""

import mlflow
from sklearn.datasets import load_wine
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score
from sklearn.model_selection import cross_val_predict
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeClassifier

frame = load_wine(as_frame=True)
colour = frame.data[["color_intensity", "hue"]]
MODELS = {
    "logistic regression": LogisticRegression(),
    "nearest neighbours": KNeighborsClassifier(15),
    "tree of depth 3": DecisionTreeClassifier(max_depth=3, random_state=0),
}

for name, model in MODELS.items():
    with mlflow.start_run(run_name=name):
        mlflow.log_params({"model": name, "columns": "color_intensity, hue", "folds": 10})
        mlflow.log_input(mlflow.data.from_pandas(colour, name="wine-colour"), context="validation")
        guesses = cross_val_predict(make_pipeline(StandardScaler(), model), colour, frame.target, cv=10)
        mlflow.log_metric("val_accuracy", accuracy_score(frame.target, guesses))
        mlflow.log_metric("val_rows", len(colour))
