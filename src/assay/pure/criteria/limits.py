"""Bounds of the language, so that no text costs more than a moment to read or to evaluate."""

from datetime import timedelta

MAX_CHARACTERS = 300
MAX_DEPTH = 8
MAX_COUNT = 10**12
MAX_WINDOWS = 1000
MAX_ELAPSED = timedelta(days=3650)
