"""The table of runs: what was asked, its columns, its cells, its groups."""

from assay.runs.queries.table.asking import DELETED, Asked, Sorting
from assay.runs.queries.table.cells import Cell
from assay.runs.queries.table.export import exported
from assay.runs.queries.table.grouping import Group, TableRow, can_group
from assay.runs.queries.table.keys import KnownKeys, known_keys
from assay.runs.queries.table.page import RunsTable, columns_of, columns_shown, runs_of_project

__all__ = [
    "DELETED",
    "Asked",
    "Cell",
    "Group",
    "KnownKeys",
    "RunsTable",
    "Sorting",
    "TableRow",
    "can_group",
    "columns_of",
    "columns_shown",
    "exported",
    "known_keys",
    "runs_of_project",
]
