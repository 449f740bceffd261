"""The simplest model for each of our four tables. Every later experiment is measured against these."""

import mlflow
from sklearn.datasets import load_breast_cancer, load_diabetes, load_digits, load_wine
from sklearn.dummy import DummyClassifier
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.metrics import accuracy_score, r2_score, recall_score
from sklearn.model_selection import StratifiedKFold, cross_val_predict, train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler


def digits() -> None:
    """Logistic regression on raw pixels."""
    frame = load_digits(as_frame=True)
    train, test, train_y, test_y = train_test_split(
        frame.data, frame.target, test_size=0.25, random_state=7, stratify=frame.target
    )
    mlflow.log_input(mlflow.data.from_pandas(test, name="digits-test"), context="test")
    model = make_pipeline(StandardScaler(), LogisticRegression(C=0.02, max_iter=300)).fit(train, train_y)
    mlflow.log_metric("test_accuracy", accuracy_score(test_y, model.predict(test)))


def tumours() -> None:
    """Logistic regression; recall of the malignant ones."""
    frame = load_breast_cancer(as_frame=True)
    sick = (frame.target == 0).astype(int)
    train, test, train_y, test_y = train_test_split(frame.data, sick, test_size=0.3, random_state=11, stratify=sick)
    mlflow.log_input(mlflow.data.from_pandas(test, name="tumours-test"), context="test")
    model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=300)).fit(train, train_y)
    mlflow.log_metric("test_recall", recall_score(test_y, model.predict(test)))


def wine() -> None:
    """Always the commonest cultivar."""
    frame = load_wine(as_frame=True)
    mlflow.log_input(mlflow.data.from_pandas(frame.data, name="wine"), context="validation")
    guesses = cross_val_predict(DummyClassifier(), frame.data, frame.target, cv=10)
    mlflow.log_metric("val_accuracy", accuracy_score(frame.target, guesses))


def diabetes() -> None:
    """A straight line through ten columns."""
    frame = load_diabetes(as_frame=True)
    train, test, train_y, test_y = train_test_split(frame.data, frame.target, test_size=0.3, random_state=5)
    mlflow.log_input(mlflow.data.from_pandas(test, name="diabetes-test"), context="test")
    model = LinearRegression().fit(train, train_y)
    mlflow.log_metric("test_r2", r2_score(test_y, model.predict(test)))


def tumours_in_folds() -> None:
    """The same straight border, ten times, each on another tenth: how much does it depend on who is asked?"""
    frame = load_breast_cancer(as_frame=True)
    folds = StratifiedKFold(10, shuffle=True, random_state=11)
    for number, (train, test) in enumerate(folds.split(frame.data, frame.target)):
        with mlflow.start_run(run_name=f"straight border, fold {number}", nested=True):
            mlflow.log_params({"fold": number, "n_splits": 10})
            model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=300))
            model.fit(frame.data.iloc[train], frame.target.iloc[train])
            score = model.score(frame.data.iloc[test], frame.target.iloc[test])
            mlflow.log_metrics({"val_accuracy": score, "n_train": len(train), "n_test": len(test)})


for table in (digits, tumours, wine, diabetes):
    # One logged model is enough to look at; storing each would take longer than training it.
    mlflow.sklearn.autolog(log_datasets=True, log_models=table is digits, silent=True)
    with mlflow.start_run(run_name=f"{table.__name__}: simplest model"):
        table()

mlflow.sklearn.autolog(disable=True)
with mlflow.start_run(run_name="folds: straight border for tumours"):
    tumours_in_folds()
