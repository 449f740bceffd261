"""What webhooks are told of projects."""

from django.utils.translation import gettext_lazy as _

from assay.webhooks.catalogue import register_own


def register_announcements() -> None:
    """Let webhooks hear of the ends of phases."""
    register_own("phase.declared-done", _("A phase is declared done"), name="Modeling", denied=[], owed=[], reason="")
    register_own("phase.reopened", _("A phase is re-opened"), name="Modeling", reason="The data changed.")
