"""REST: digests, and which letters one wants."""

from datetime import date, datetime
from typing import Annotated, Literal, Self

from django.http import Http404
from ninja import Router, Schema, Status
from pydantic import Field, StringConstraints

from assay.accounts.doors import require
from assay.accounts.models import Workspace
from assay.digests.actions import send_me
from assay.digests.digest import Digest
from assay.digests.markdown import address_of, markdown_of
from assay.digests.models import Covers, Subscription
from assay.digests.plain import plain_digest_of
from assay.digests.queries import asked_week, digest_of
from assay.digests.queries_of_letters import Trial, trial_of
from assay.projects.finding import project_of
from assay.projects.models import Project
from assay.rest.doors import ApiRequest
from assay.rest.schemas import Body

router = Router(tags=["Digests"])


class DigestLineShown(Schema):
    """One thing to know. `url` is empty where there is nothing to open."""

    text: str
    note: str
    state: str
    url: str


class DigestPartShown(Schema):
    """`more` counts lines that were left out; `blank` says what it means that there is none."""

    name: str
    title: str
    blank: str
    more: int
    lines: list[DigestLineShown]


class DigestShown(Schema):
    about: Literal["workspace", "project", "stakeholder"]
    title: str
    week: str
    first: date
    last: date
    gist: str
    told_at: datetime
    parts: list[DigestPartShown]
    markdown: str

    @classmethod
    def of(cls, digest: Digest) -> Self:
        parts = [
            DigestPartShown(
                name=part.name.value,
                title=part.title,
                blank=part.blank,
                more=part.more,
                lines=[
                    DigestLineShown(
                        text=one.text, note=one.note, state=one.state, url=address_of(one.url) if one.url else ""
                    )
                    for one in part.lines
                ],
            )
            for part in digest.parts
        ]
        return cls(
            about=digest.about.value,
            title=digest.title,
            week=digest.span.week,
            first=digest.span.first,
            last=digest.span.last,
            gist=digest.gist,
            told_at=digest.told_at,
            parts=parts,
            markdown=markdown_of(digest),
        )


class DigestLettersShown(Schema):
    """`day`: 1 is Monday, 7 is Sunday, null is no letters. `covers`: `mine` or `all`."""

    day: int | None
    covers: str

    @classmethod
    def of(cls, held: Subscription) -> Self:
        return cls(day=held.day, covers=held.covers)


class DigestLettersWanted(Body):
    day: Annotated[int, Field(ge=1, le=7)] | None
    covers: Covers


class TrialLetterShown(Schema):
    """`state`: `waiting`, `sent`, `given-up` or `in-doubt`. `is_over`: nothing more will become of it."""

    state: str
    is_over: bool
    address: str
    problem: str
    asked_at: datetime
    has_worker: bool

    @classmethod
    def of(cls, trial: Trial | None) -> Self:
        if trial is None:
            raise Http404
        letter = trial.letter
        return cls(
            state=letter.state.value,
            is_over=not letter.is_waiting,
            address=trial.address,
            problem=letter.problem,
            asked_at=letter.asked_at,
            has_worker=trial.has_worker,
        )


Week = Annotated[str, StringConstraints(max_length=20)]


@router.get("/digest", response=DigestShown)
def get_digest(request: ApiRequest, week: Week = "") -> DigestShown:
    """The week of all projects that you may see."""
    return _shown(request, request.person.workspace, week)


@router.get("/digest/letters", response=DigestLettersShown)
def get_letters(request: ApiRequest) -> DigestLettersShown:
    """On which day you get a letter, and of which projects."""
    return DigestLettersShown.of(Subscription.of(request.person))


@router.put("/digest/letters", response=DigestLettersShown)
def choose_letters(request: ApiRequest, data: DigestLettersWanted) -> DigestLettersShown:
    """Choose another day or other projects, or no letters."""
    return DigestLettersShown.of(Subscription.choose(request.person, day=data.day, covers=data.covers))


@router.post("/digest/letters/trial", response={202: TrialLetterShown})
def send_trial_letter(request: ApiRequest) -> Status[TrialLetterShown]:
    """Send yourself the letter you would get now: 409 `no-mail`, 429 after several within the hour."""
    send_me(request.person)
    return Status(202, TrialLetterShown.of(trial_of(request.person)))


@router.get("/digest/letters/trial", response=TrialLetterShown)
def get_trial_letter(request: ApiRequest) -> TrialLetterShown:
    """What became of the letter that you sent yourself within the last day."""
    return TrialLetterShown.of(trial_of(request.person))


@router.get("/projects/{key}/digest", response=DigestShown)
def get_digest_of_project(request: ApiRequest, key: str, week: Week = "") -> DigestShown:
    """The week of one project."""
    return _shown(request, project_of(request.person, key), week)


@router.get("/projects/{key}/digest/outside", response=DigestShown)
def get_digest_for_stakeholders(request: ApiRequest, key: str, week: Week = "") -> DigestShown:
    """The week of a project as its stakeholders get it, in plain words; for those who may share it."""
    project = project_of(request.person, key)
    require(project.can_be_edited_by(request.person))
    return DigestShown.of(plain_digest_of(project, asked_week(week, request.person.workspace)))


def _shown(request: ApiRequest, subject: Workspace | Project, week: str) -> DigestShown:
    return DigestShown.of(digest_of(subject, asked_week(week, request.person.workspace), reader=request.person))
