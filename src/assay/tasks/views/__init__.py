"""The pages of tasks."""

from assay.tasks.views.board import board, board_cell
from assay.tasks.views.moving import assignee, column, move
from assay.tasks.views.task import comments, live, task
from assay.tasks.views.writing import edit, new

__all__ = ["assignee", "board", "board_cell", "column", "comments", "edit", "live", "move", "new", "task"]
