"""What was said about a shared thing, as far as the reader of a link may know it.

They see their own comments, and what people of the team answered afterwards. What was said before, and what other
people outside say, stays inside.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from markupsafe import Markup

from assay.projects.models import Stakeholder
from assay.sharing.models import ShareLink
from assay.sharing.outside import words_of
from assay.sharing.things import Thing


@dataclass(frozen=True)
class Said:
    """One comment. `asks` when it asked for changes."""

    author: str
    text: Markup
    at: datetime
    is_mine: bool
    asks: bool


def takes_comments(thing: Thing) -> bool:
    return hasattr(thing.found, "comment")


def said_about(thing: Thing, link: ShareLink) -> list[Said]:
    """Return the conversation with this link's reader, oldest first; nothing before their first word."""
    if not takes_comments(thing):
        return []
    comments = thing.found.comments.present().select_related("person").order_by("pk")
    known = [one for one in comments if one.person_id or one.stakeholder_id == link.stakeholder_id]
    began = next((number for number, one in enumerate(known) if one.stakeholder_id), len(known))
    return [_said(one, link.stakeholder) for one in known[began:]]


def _said(comment: Any, reader: Stakeholder) -> Said:
    return Said(
        author=comment.person.name if comment.person else reader.name,
        text=words_of(comment.text),
        at=comment.created_at,
        is_mine=comment.person is None,
        asks=getattr(comment, "asks_for_changes", False),
    )
