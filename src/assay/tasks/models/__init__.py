from assay.tasks.models.comment import Comment
from assay.tasks.models.task import Task

__all__ = ["Comment", "Task"]
