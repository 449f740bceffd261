"""What webhooks are told of runs, which MLflow itself tells nobody of."""

from django.utils.translation import gettext_lazy as _

from assay.webhooks.catalogue import register_own


def register_announcements() -> None:
    """Let webhooks hear of runs."""
    run = {"run": "0123456789abcdef0123456789abcdef", "number": 12, "name": "swift-heron-12"}
    register_own("run.started", _("A run starts"), **run)
    register_own("run.finished", _("A run ends, well or badly"), **run, status="FINISHED")
