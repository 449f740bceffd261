"""The pages of tasks."""

from assay.tasks.views.blocking import blockage, blockage_removal
from assay.tasks.views.board import board, board_cell, cell_everywhere, everywhere, lanes, lanes_everywhere
from assay.tasks.views.board_views import (
    board_view,
    board_view_default,
    board_view_removal,
    board_views,
    board_views_everywhere,
)
from assay.tasks.views.bulk import selected, selected_undo
from assay.tasks.views.commenting import comment, comment_removal, comments
from assay.tasks.views.files import attachment, attachment_removal, attachments
from assay.tasks.views.handoffs import (
    acceptance,
    hand_over,
    handoff,
    handoffs,
    offer,
    question,
    reply,
    withdrawal,
)
from assay.tasks.views.in_progress import in_progress
from assay.tasks.views.listing import (
    filter_offers,
    filter_offers_everywhere,
    task_table,
    task_table_everywhere,
    tasks_as_csv,
    tasks_as_csv_everywhere,
)
from assay.tasks.views.moving import assignee, column, move
from assay.tasks.views.parts import check, checklist, link_removal, linkable, links, parts
from assay.tasks.views.phase import phase
from assay.tasks.views.shelf import copies, kind, shelf, trash
from assay.tasks.views.splitting import split
from assay.tasks.views.task import beside, changes, live, task
from assay.tasks.views.templates import new_template, template, template_removal, templates
from assay.tasks.views.undoing import undo_events, undo_last
from assay.tasks.views.writing import edit, new

__all__ = [
    "acceptance",
    "assignee",
    "attachment",
    "attachment_removal",
    "attachments",
    "beside",
    "blockage",
    "blockage_removal",
    "board",
    "board_cell",
    "board_view",
    "board_view_default",
    "board_view_removal",
    "board_views",
    "board_views_everywhere",
    "cell_everywhere",
    "changes",
    "check",
    "checklist",
    "column",
    "comment",
    "comment_removal",
    "comments",
    "copies",
    "edit",
    "everywhere",
    "filter_offers",
    "filter_offers_everywhere",
    "hand_over",
    "handoff",
    "handoffs",
    "in_progress",
    "kind",
    "lanes",
    "lanes_everywhere",
    "link_removal",
    "linkable",
    "links",
    "live",
    "move",
    "new",
    "new_template",
    "offer",
    "parts",
    "phase",
    "question",
    "reply",
    "selected",
    "selected_undo",
    "shelf",
    "split",
    "task",
    "task_table",
    "task_table_everywhere",
    "tasks_as_csv",
    "tasks_as_csv_everywhere",
    "template",
    "template_removal",
    "templates",
    "trash",
    "undo_events",
    "undo_last",
    "withdrawal",
]
