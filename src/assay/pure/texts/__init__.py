"""Texts that several people write: what differs between two of them, and how two changes of one join."""

from assay.pure.texts.differing import Hunk, Kind, Piece, difference
from assay.pure.texts.merging import merged

__all__ = ["Hunk", "Kind", "Piece", "difference", "merged"]
