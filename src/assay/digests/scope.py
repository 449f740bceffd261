"""What a digest is made from: projects, and some days of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import cached_property

from assay.digests.weeks import Span, today_in
from assay.projects.models import Project


@dataclass(frozen=True)
class Scope:
    """`projects` are those that the reader may see; `zone` says where days begin."""

    projects: Sequence[Project]
    span: Span
    zone: tzinfo

    @cached_property
    def ids(self) -> list[int]:
        return [one.pk for one in self.projects]

    @cached_property
    def by_id(self) -> dict[int, Project]:
        return {one.pk: one for one in self.projects}

    @cached_property
    def moments(self) -> tuple[datetime, datetime]:
        """Where the days begin, and where they are over."""
        return self.span.moments(self.zone)

    @property
    def is_now(self) -> bool:
        """Whether the days are those just gone or going on; what was stuck at an earlier time is not kept."""
        return (today_in(self.zone) - self.span.last).days < 7

    def noted(self, project_id: int, *words: str) -> str:
        """Return a note: the project's name where the digest tells of several, then the words."""
        named = [self.by_id[project_id].name] if len(self.projects) > 1 else []
        return ", ".join([*named, *filter(None, words)])
