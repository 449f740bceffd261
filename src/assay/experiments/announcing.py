"""What webhooks are told of experiments."""

from django.utils.translation import gettext_lazy as _

from assay.webhooks.catalogue import register_own


def register_announcements() -> None:
    """Let webhooks hear of experiments."""
    register_own("experiment.started", _("An experiment starts"))
    register_own("verdict.changed", _("A verdict changes"), state="met", n_met=2, n_criteria=2)
    register_own("stop.fired", _("A stop condition fires"), text="val_loss diverges", run=12, then="check the data")
    register_own("experiment.concluded", _("An experiment is concluded"), outcome="success", kept="keep")
