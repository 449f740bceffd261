"""People of every role, doors, invitations, absences, second factors."""

from datetime import date, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client
from django.utils import timezone
from tests.browser.world.places import BACKEND, LONG_WORD, World
from tests.sweep.passkeys import passkey_data

from assay.accounts.models import Absence, Holiday, Invitation, Person, Token, User, Workspace
from assay.accounts.security.new_password import make_password_link
from assay.activity.models import Event
from assay.webhooks.models import Delivery, Settings, Webhook


def join(workspace: Workspace, name: str, role: str, **more: Any) -> Person:
    email = f"{name.split(maxsplit=1)[0].lower()}@{workspace.pk}.example"
    user = User.objects.create_user(email, f"{name}, a long password")
    return Person.join(workspace, name=name, role=role, user=user, **more)


def session(person: Person) -> str:
    client = Client()
    assert person.user is not None
    client.force_login(person.user, backend=BACKEND)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def add_doors(world: World, ada: Person, ben: Person, new: Person) -> None:
    Token.create_for(ada, name=f"Laptop {LONG_WORD}"[:80])
    Token.create_for(ada, name="CI", scope="read", expires_at=timezone.now() - timedelta(days=1))
    world.places["welcome of a newcomer"] = f"/welcome/{ben.make_link(by=ada)}"
    owner = Person.join(Workspace.objects.create(name="First start"), name="", role="owner")
    world.places["welcome of the first owner"] = f"/welcome/{owner.make_link(by=None)}"
    world.places["person"] = f"/people/{ben.pk}"
    world.places["new password"] = f"/welcome/{make_password_link(ben, by=ada)}"
    _second_factors(ada)


def add_webhooks(world: World, ada: Person) -> None:
    """One that works, one that switched itself off, and a log with every outcome."""
    address, events = "https://chat.example.org/hooks/0123456789abcdef", ["stop.fired", "verdict.changed"]
    works = Webhook.create(Settings("chat", address, events, description=f"Says {LONG_WORD}", secret="hush"), by=ada)
    gone = Webhook.create(Settings("a-build-server-of-long-ago", address + "/" + "x" * 80, events), by=ada)
    event = Event.objects.filter(workspace=ada.workspace)[0]
    at = timezone.now()
    Delivery.write(works, "verdict.changed", event=event).arrived(200, "ok", at=at)
    Delivery.write(works, "stop.fired", event=event).failed(503, f"<p>{LONG_WORD}</p>", at=at)
    Delivery.write(works, "stop.fired", event=None).failed(None, "chat.example.org did not answer in time.", at=at)
    gone.stop("Nothing arrived for over an hour, in 12 tries.")
    world.places["webhook"] = f"/workspace/webhooks/{works.uid}"
    world.places["webhook that is off"] = f"/workspace/webhooks/{gone.uid}"


def add_people(world: World, ada: Person, ben: Person, gone: Person) -> None:
    """Invitations in every state, absences and holidays."""
    _open, secret = Invitation.make(name=f"Max {LONG_WORD}", role="member", by=ada)
    _bound, bound = Invitation.make(name="Bo", email=f"bo@{'long' * 12}.example", role="guest", by=ada)
    Invitation.make(name="Too late", role="lead", by=ada, at=timezone.now() - timedelta(days=30))
    today = timezone.now().date()
    away = Absence.enter(ben, first_on=today, last_on=today + timedelta(days=2), note=f"Skiing, {LONG_WORD}", by=ben)
    Absence.enter(ada, first_on=today + timedelta(days=9), last_on=today + timedelta(days=9), by=ada)
    ben.edit(name=ben.name, discipline="devops", hue=3, time_zone="Europe/Lisbon", working_days=[1, 3, 5])
    Holiday.add({date(2026, 12, 25): f"Christmas {LONG_WORD}"[:80], date(2027, 1, 1): "New Year"}, by=ada)
    world.places |= {
        "somebody who left": f"/people/{gone.pk}",
        "leaving": f"/people/{ben.pk}/removal",
        "leaving oneself": f"/people/{ben.pk}/removal",
        "absences of somebody": f"/people/{ben.pk}/absences",
        "absence": f"/absences/{away.pk}",
        "join, new here": f"/join/{secret}",
        "join, signed in": f"/join/{secret}",
        "join, another address": f"/join/{bound}",
    }


def _second_factors(person: Person) -> None:
    """Everything the Security page can list."""
    user = person.user
    assert user is not None
    TOTP.activate(user, generate_totp_secret())
    RecoveryCodes.activate(user)
    kind = Authenticator.Type.WEBAUTHN
    for name in ("My phone", LONG_WORD[:80]):
        Authenticator.objects.create(user_id=user.pk, type=kind, data=passkey_data(name), last_used_at=timezone.now())
    agent = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1"
    store = SessionStore()
    store.create()
    UserSession.objects.create(user_id=user.pk, ip="2001:db8::7", user_agent=agent, session_key=store.session_key)
