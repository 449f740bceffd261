"""What webhooks are told of deliverables."""

from django.utils.translation import gettext_lazy as _

from assay.webhooks.catalogue import register_own


def register_announcements() -> None:
    """Let webhooks hear of deliverables."""
    register_own("deliverable.shared", _("A deliverable is shared to be read"), note="")
    register_own("deliverable.changes-asked", _("Changes of a deliverable are asked for"), text="Say why.")
    register_own("deliverable.signed", _("A deliverable is signed"), note="", is_settled=True)
    register_own("deliverable.signature-revoked", _("A signature is taken back"), name="Ada", reason="Wrong data.")
