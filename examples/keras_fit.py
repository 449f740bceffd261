"""Keras with autologging, on whichever backend is installed: the losses of each epoch and the model's summary."""

from needs import has, needs, rounds

needs("mlflow", "sklearn", "keras")

import os

backend = next((name for name in ("torch", "jax", "tensorflow") if has(name)), "torch")
needs(backend)
os.environ.setdefault("KERAS_BACKEND", backend)

import keras
import mlflow
from sklearn.datasets import load_digits

callbacks = []
if has("assay_client"):
    from assay_client.keras import StopCallback

    callbacks.append(StopCallback())

keras.utils.set_random_seed(7)
images, labels = load_digits(return_X_y=True)
model = keras.Sequential([keras.Input((64,)), keras.layers.Dense(32, "relu"), keras.layers.Dense(10, "softmax")])
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
mlflow.keras.autolog(log_models=False)
with mlflow.start_run():
    split = {"batch_size": 128, "validation_split": 0.2}
    model.fit(images / 16, labels, epochs=rounds(5), callbacks=callbacks, verbose=0, **split)
