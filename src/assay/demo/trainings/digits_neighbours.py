"""How many neighbours shall vote? Twelve settings on one split; the best then meets digits nobody has looked at."""

import mlflow
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split
from sklearn.neighbors import KNeighborsClassifier

frame = load_digits(as_frame=True)
rest, test, rest_y, test_y = train_test_split(
    frame.data, frame.target, test_size=0.25, random_state=7, stratify=frame.target
)
train, fresh, train_y, fresh_y = train_test_split(rest, rest_y, test_size=0.3, random_state=1, stratify=rest_y)
best, winner, winning_run = 0.0, None, ""

for neighbours in (1, 2, 3, 4, 5, 7):
    for weights in ("uniform", "distance"):
        with mlflow.start_run(run_name=f"{neighbours} neighbours, {weights}") as run:
            mlflow.log_params({"n_neighbors": neighbours, "weights": weights})
            model = KNeighborsClassifier(neighbours, weights=weights).fit(train, train_y)
            score = model.score(test, test_y)
            mlflow.log_metric("test_accuracy", score)
        if score > best:
            best, winner, winning_run = score, model, run.info.run_id

if winner is not None:
    with mlflow.start_run(run_id=winning_run):
        mlflow.log_metrics({"holdout_accuracy": winner.score(fresh, fresh_y), "n_holdout": len(fresh)})
