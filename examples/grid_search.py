"""A grid search with autologging: one run for the search, and nested below it one for each of its best candidates."""

from needs import needs

needs("mlflow", "sklearn")

import mlflow
from sklearn.datasets import load_wine
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import f1_score
from sklearn.model_selection import GridSearchCV, train_test_split

mlflow.sklearn.autolog(max_tuning_runs=4, log_models=False)
X_train, X_test, y_train, y_test = train_test_split(*load_wine(return_X_y=True), random_state=7)
with mlflow.start_run():
    grid = {"max_depth": [2, 4], "n_estimators": [10, 30]}
    search = GridSearchCV(RandomForestClassifier(random_state=7), grid, cv=3).fit(X_train, y_train)
    mlflow.log_metric("test_f1", f1_score(y_test, search.predict(X_test), average="macro"))
