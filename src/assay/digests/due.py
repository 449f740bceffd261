"""Whose letter is due: on the weekday they chose, from seven in the morning where they are."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from assay.accounts.models import Person
from assay.digests.models import Letter, Subscription
from assay.digests.models.letter import TRIED_FOR
from assay.digests.weeks import A_DAY, A_WEEK, zone_of, zone_of_person

HOUR = time(7)
LONGEST = timedelta(days=14)


def due_moment(subscription: Subscription, at: datetime) -> datetime | None:
    """Return when this week's letter leaves; None for who wants none, or has nowhere to get it."""
    if subscription.day is None or not subscription.address:
        return None
    person = subscription.person
    zone = zone_of_person(person) if person else zone_of(subscription.workspace)
    today = at.astimezone(zone).date()
    day = today + timedelta(days=subscription.day - today.isoweekday())
    return datetime.combine(day, HOUR, zone)


def is_due(subscription: Subscription, at: datetime) -> bool:
    """Whether the moment has come and is not long past; who chose the day later waits for the next one."""
    moment = due_moment(subscription, at)
    return moment is not None and moment <= at and _can_leave(subscription, moment, at)


def next_day(subscription: Subscription, at: datetime) -> date | None:
    """Return on which day, where the reader is, the next letter leaves; None for who gets none."""
    first = due_moment(subscription, at)
    if first is None:
        return None
    lately = Letter.objects.filter(subscription_id=subscription.pk, made_at__gte=at - LONGEST)
    written = set(lately.values_list("week", flat=True))
    for moment in (first, first + A_WEEK, first + 2 * A_WEEK):
        if _can_leave(subscription, moment, at) and week_of_letter(subscription, moment) not in written:
            return max(moment, at.astimezone(moment.tzinfo)).date()
    return None


def _can_leave(subscription: Subscription, moment: datetime, at: datetime) -> bool:
    return at < moment + TRIED_FOR and subscription.changed_at < moment


def due(at: datetime) -> list[Subscription]:
    """Return whose letter is due and not written yet."""
    lately = Letter.objects.filter(made_at__gte=at - LONGEST)
    written = set(lately.values_list("subscription_id", "week"))
    return [one for one in _subscriptions() if is_due(one, at) and (one.pk, week_of_letter(one, at)) not in written]


def week_of_letter(subscription: Subscription, at: datetime) -> str:
    """Return the ISO week, where the reader is, in which the letter leaves."""
    moment = due_moment(subscription, at) or at
    year, number, _day = moment.isocalendar()
    return f"{year:04d}-W{number:02d}"


def _subscriptions() -> Iterator[Subscription]:
    """Everybody who may want letters; who never chose comes with what is usual."""
    kept = Subscription.objects.wanted().select_related(
        "person__workspace", "person__user", "stakeholder__project__workspace"
    )
    yield from kept
    chose = Subscription.objects.exclude(person=None).values("person")
    others = Person.objects.present().exclude(user=None).exclude(pk__in=chose)
    for person in others.select_related("workspace", "user"):
        yield Subscription.usual(person)


def write(subscription: Subscription, at: datetime) -> Letter | None:
    """Write the row of the letter that is due; None when it stands already. Call it in a transaction."""
    moment = due_moment(subscription, at)
    if moment is None:
        return None
    if subscription._state.adding:
        facts = {name: getattr(subscription, name) for name in ("day", "covers", "stamp", "changed_at")}
        subscription, _is_new = Subscription.objects.get_or_create(person=subscription.person, defaults=facts)
    last = moment.date() - A_DAY
    week = week_of_letter(subscription, at)
    return Letter.write(subscription, week, first=_first(subscription, last), last=last)


def _first(subscription: Subscription, last: date) -> date:
    """Return the first day to tell of: the one after the last letter, a week back without one, never long ago."""
    before = Letter.objects.filter(subscription=subscription, last__lt=last).order_by("-last").first()
    usual, earliest = last - timedelta(days=6), last - LONGEST + A_DAY
    return usual if before is None else max(min(before.last + A_DAY, usual), earliest)
