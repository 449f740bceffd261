"""Taking changes of tasks back: the inverse of an event is a change like any other, with the same rules and gates."""

from assay.tasks.undoing.overtaking import Overtaken, TooLate, undoable
from assay.tasks.undoing.picking import NothingToUndo, last_changes, last_changes_of, last_of
from assay.tasks.undoing.undo import Gone, others_in, undo

__all__ = [
    "Gone",
    "NothingToUndo",
    "Overtaken",
    "TooLate",
    "last_changes",
    "last_changes_of",
    "last_of",
    "others_in",
    "undo",
    "undoable",
]
