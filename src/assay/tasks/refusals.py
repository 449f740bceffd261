"""What the verbs of a task refuse, and how pages and the API answer it."""

from assay.rest.errors import Known, register_errors
from assay.tasks.dropping import MovedMeanwhile
from assay.tasks.gates import GateClosed
from assay.tasks.models.board_view import TooManyViews, ViewNameTaken
from assay.tasks.models.handoff import HandoffRefused, NotForYou
from assay.tasks.models.kind_template import TemplateTaken, TooManyTemplates
from assay.tasks.models.task.blocking import CannotBlock
from assay.tasks.models.task.choosing import GIVE
from assay.tasks.models.task.creating import NotOfThisProject, TooLong
from assay.tasks.models.task.holding import PutAway
from assay.tasks.models.task.limits import ColumnFull
from assay.tasks.models.task.linking import LinkRefused
from assay.tasks.models.task.listing import TooMany
from assay.tasks.models.task.moving import AlreadyInProgress, ReasonMissing, WrongBoard
from assay.tasks.models.task.splitting import SplitRefused
from assay.tasks.undoing import Gone, NothingToUndo, Overtaken, TooLate

KNOWN: dict[type[Exception], Known] = {
    TooLong: (422, "invalid", "estimate_days"),
    NotOfThisProject: (422, "invalid", ""),
    WrongBoard: (422, "invalid", "column"),
    ReasonMissing: (422, "invalid", "reason"),
    CannotBlock: (422, "invalid", "reason"),
    LinkRefused: (422, "invalid", "other"),
    SplitRefused: (422, "invalid", "parts"),
    TemplateTaken: (409, "name-taken", "name"),
    TooManyTemplates: (409, "too-many", ""),
    TooMany: (422, "invalid", ""),
    NotForYou: (403, "not-for-you", ""),
    HandoffRefused: (409, "handoff-refused", ""),
    GateClosed: (422, "gate-closed", ""),
    AlreadyInProgress: (409, "already-in-progress", ""),
    ColumnFull: (409, "column-full", ""),
    TooManyViews: (422, "invalid", ""),
    ViewNameTaken: (422, "invalid", "name"),
    PutAway: (409, "put-away", ""),
    MovedMeanwhile: (409, "moved-meanwhile", ""),
    Overtaken: (409, "overtaken", ""),
    TooLate: (409, "too-late", ""),
    Gone: (409, "gone", ""),
    NothingToUndo: (409, "nothing-to-undo", ""),
}


def fields_of(error: Exception) -> dict[str, list[str]]:
    """Return what programs are told beside the message: what is in the way, and which answers there are."""
    if isinstance(error, AlreadyInProgress):
        return {"others": [other.key for other in error.others], "ways": [*error.ways, GIVE]}
    if isinstance(error, ColumnFull):
        return {"count": [str(error.count)], "limit": [str(error.column.limit)], "ways": ["over"] * error.may_go_over}
    return {"missing": list(error.missing)} if isinstance(error, GateClosed) else {}


def register_refusals() -> None:
    register_errors(KNOWN)


def status_of(error: Exception) -> int:
    return KNOWN[type(error)][0]
