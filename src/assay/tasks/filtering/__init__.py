"""What a filter of tasks means: names become rows, days become moments, and all of it one condition of a query."""

from assay.tasks.filtering.task_filter import Problem, TaskFilter

__all__ = ["Problem", "TaskFilter"]
