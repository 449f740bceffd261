"""Registered models: names, versions, aliases and tags, with their lineage."""
