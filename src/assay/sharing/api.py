"""REST: share links of a project."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any, Self

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import Router, Schema, Status
from pydantic import Field, StringConstraints

from assay.accounts.api.schemas import Email
from assay.accounts.doors import require
from assay.kit.mail import has_mail
from assay.projects.finding import project_of
from assay.projects.models import Project, Stakeholder
from assay.rest.doors import ApiRequest
from assay.sharing.actions import renew, share_with, share_with_somebody_new
from assay.sharing.letters import address_of
from assay.sharing.models import ShareLink, Wish
from assay.sharing.models.link import MOST_DAYS, MOST_REASON, may_share
from assay.sharing.models.wish import USUAL_DAYS
from assay.sharing.queries import Listed, links_of, listed_with_titles
from assay.sharing.things import VIEW, CannotShare, Name

router = Router(tags=["Share links"])
Number = Annotated[int, Field(ge=1, lt=2**63)]
Days = Annotated[int, Field(ge=1, le=MOST_DAYS)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=120)]


class ThingNamed(Schema):
    """A thing by its kind and id; the kind `project` without an id is the project as its stakeholders see it."""

    kind: Annotated[str, StringConstraints(max_length=40)]
    id: Annotated[str, StringConstraints(max_length=40)] = ""


class LinkShown(Schema):
    id: int
    name: str
    email: str
    opens: list[str]
    can_comment: bool
    can_sign: bool
    is_open: bool
    expires_at: datetime
    revoked_at: datetime | None
    visits: int
    last_visit_at: datetime | None
    created_at: datetime
    created_by: str

    @classmethod
    def of(cls, listed: Listed, **more: Any) -> Self:
        link = listed.link
        same = ("id", "can_comment", "can_sign", "is_open", "expires_at", "revoked_at", "visits", "last_visit_at")
        facts: dict[str, Any] = {fact: getattr(link, fact) for fact in (*same, "created_at")}
        facts |= {"name": link.stakeholder.name, "email": link.stakeholder.email, "created_by": link.created_by.name}
        return cls(opens=listed.titles, **facts, **more)


class LinkMade(LinkShown):
    """`link` is shown this once."""

    link: str


class ShareLinkWanted(Schema):
    """For whom: the number of a `stakeholder`, or a `name`; one that the project does not know is somebody new.

    Without `opens` the link opens the project as its stakeholders see it.
    """

    stakeholder: Number | None = None
    name: Text = ""
    email: Email = ""
    opens: Annotated[list[ThingNamed], Field(max_length=20, default_factory=list)]
    can_comment: bool = True
    can_sign: bool = True
    days: Days = USUAL_DAYS
    by_mail: bool = False


class Renewal(Schema):
    days: Days = USUAL_DAYS
    by_mail: bool = False


class LinkEnding(Schema):
    reason: Annotated[str, StringConstraints(max_length=MOST_REASON)] = ""


@router.get("/projects/{key}/share-links", response=list[LinkShown])
def list_share_links(request: ApiRequest, key: str) -> Sequence[LinkShown]:
    """The newest 200 links of the project, open ones first. For those who may share in it."""
    found = links_of(_project(request, key), request.person)
    return [LinkShown.of(one) for one in (*found.open, *found.ended)]


@router.post("/projects/{key}/share-links", response={201: LinkMade})
def make_share_link(request: ApiRequest, key: str, data: ShareLinkWanted) -> Status[LinkMade]:
    """Share with one person by a link; the answer holds it, once. Who has one for the same things gets a new one."""
    project = _project(request, key)
    opens = [Name(one.kind, one.id or (str(project.pk) if one.kind == VIEW else "")) for one in data.opens]
    wish = Wish(opens or [Name(VIEW, str(project.pk))], data.can_comment, data.can_sign, data.days)
    link, secret = _made(request, project, data, wish)
    return Status(201, _shown(request, link, secret))


@router.post("/share-links/{number}/renewal", response=LinkMade)
def renew_share_link(request: ApiRequest, number: Number, data: Renewal) -> LinkMade:
    """Make a lost link anew; the one before opens nothing."""
    link = _link(request, number)
    _check_mail(link.stakeholder.email, by_mail=data.by_mail)
    return _shown(request, link, renew(link, days=data.days, by_mail=data.by_mail, by=request.person))


@router.post("/share-links/{number}/revocation", response={204: None})
def end_share_link(request: ApiRequest, number: Number, data: LinkEnding) -> HttpResponse:
    """End the link at once; `reason` says why, if you like."""
    _link(request, number).revoke(reason=data.reason, by=request.person)
    return HttpResponse(status=204)


def _made(request: ApiRequest, project: Project, data: ShareLinkWanted, wish: Wish) -> tuple[ShareLink, str]:
    known = _known(request, project, data)
    _check_mail(known.email if known else data.email, by_mail=data.by_mail)
    if known is not None:
        return share_with(known, wish, by_mail=data.by_mail, by=request.person)
    return share_with_somebody_new(project, data.name, data.email, wish, by_mail=data.by_mail, by=request.person)


def _known(request: ApiRequest, project: Project, data: ShareLinkWanted) -> Stakeholder | None:
    """The stakeholder that is meant, or None for somebody new."""
    people = Stakeholder.objects.visible_to(request.person).present().filter(project=project)
    if data.stakeholder is not None:
        return get_object_or_404(people, pk=data.stakeholder)
    if not data.name:
        raise CannotShare(_("Say with whom: a name."))
    same = people.filter(name=data.name)
    return (same.filter(email__iexact=data.email) if data.email else same).order_by("pk").first()


def _check_mail(email: str, *, by_mail: bool) -> None:
    if by_mail and not (email and has_mail()):
        raise CannotShare(_("No mail can be sent there: no mail server is set up, or no address is known."))


def _project(request: ApiRequest, key: str) -> Project:
    project = project_of(request.person, key)
    require(may_share(project, request.person))
    return project


def _link(request: ApiRequest, number: int) -> ShareLink:
    links = ShareLink.objects.visible_to(request.person).select_related("project", "stakeholder", "created_by")
    return get_object_or_404(links, pk=number)


def _shown(request: ApiRequest, link: ShareLink, secret: str) -> LinkMade:
    [listed] = listed_with_titles([link], link.project, request.person)
    return LinkMade.of(listed, link=address_of(secret))
