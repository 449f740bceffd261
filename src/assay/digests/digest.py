"""What a digest is: a few parts, each with short lines. Pages, Markdown, REST and letters show the same one."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from assay.digests.weeks import Span
from assay.web.charts import Drawable


class About(StrEnum):
    """Whom a digest tells of what."""

    WORKSPACE = "workspace"
    PROJECT = "project"
    STAKEHOLDER = "stakeholder"


class Name(StrEnum):
    """The parts, in the order in which they are read."""

    LEARNED = "learned"
    MOVED = "moved"
    STUCK = "stuck"
    NEEDS = "needs-you"
    FORECAST = "forecast"


@dataclass(frozen=True)
class Line:
    """One thing to know. `state` colours the icon as verdicts are coloured; `url` is a path of ours, or empty."""

    text: str
    note: str = ""
    url: str = ""
    icon: str = "check"
    state: str = "plain"


@dataclass(frozen=True)
class Part:
    """`blank` says what it means that there is no line; `more` counts lines that were left out."""

    name: Name
    title: str
    lines: tuple[Line, ...] = ()
    blank: str = ""
    more: int = 0


@dataclass(frozen=True)
class Digest:
    """One week of a workspace or a project, as one reader may see it. `gist` is the whole in one sentence."""

    about: About
    title: str
    span: Span
    parts: tuple[Part, ...]
    gist: str
    charts: tuple[Drawable, ...]
    told_at: datetime
    url: str = ""

    def part(self, name: Name) -> Part | None:
        return next((one for one in self.parts if one.name == name), None)

    @property
    def is_whole(self) -> bool:
        """Whether it was asked for with all its parts."""
        return self.part(Name.MOVED) is not None

    @property
    def is_quiet(self) -> bool:
        """Whether nothing happened and nothing waits; a forecast alone is no news."""
        return not any(one.lines for one in self.parts if one.name is not Name.FORECAST)


def part_of(name: Name, title: str, lines: "list[Line]", *, blank: str, most: int) -> Part:
    """Make a part of at most so many lines; the rest is counted."""
    return Part(name, title, tuple(lines[:most]), blank, max(0, len(lines) - most))
