"""API tokens: a random secret shown once; only its hash is kept."""

import hashlib
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy

from assay.accounts.events import TokenCreated, TokenRevoked
from assay.activity.recording import record
from assay.kit import ids
from assay.kit.clock import now

if TYPE_CHECKING:
    from assay.accounts.models.person import Person

PREFIX = "assay"
# Writing "last used" on each call would make every read a write.
USED_EVERY = timedelta(minutes=5)


class Scope(models.TextChoices):
    WRITE = "write", gettext_lazy("Read and write")
    READ = "read", gettext_lazy("Read only")


class TokenQuerySet(models.QuerySet["Token"]):
    def visible_to(self, person: "Person") -> "TokenQuerySet":
        """Tokens are their owner's alone."""
        return self.filter(person=person)

    def kept(self) -> "TokenQuerySet":
        return self.filter(revoked_at=None)

    def usable(self, *, at: datetime) -> "TokenQuerySet":
        return self.filter(Q(expires_at=None) | Q(expires_at__gt=at), revoked_at=None, person__left_at=None)

    def authenticate(self, secret: str, *, at: datetime | None = None) -> "Token | None":
        """Return the usable token of this secret, with its person and workspace, or None."""
        at = at or now()
        usable = self.usable(at=at).select_related("person__workspace")
        token = usable.filter(digest=digest(secret)).first()
        if token and (token.used_at is None or at - token.used_at > USED_EVERY):
            Token.objects.filter(pk=token.pk).update(used_at=at)
        return token


class Token(models.Model):
    """A key for programs: it acts as its person, with their role, or reads only."""

    person = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80)
    hint = models.CharField(max_length=16)
    digest = models.CharField(max_length=64, unique=True)
    scope = models.CharField(max_length=10, choices=Scope, default=Scope.WRITE)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = TokenQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.name} ({self.hint}…)"

    @classmethod
    @transaction.atomic
    def create_for(
        cls, person: "Person", *, name: str, scope: str = Scope.WRITE, expires_at: datetime | None = None
    ) -> "tuple[Token, str]":
        """Make a token and return it with its secret, which nobody can read again."""
        secret = ids.secret(PREFIX)
        token = cls.objects.create(
            person=person,
            name=name,
            hint=secret[: len(PREFIX) + 5],
            digest=digest(secret),
            scope=scope,
            created_at=now(),
            expires_at=expires_at,
        )
        record(TokenCreated(name=name), on=person, by=person)
        return token, secret

    @property
    def can_write(self) -> bool:
        return self.scope == Scope.WRITE

    @property
    def is_expired(self) -> bool:
        return self.expires_at is not None and self.expires_at <= now()

    @transaction.atomic
    def revoke(self, *, by: "Person") -> None:
        """End the token now; once more changes nothing."""
        if Token.objects.filter(pk=self.pk, revoked_at=None).update(revoked_at=now()):
            record(TokenRevoked(name=self.name), on=self.person, by=by)


def digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
