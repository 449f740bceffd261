"""`assay reindex`: make the search index anew from what is there."""

import argparse
import time

from assay.cli.backups import check_there_is_data
from assay.cli.parsing import Commands, add
from assay.cli.prepare import check_is_current, set_up_django


def add_to(commands: Commands) -> None:
    add(commands, "reindex", "Make the search index anew; nothing else changes, and work may go on meanwhile.", reindex)


def reindex(_args: argparse.Namespace) -> int:
    """Index everything, removing what is gone."""
    check_there_is_data()
    set_up_django()
    check_is_current()
    from assay.search import stale

    begun = time.monotonic()
    count = stale.reindex()
    print(f"{count} objects are indexed, in {time.monotonic() - begun:.1f} s.")
    return 0
