"""Bring all that a source has, as the worker would."""

from assay.importers.models import Source
from assay.importers.sync.passes import advance


def bring(source: Source, *, whole: bool = False) -> Source:
    """Bring all there is, and let `source` be as it is then."""
    source.refresh_from_db()
    source.ask(whole=whole)
    while not advance(source, seconds=60):
        pass
    source.refresh_from_db()
    return source
