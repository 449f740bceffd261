"""A webhook of a Git host: an address of ours that it tells of merged commits."""

from secrets import token_hex, token_urlsafe
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assay.activity.recording import record
from assay.githooks.events import GitHookCreated, GitHookRemoved
from assay.kit.clock import now
from assay.kit.sealing import sealed, unsealed
from assay.projects.models import Project

if TYPE_CHECKING:
    from assay.accounts.models import Person

MOST_EACH_PROJECT = 20
_PURPOSE = "assay.githooks"


class TooManyHooks(ValueError):
    """A project has as many webhooks as it may."""


class Host(models.TextChoices):
    GITHUB = "github", gettext_lazy("GitHub")
    GITLAB = "gitlab", gettext_lazy("GitLab")
    GITEA = "gitea", gettext_lazy("Gitea or Forgejo")


class GitHookQuerySet(models.QuerySet["GitHook"]):
    def visible_to(self, person: "Person") -> "GitHookQuerySet":
        return self.filter(project__in=Project.objects.visible_to(person))

    def newest_first(self) -> "GitHookQuerySet":
        return self.order_by("-pk")


class GitHook(models.Model):
    """One address, for one project. `uid` is its last part; whoever sends must know the secret as well."""

    uid = models.CharField(max_length=32, unique=True)
    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="git_hooks")
    host = models.CharField(max_length=10, choices=Host.choices)
    # Needed in the clear to check what comes; it is shown once.
    sealed = models.TextField()
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")

    objects = GitHookQuerySet.as_manager()

    def __str__(self) -> str:
        return self.get_host_display()

    @property
    def secret(self) -> str:
        """What the host signs with. Raises `kit.sealing.CannotUnseal`."""
        return unsealed(self.sealed, purpose=_PURPOSE)

    @classmethod
    @transaction.atomic
    def create(cls, project: Project, *, host: str, by: "Person") -> "tuple[GitHook, str]":
        """Make one; return it with its secret, which nobody is shown again. Raises `TooManyHooks`."""
        Project.objects.select_for_update(no_key=True).get(pk=project.pk)
        if cls.objects.filter(project=project).count() >= MOST_EACH_PROJECT:
            raise TooManyHooks(_("A project has at most %(most)d webhooks.") % {"most": MOST_EACH_PROJECT})
        secret, at = token_urlsafe(32), now()
        made = cls.objects.create(
            uid=token_hex(16),
            project=project,
            host=host,
            sealed=sealed(secret, purpose=_PURPOSE),
            created_at=at,
            created_by=by,
        )
        record(GitHookCreated(host=made.get_host_display()), on=project, by=by, at=at)
        return made, secret

    @transaction.atomic
    def remove(self, *, by: "Person") -> None:
        """Forget it with its log; what comes to its address finds nobody. What it attached stays."""
        record(GitHookRemoved(host=self.get_host_display()), on=self.project, by=by)
        self.delete()
