from assay.tasks.models.attachment import Attachment
from assay.tasks.models.board_choice import BoardChoice
from assay.tasks.models.board_view import BoardView
from assay.tasks.models.check import ChecklistItem
from assay.tasks.models.comment import Comment
from assay.tasks.models.handoff import Handoff
from assay.tasks.models.kind_template import KindTemplate
from assay.tasks.models.link import LinkKind, TaskLink
from assay.tasks.models.task import Task

__all__ = [
    "Attachment",
    "BoardChoice",
    "BoardView",
    "ChecklistItem",
    "Comment",
    "Handoff",
    "KindTemplate",
    "LinkKind",
    "Task",
    "TaskLink",
]
