"""Figures of flow from the items of work: no query, no clock, no language."""
