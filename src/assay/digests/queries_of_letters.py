"""What the pages of letters read."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.conf import settings

from assay.accounts.models import Person
from assay.digests.models import Letter, Subscription, TrialLetter
from assay.kit.clock import now
from assay.kit.mail import has_mail, leads_nowhere
from assay.kit.models import WorkerBeat
from assay.projects.models import Project

SHOWN_FOR, MOST_SHOWN = timedelta(days=42), 200
TRIAL_SHOWN_FOR = timedelta(days=1)


@dataclass(frozen=True)
class MailSet:
    """How mail is set up: whether there is a server, and whether what letters lead to opens anywhere else."""

    has_server: bool = field(default_factory=has_mail)
    leads_nowhere: bool = field(default_factory=leads_nowhere)
    url: str = field(default_factory=lambda: str(settings.BASE_URL))


@dataclass(frozen=True)
class Trial:
    """The letter that somebody sent themselves. `has_worker`: somebody is there to take it up."""

    letter: TrialLetter
    address: str
    has_worker: bool


def letters_of(owner: Person) -> list[Letter]:
    """Return the letters of the last six weeks, the newest first."""
    lately = Letter.objects.visible_to(owner).filter(made_at__gte=now() - SHOWN_FOR)
    return list(lately.with_reader().order_by("-made_at", "-pk")[:MOST_SHOWN])


def trial_of(person: Person) -> Trial | None:
    """Return the letter that somebody sent themselves within the last day."""
    lately = TrialLetter.objects.visible_to(person).filter(asked_at__gt=now() - TRIAL_SHOWN_FOR)
    letter = lately.first()
    if letter is None:
        return None
    has_worker = not letter.is_waiting or WorkerBeat.alive(at=now()) > 0
    return Trial(letter, Subscription.of(person).address, has_worker)


def followers_of(project: Project) -> list[str]:
    """Return the names of the stakeholders who get the digest of the project by mail."""
    wanted = Subscription.objects.wanted().filter(stakeholder__project=project, stakeholder__removed_at=None)
    return list(wanted.order_by("stakeholder__name").values_list("stakeholder__name", flat=True))
