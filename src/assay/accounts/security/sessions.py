"""Where somebody is signed in, and how that ends."""

from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction

from assay.accounts.models import Person, User
from assay.accounts.security.browsers import browser_name
from assay.accounts.security.events import SessionsEnded
from assay.activity.recording import record
from assay.kit.addresses import UNKNOWN
from assay.kit.clock import now
from assay.kit.jobs import job


@dataclass(frozen=True)
class SignedIn:
    """One browser in which somebody is signed in."""

    pk: int
    browser: str
    address: str
    since: datetime
    is_this_one: bool


def sessions_of(user: User, *, current: str | None) -> list[SignedIn]:
    """Return where `user` is signed in, the browser of session key `current` first, then the newest."""
    rows = UserSession.objects.filter(user_id=user.pk, session_key__in=_alive()).order_by("-created_at", "-pk")
    found = [_signed_in(row, current) for row in rows]
    return sorted(found, key=lambda one: not one.is_this_one)


@transaction.atomic
def end_session(user: User, pk: int, *, by: Person) -> bool:
    """Sign `user` out where session `pk` is; False when they have no such session."""
    ended = _end(UserSession.objects.filter(user_id=user.pk, pk=pk).values_list("session_key", flat=True))
    if ended:
        record(SessionsEnded(count=ended), on=by, by=by)
    return bool(ended)


@transaction.atomic
def end_other_sessions(user: User, *, keep: str | None, by: Person) -> int:
    """Sign `user` out everywhere but in the session of key `keep`; return how many ended."""
    others = UserSession.objects.filter(user_id=user.pk, session_key__in=_alive()).exclude(session_key=keep)
    ended = _end(others.values_list("session_key", flat=True))
    if ended:
        record(SessionsEnded(count=ended), on=by, by=by)
    return ended


def end_all_sessions(user: User) -> None:
    """Sign `user` out everywhere."""
    _end(UserSession.objects.filter(user_id=user.pk).values_list("session_key", flat=True))


@job(every_minutes=60)
def sweep_sessions() -> None:
    """Delete what is left of sessions whose time is over."""
    Session.objects.filter(expire_date__lt=now()).delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()


def _end(keys: "object") -> int:
    found = list(keys)  # type: ignore[call-overload]
    Session.objects.filter(session_key__in=found).delete()
    UserSession.objects.filter(session_key__in=found).delete()
    return len(found)


def _alive() -> object:
    return Session.objects.filter(expire_date__gt=now()).values("session_key")


def _signed_in(row: UserSession, current: str | None) -> SignedIn:
    return SignedIn(
        pk=row.pk,
        browser=browser_name(row.user_agent),
        address="" if row.ip == UNKNOWN else row.ip,
        since=row.created_at,
        is_this_one=row.session_key == current,
    )
