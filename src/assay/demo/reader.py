"""The way in for the sample's stakeholder, who has no account."""

from assay.demo.chores import project_of
from assay.demo.first_models import FIRST_MODELS
from assay.demo.touches import Team
from assay.projects.models import Stakeholder
from assay.sharing.models import ShareLink, Wish
from assay.sharing.things import VIEW, CannotShare, Name


def share_with_reader(team: Team) -> str:
    """Return a fresh secret of the link to the first project's state; nothing when its stakeholder is gone.

    Whoever starts the sample again gets a new one, and the one before stops working.
    """
    project = project_of(team, FIRST_MODELS)
    reader = Stakeholder.objects.present().filter(project=project).select_related("project").first()
    if reader is None:
        return ""
    try:
        _link, secret = ShareLink.make(reader, Wish([Name(VIEW, str(project.pk))]), by=team["ana"])
    except CannotShare:
        return ""
    return secret
