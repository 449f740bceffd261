"""The same requests to a stock MLflow server and to ours, and where their answers differ: `./run parity`.

Not a part of `./run test`, as it needs the peer. What it found stands as ordinary tests in `assay/mlflow/tests`.
"""
