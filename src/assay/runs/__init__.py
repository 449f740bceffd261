"""Runs: executions of training code, their params, metrics, artifacts and their link to tasks."""
