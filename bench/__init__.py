"""Benchmarks: Assay beside a stock MLflow server, in one run, on one machine. See docs/bench.md."""
