"""What letters say: that of a week to its reader, and one that somebody asked for at once."""

from email.message import EmailMessage

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from assay.accounts.models import Person
from assay.digests.digest import Digest
from assay.digests.envelope import Envelope, host_of_letters, letter_in
from assay.digests.markdown import address_of
from assay.digests.models import Covers, Letter, Subscription, TrialLetter
from assay.digests.outside import way_in
from assay.digests.plain import plain_digest_of
from assay.digests.queries import digest_of_projects, followed_by, projects_of
from assay.digests.weeks import Span, zone_of, zone_of_person


def message_of(letter: Letter) -> EmailMessage | None:
    """Return the whole message; None when there is nothing to tell, or nobody to tell it."""
    subscription = letter.subscription
    if subscription.day is None or not subscription.address:
        return None
    person = subscription.person
    with timezone.override(zone_of_person(person) if person else zone_of(subscription.workspace)):
        digest = digest_for(letter)
        return None if digest is None or digest.is_quiet else letter_in(_envelope(letter), digest)


def trial_message_of(trial: TrialLetter) -> EmailMessage:
    """Return the letter that somebody would get now, also of a quiet week. The caller saw that it has an address."""
    subscription = Subscription.of(trial.person)
    zone = zone_of_person(trial.person)
    with timezone.override(zone):
        digest = _digest_of_person(subscription, trial.span_in(zone), trial.person)
        return letter_in(_trial_envelope(trial, subscription), digest)


def digest_for(letter: Letter) -> Digest | None:
    """Return what the letter tells its reader; None for a stakeholder whose link opens nothing any more."""
    subscription = letter.subscription
    if subscription.person is not None:
        return _digest_of_person(subscription, letter.span, subscription.person)
    address = way_in(subscription)
    who = subscription.stakeholder
    return plain_digest_of(subscription.project, letter.span, stakeholder=who, url=address) if address else None


def ending_address(subscription: Subscription) -> str:
    """Return the address that ends the letters without signing in."""
    return address_of(reverse("digests:ending", args=[subscription.token]))


def _digest_of_person(subscription: Subscription, span: Span, person: Person) -> Digest:
    workspace = person.workspace
    projects = projects_of(person) if subscription.covers == Covers.ALL else followed_by(person)
    return digest_of_projects(projects, span, reader=person, title=workspace.name, zone=zone_of(workspace))


def _envelope(letter: Letter) -> Envelope:
    subscription = letter.subscription
    ending = ending_address(subscription)
    return Envelope(
        name=subscription.name,
        address=subscription.address,
        mark=f"{letter.pk}.{subscription.stamp[:12]}",
        closing=_("You get this once a week."),
        way=ending,
        way_says=_("No more of these letters"),
        headers={
            "List-Unsubscribe": f"<{ending}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "List-Id": f"<digest.{host_of_letters()}>",
        },
    )


def _trial_envelope(trial: TrialLetter, subscription: Subscription) -> Envelope:
    return Envelope(
        name=subscription.name,
        address=subscription.address,
        mark=f"now.{trial.pk}.{trial.asked_at:%Y%m%d%H%M%S}",
        closing=_("You sent this to yourself; the letter of the week comes as well."),
        way=address_of(reverse("digests:choices")),
        way_says=_("Which letters you get"),
    )
