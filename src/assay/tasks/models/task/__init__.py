from assay.tasks.models.task.model import Task

__all__ = ["Task"]
