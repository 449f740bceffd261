"""scikit-learn with autologging: params, training metrics, the model; the test metric is one line more."""

from needs import needs

needs("mlflow", "sklearn")

import mlflow
from sklearn.datasets import load_breast_cancer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

mlflow.sklearn.autolog()
X_train, X_test, y_train, y_test = train_test_split(*load_breast_cancer(return_X_y=True), random_state=7)
with mlflow.start_run():
    model = make_pipeline(StandardScaler(), LogisticRegression(C=0.5)).fit(X_train, y_train)
    mlflow.log_metric("test_f1", f1_score(y_test, model.predict(X_test)))
