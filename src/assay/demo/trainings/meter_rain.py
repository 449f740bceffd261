"""Does the reader still read behind wet glass? Trained on clean digits, then measured as the service would see them.

Photos from the field are not here yet: blurred and noisy digits stand in for them.
"""

import mlflow
import numpy as np
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

frame = load_digits(as_frame=True)
train, test, train_y, test_y = train_test_split(
    frame.data / 16, frame.target, test_size=0.25, random_state=7, stratify=frame.target
)
model = LogisticRegression(max_iter=300).fit(train.to_numpy(), train_y)


def behind_wet_glass(pixels: np.ndarray) -> np.ndarray:
    """Smear each digit by a pixel and add noise."""
    pictures = pixels.reshape(-1, 8, 8)
    shifts = [(1, 1), (1, 2), (-1, 1)]
    smeared = (pictures + sum(np.roll(pictures, way, axis) for way, axis in shifts)) / 4
    noise = np.random.default_rng(1).normal(0, 0.1, pictures.shape)
    return np.clip((pictures + smeared) / 2 + noise, 0, 1).reshape(len(pixels), 64)


with mlflow.start_run(run_name="clean digits"):
    mlflow.log_params({"C": 1.0, "n_test": len(test)})
    mlflow.log_metric("test_accuracy", model.score(test.to_numpy(), test_y))

with mlflow.start_run(run_name="behind wet glass", tags={"environment": "production"}):
    mlflow.log_params({"C": 1.0, "n_production": len(test)})
    mlflow.log_metric("accuracy", model.score(behind_wet_glass(test.to_numpy()), test_y))
