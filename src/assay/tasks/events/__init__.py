"""What can happen to a task and to what hangs on it. Importing the package registers all of it."""

from assay.tasks.events import comments, handoffs, parts, rules, shelves, splits, tasks, templates

__all__ = ["comments", "handoffs", "parts", "rules", "shelves", "splits", "tasks", "templates"]
