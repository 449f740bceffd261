"""What webhooks are told of tasks."""

from django.utils.translation import gettext_lazy as _

from assay.webhooks.catalogue import register_own


def register_announcements() -> None:
    """Let webhooks hear of tasks."""
    register_own("task.created", _("A task is made"))
    register_own("task.moved", _("A task moves on the board"), column="In progress")
