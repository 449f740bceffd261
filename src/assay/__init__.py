"""Assay: project management for machine learning, where every experiment earns a verdict."""

__version__ = "0.1.0"
