"""Why somebody gets a notice. Each can be switched off by everybody for themselves."""

from django.db import models
from django.utils.translation import gettext_lazy


class Reason(models.TextChoices):
    """In the order of weight: who has two reasons for one event is told of the first.

    The labels are the choices on the page of one's own notices.
    """

    MENTIONED = "mentioned", gettext_lazy("Somebody mentions you")
    HANDED_OVER = "handed-over", gettext_lazy("Somebody's task is given to you")
    ASSIGNED = "assigned", gettext_lazy("A task is given to you")
    OFFERED = "offered", gettext_lazy("A task is handed over to you or your discipline, to accept or ask back")
    ANSWERED = "answered", gettext_lazy("Your hand-off is asked back, answered, accepted or withdrawn")
    UNANSWERED = "unanswered", gettext_lazy("A hand-off of yours, or of a project you lead, waits for two working days")
    ASKED = "asked", gettext_lazy("You are asked to read and sign a deliverable, or to review it")
    FEEDBACK = "feedback", gettext_lazy("A deliverable you are responsible for is commented, approved or signed")
    INVITED = "invited", gettext_lazy("You are named on a project")
    STOPPED = "stopped", gettext_lazy("A stop condition fires, or a run is asked to stop or falls silent")
    UNDELIVERED = "undelivered", gettext_lazy("A letter to somebody of your workspace cannot be delivered")
    DECIDE = "decide", gettext_lazy("A timebox ends in what you watch: time to decide")
    OVERRAN = "overran", gettext_lazy("A task you have or watch outlives its estimate")
    VERDICT = "verdict", gettext_lazy("A verdict changes in what you watch")
    SETTLED = "settled", gettext_lazy("A plan is agreed or a decision recorded in a project you watch")
    SHARED = "shared", gettext_lazy("A deliverable is shared in what you watch")
    FINISHED = "finished", gettext_lazy("Something you watch is finished")
    COMMENTED = "commented", gettext_lazy("Somebody comments on what you watch")


# Said to one person, not to all who watch.
PERSONAL = (
    *(Reason.MENTIONED, Reason.HANDED_OVER, Reason.ASSIGNED),
    *(Reason.OFFERED, Reason.ANSWERED, Reason.UNANSWERED, Reason.ASKED, Reason.FEEDBACK, Reason.INVITED),
    Reason.UNDELIVERED,
)
# Whoever is told for one of these has a part in the object and watches it from then on.
TAKING_PART = (Reason.MENTIONED, Reason.HANDED_OVER, Reason.ASSIGNED)
WEIGHT = {reason.value: place for place, reason in enumerate(Reason)}
