"""Ask before something is stored."""

import sys

from assay.cli.parsing import CannotDo


def is_wanted() -> bool:
    """Ask whoever sits at the terminal. Raises `CannotDo` where nobody does."""
    if not sys.stdin.isatty():
        raise CannotDo("Look at the columns above, then run this again with --yes (and --column where one is wrong).")
    return input("Store them? [y/N] ").strip().lower() in {"y", "yes"}
