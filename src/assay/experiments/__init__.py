"""Experiments: hypothesis, criteria, verdict, outcome, learnings."""
