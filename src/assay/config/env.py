"""Read settings from environment variables."""

import os


def text(name: str, default: str) -> str:
    return os.environ.get(name, default)


def flag(name: str, *, default: bool) -> bool:
    return os.environ.get(name, "yes" if default else "no").strip().lower() in {"1", "yes", "true", "on"}


def words(name: str, default: str) -> list[str]:
    return text(name, default).replace(",", " ").split()
