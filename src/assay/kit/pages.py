"""Addresses of pages, outside of requests."""

from django.urls import get_resolver


def load_addresses() -> None:
    """Load the pages of all domains, as the first `reverse` of a process would.

    It takes a second or more on a busy machine. Whoever is about to open a transaction calls it before: inside of one
    nobody else could write to SQLite meanwhile. Twice is once.
    """
    _ = get_resolver().app_dict
