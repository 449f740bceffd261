"""What the pages and the API of tasks read."""

from assay.tasks.queries.board import Board, Cell, Lane, board
from assay.tasks.queries.cards import Card
from assay.tasks.queries.look import LaneKind, Look
from assay.tasks.queries.scope import Scope
from assay.tasks.queries.task_page import TaskPage, task_page
from assay.tasks.taking import may_take

__all__ = [
    "Board",
    "Card",
    "Cell",
    "Lane",
    "LaneKind",
    "Look",
    "Scope",
    "TaskPage",
    "board",
    "may_take",
    "task_page",
]
