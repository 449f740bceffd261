"""REST operations of portfolio."""

from datetime import date, datetime
from typing import Annotated, Any

from django.http import Http404
from ninja import Query, Router, Schema, Status
from pydantic import Field, StringConstraints

from assay.accounts.doors import require
from assay.portfolio.asking import MOST_WORDS, Asked, GroupBy, Only, Order, State
from assay.portfolio.models import MOST_VIEW_NAME, PortfolioView
from assay.portfolio.queries import Hands, Learned, Row, hands_of, learned_by, portfolio_page
from assay.rest.doors import ApiRequest
from assay.rest.schemas import Body

router = Router(tags=["Portfolio"])
Words = Annotated[str, Field(max_length=MOST_WORDS)]
Number = Annotated[int, Field(ge=1, le=2**63 - 1)]
ViewName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MOST_VIEW_NAME)]


class PortfolioAsked(Schema):
    """Which projects, in which order. `lead` is `me`, `none` or the id of a person; `phase` the name of one of now."""

    words: Words = ""
    lead: Annotated[str, Field(pattern=r"^(me|none|[0-9]{1,9})?$")] = ""
    phase: Words = ""
    state: State | None = None
    only: Only | None = None
    order: Order = Order.CHANGED
    group: GroupBy | None = None
    page: Annotated[int, Field(ge=1, le=10_000)] = 1

    @property
    def asked(self) -> Asked:
        told = self.model_dump(exclude={"page"})
        return Asked(page=self.page, **{name: value or "" for name, value in told.items()})


class WeeksShown(Schema):
    """`number` is the week of now since work began; the plan says `low` to `high`, null where nothing is planned."""

    number: int
    low: float | None = Field(None, alias="planned.low")
    high: float | None = Field(None, alias="planned.high")
    is_over: bool


class MetricNow(Schema):
    """The primary metric: the best value so far, the target, and the best at the end of each of the last weeks."""

    metric: str
    title: str
    best: float | None
    target: float | None
    is_reached: bool
    trend: list[float]


class ForecastNow(Schema):
    """By which day all that is open will be done, by chance in percent; `too_early` says why there is no day.

    `in_short` says it in a few words: `too early`, `no pace`, `no end in sight` or `nothing is open`.
    """

    left: int
    days: dict[int, date]
    too_early: str
    in_short: str


class PortfolioRow(Schema):
    """A project: `phases` are those where the work is now, `owed` what they still hand over, `lead` an id."""

    key: str
    name: str
    goal: str
    status: str
    lead: int | None
    group: str
    phases: list[str]
    state: State
    open: int
    in_progress: int
    owed: int
    weeks: WeeksShown | None
    metric: MetricNow | None
    forecast: ForecastNow | None
    decision_due: str
    changed_at: datetime


class PortfolioShown(Schema):
    """Fifty of the `found` projects, those of one group together; `total` counts all that you see."""

    items: list[PortfolioRow]
    found: int
    total: int
    page: int
    pages: int


class InHand(Schema):
    """A task somebody has in hand: `day` counts working days since its start, from 1, of the `days` it may take.

    Those are the days of the timebox of an experiment, of another task those of its estimate.
    """

    key: str = Field(alias="task.key")
    title: str = Field(alias="task.title")
    project: str = Field(alias="task.project.key")
    phase: str = Field(alias="task.phase.name")
    day: int
    days: float | None
    estimate_days: float | None = Field(None, alias="task.estimate_days")
    is_over: bool


class HandsShown(Schema):
    """What one person works on, what of theirs waits for others, and when they are back if they are away."""

    person: int = Field(alias="person.pk")
    name: str = Field(alias="person.name")
    discipline: str = Field(alias="person.discipline")
    in_progress: list[InHand] = Field(alias="works")
    waiting: list[InHand]
    is_free: bool
    back_on: date | None


class LessonShown(Schema):
    """An experiment that was decided about: what was learned, else its title."""

    key: str = Field(alias="task.key")
    project: str = Field(alias="task.project.key")
    text: str
    outcome: str


class LearnedShown(Schema):
    """The lessons since Monday, the newest first, and `more` of them; `hits` of `tries` promises at 85 % held."""

    lessons: list[LessonShown]
    more: int
    hits: int
    tries: int
    projects: int


class PortfolioViewShown(Schema):
    """`query` is what stands behind `?` in the portfolio's address."""

    id: int
    name: str
    query: str
    person: str = Field(alias="person.name")
    is_shared: bool


class PortfolioViewWanted(Body):
    name: ViewName
    query: Annotated[str, Field(max_length=2000)] = ""
    is_shared: bool = False


@router.get("/portfolio", response=PortfolioShown)
def portfolio(request: ApiRequest, wanted: Query[PortfolioAsked]) -> dict[str, Any]:
    """The projects you see, each as a line of the portfolio."""
    page = portfolio_page(request.person, wanted.asked)
    items = [_row(row, group.title) for group in page.groups for row in group.rows]
    return {"items": items, "found": page.found, "total": page.total, "page": page.number, "pages": page.pages}


@router.get("/portfolio/people", response=list[HandsShown])
def portfolio_people(request: ApiRequest) -> list[Hands]:
    """Who works on what now and for how long, who is free, and who is away: of the work that you see."""
    return hands_of(request.person)


@router.get("/portfolio/learned", response=LearnedShown)
def portfolio_learned(request: ApiRequest) -> Learned:
    """What the experiments taught that were decided about this week, and how far the dates of forecasts held."""
    return learned_by(request.person)


@router.get("/portfolio/views", response=list[PortfolioViewShown])
def list_portfolio_views(request: ApiRequest) -> list[PortfolioView]:
    """Your own views of the portfolio, and those that others share with you."""
    return list(PortfolioView.objects.visible_to(request.person).select_related("person").by_name())


@router.post("/portfolio/views", response={201: PortfolioViewShown})
def save_portfolio_view(request: ApiRequest, data: PortfolioViewWanted) -> Status[PortfolioView]:
    """Save a view; your own of the same name is replaced. What no address of the portfolio can hold is left out."""
    require(request.person.can_write or not data.is_shared)
    view = PortfolioView.keep(
        name=data.name, query=Asked.from_text(data.query).query, is_shared=data.is_shared, by=request.person
    )
    return Status(201, view)


@router.delete("/portfolio/views/{number}", response={204: None})
def remove_portfolio_view(request: ApiRequest, number: Number) -> Status[None]:
    """Take a view away; the projects stay."""
    view = PortfolioView.objects.visible_to(request.person).filter(pk=number).first()
    if view is None:
        raise Http404
    require(view.can_be_removed_by(request.person))
    view.delete()
    return Status(204, None)


def _row(row: Row, group: str) -> dict[str, Any]:
    project = row.project
    return {
        "key": project.key,
        "name": project.name,
        "goal": project.goal,
        "status": project.status,
        "lead": project.lead_id,
        "group": group,
        "phases": [phase.name for phase in row.current],
        "state": row.state,
        "open": row.counts.open,
        "in_progress": row.counts.in_progress,
        "owed": row.owed,
        "weeks": row.spent,
        "metric": _metric(row),
        "forecast": row.outlook,
        "decision_due": row.due,
        "changed_at": row.changed_at,
    }


def _metric(row: Row) -> dict[str, Any] | None:
    best = row.best
    if best is None:
        return None
    return {
        "metric": best.definition.name,
        "title": best.definition.plain,
        "best": best.best,
        "target": best.definition.target,
        "is_reached": best.is_reached,
        "trend": row.trend,
    }
