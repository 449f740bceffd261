from assay.githooks.models.delivery import GitDelivery
from assay.githooks.models.hook import GitHook, Host, TooManyHooks

__all__ = ["GitDelivery", "GitHook", "Host", "TooManyHooks"]
