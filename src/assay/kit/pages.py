"""Addresses of pages, outside of requests, and where one page names hundreds."""

from functools import lru_cache

from django.urls import get_resolver, reverse


def load_addresses() -> None:
    """Load the pages of all domains, as the first `reverse` of a process would.

    It takes a second or more on a busy machine. Whoever is about to open a transaction calls it before: inside of one
    nobody else could write to SQLite meanwhile. Twice is once.
    """
    _ = get_resolver().app_dict


@lru_cache(maxsize=20_000)
def address_of(name: str, *args: str | int) -> str:
    """Return the address of a page, remembered: making one takes a twentieth of a millisecond."""
    return reverse(name, args=args)
