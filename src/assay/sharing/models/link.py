"""A share link: opens named things of one project to one named person outside. Only a digest of its secret is kept."""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from assay.activity.recording import record, touch
from assay.kit import ids
from assay.kit.clock import now
from assay.projects.models import Project, Stakeholder
from assay.projects.queries import told_metrics
from assay.sharing.events import ShareLinkMade, ShareLinkRenewed, ShareLinkRevoked
from assay.sharing.models.announcing import announce
from assay.sharing.models.opened import Opened
from assay.sharing.models.visiting import Visiting
from assay.sharing.models.wish import USUAL_DAYS, Wish
from assay.sharing.things import CannotShare, Name, named

if TYPE_CHECKING:
    from assay.accounts.models import Person

PREFIX = "share"
MOST_DAYS = 730
MOST_REASON = 200


class ShareLinkQuerySet(models.QuerySet["ShareLink"]):
    def visible_to(self, person: "Person") -> "ShareLinkQuerySet":
        """Those of projects in which the person may share; nobody else learns of links."""
        if not person.can_write:
            return self.none()
        mine = self.filter(project__in=Project.objects.visible_to(person))
        return mine if person.leads_workspace else mine.filter(project__lead=person)

    def kept(self) -> "ShareLinkQuerySet":
        return self.filter(revoked_at=None)

    def newest_first(self) -> "ShareLinkQuerySet":
        return self.order_by("-pk")

    def of_secret(self, secret: str) -> "ShareLink | None":
        """Return the link of this secret, open or ended, or None."""
        found = self.filter(digest=digest(secret))
        related = found.select_related("project__workspace", "project__lead", "stakeholder", "created_by")
        return related.annotate(told_metrics=told_metrics("project")).prefetch_related("opened").first()


class ShareLink(Visiting, models.Model):
    """One person's way in. `things` is a digest of what it opens, so that one person has one link for one set."""

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="share_links")
    stakeholder = models.ForeignKey("projects.Stakeholder", on_delete=models.CASCADE, related_name="share_links")
    things = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)
    can_comment = models.BooleanField()
    can_sign = models.BooleanField()
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="+")
    revoke_reason = models.CharField(max_length=MOST_REASON, blank=True)
    visits = models.PositiveIntegerField(default=0)
    first_visit_at = models.DateTimeField(null=True)
    last_visit_at = models.DateTimeField(null=True)

    objects = ShareLinkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["stakeholder", "things"], condition=Q(revoked_at=None), name="share_link_once"
            )
        ]

    def __str__(self) -> str:
        return f"link of {self.stakeholder}"

    @classmethod
    @transaction.atomic
    def make(
        cls, stakeholder: Stakeholder, wish: Wish, *, by: "Person", at: datetime | None = None
    ) -> "tuple[ShareLink, str]":
        """Share with somebody; return the link and its secret, which nobody can read again.

        Who has a link for the same things gets a new secret for it; the one before stops working. What is shared is
        told to its domain (a deliverable counts as shared from then on). Raises `CannotShare`.
        """
        Stakeholder.objects.select_for_update().filter(pk=stakeholder.pk).first()  # two makers at once: one link
        titles = _checked(stakeholder, wish, by=by)
        announce(wish, stakeholder, by=by)
        held = cls.objects.kept().filter(stakeholder=stakeholder, things=_things(wish.opens)).first()
        if held is not None:
            return held, held.renew(wish, by=by, at=at)
        at, secret = at or now(), ids.secret(PREFIX)
        link = cls.objects.create(
            project=stakeholder.project,
            stakeholder=stakeholder,
            things=_things(wish.opens),
            digest=digest(secret),
            can_comment=wish.can_comment,
            can_sign=wish.can_sign,
            created_at=at,
            created_by=by,
            expires_at=at + timedelta(days=wish.days),
        )
        Opened.objects.bulk_create(
            [Opened(link=link, kind=one.kind, thing=one.id) for one in dict.fromkeys(wish.opens)]
        )
        made = ShareLinkMade(link=link.pk, name=stakeholder.name, what=", ".join(titles))
        record(made, on=link.project, by=by, at=at)
        return link, secret

    @property
    def is_open(self) -> bool:
        return self.revoked_at is None and self.expires_at > now() and self.stakeholder.removed_at is None

    @property
    def is_over(self) -> bool:
        """Whether its time is over, while nobody ended it."""
        return self.revoked_at is None and self.expires_at <= now()

    def wish(self, *, days: int = USUAL_DAYS) -> Wish:
        """Return what this link was made for, to make it again for `days`."""
        names = [Name(one.kind, one.thing) for one in self.opened.all()]
        return Wish(names, self.can_comment, self.can_sign, days)

    @transaction.atomic
    def renew(self, wish: Wish, *, by: "Person", at: datetime | None = None) -> str:
        """Give the link a new secret, time and rights, and return the secret. Raises `CannotShare`."""
        _hold(self)
        _check_open_to(self.stakeholder, wish.days)
        if self.revoked_at is not None:
            raise CannotShare(_("This link was ended. Make a new one."))
        at, secret = at or now(), ids.secret(PREFIX)
        self.digest, self.expires_at, self.created_by = digest(secret), at + timedelta(days=wish.days), by
        self.can_comment, self.can_sign = wish.can_comment, wish.can_sign
        self.save(update_fields=["digest", "expires_at", "created_by", "can_comment", "can_sign"])
        record(ShareLinkRenewed(link=self.pk, name=self.stakeholder.name), on=self.project, by=by, at=at)
        return secret

    @transaction.atomic
    def revoke(self, *, by: "Person", reason: str = "") -> None:
        """End the link at once. Twice is once."""
        _hold(self)
        if self.revoked_at is not None:
            return
        self.revoked_at, self.revoked_by, self.revoke_reason = now(), by, reason
        self.save(update_fields=["revoked_at", "revoked_by", "revoke_reason"])
        ended = ShareLinkRevoked(link=self.pk, name=self.stakeholder.name, reason=reason)
        record(ended, on=self.project, by=by)
        touch(self.project)


def digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def may_share(project: Project, person: "Person") -> bool:
    """Owners and leads anywhere, members where they lead."""
    return project.can_be_edited_by(person)


def _checked(stakeholder: Stakeholder, wish: Wish, *, by: "Person") -> list[str]:
    """Return the titles of what shall be opened. Raises `CannotShare`."""
    _check_open_to(stakeholder, wish.days)
    if not wish.opens:
        raise CannotShare(_("Say what the link shall open."))
    return named(wish.opens, project=stakeholder.project, by=by)


def _check_open_to(stakeholder: Stakeholder, days: int) -> None:
    if not 1 <= days <= MOST_DAYS:
        raise CannotShare(_("A link is open for 1 to %(most)d days.") % {"most": MOST_DAYS})
    if stakeholder.removed_at is not None:
        raise CannotShare(_("%(name)s was taken off the project.") % {"name": stakeholder.name})


def _things(names: Sequence[Name]) -> str:
    return digest("\n".join(sorted({f"{one.kind}:{one.id}" for one in names})))


def _hold(link: ShareLink) -> None:
    """Lock the row and read it again, inside the caller's transaction."""
    fresh = ShareLink.objects.select_for_update(of=("self",)).select_related("project", "stakeholder")
    link.refresh_from_db(from_queryset=fresh)
