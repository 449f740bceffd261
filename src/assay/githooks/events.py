"""What can happen by a Git host."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _

from assay.activity.happenings import Happening, happens


@dataclass(frozen=True)
class _OfHook(Happening):
    icon: ClassVar[str] = "branch"
    changes_words: ClassVar[bool] = False


@happens
@dataclass(frozen=True)
class GitHookCreated(_OfHook):
    """`host` is github, gitlab or gitea. On the project."""

    kind: ClassVar[str] = "git-hook.created"
    host: str

    def wording(self) -> str:
        return _("let %(host)s report merged commits") % {"host": self.host}


@happens
@dataclass(frozen=True)
class GitHookRemoved(_OfHook):
    kind: ClassVar[str] = "git-hook.removed"
    host: str

    def wording(self) -> str:
        return _("removed the webhook of %(host)s") % {"host": self.host}


@happens
@dataclass(frozen=True)
class TaskMerged(_OfHook):
    """A merged commit names the task. `url` leads to the commit, `title` is what it says of itself."""

    kind: ClassVar[str] = "task.merged"
    sha: str
    title: str
    url: str

    def wording(self) -> str:
        return _("merged %(sha)s, which names this") % {"sha": self.sha[:10]}

    def quote(self) -> str:
        return f"[{_plain(self.title)}]({self.url})" if self.url else _plain(self.title)


def _plain(title: str) -> str:
    """Words of a title that close no link."""
    return "".join(f"\\{letter}" if letter in "\\[]()*_`<>!" else letter for letter in title)
