"""REST: handing a task over, and what is answered to it."""

from datetime import datetime
from itertools import islice
from typing import Annotated, Any, Literal

from django.http import Http404
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema, Status
from pydantic import Field, StringConstraints

from assay.accounts.models.person import Discipline, Person
from assay.rest.doors import ApiRequest
from assay.rest.errors import Refusal
from assay.rest.paging import Listed, PageAsked, listed
from assay.rest.schemas import Body
from assay.tasks import carrying
from assay.tasks.api.schemas import Days, Description, Name, Number, PersonNamed, Title
from assay.tasks.finding import task_of, task_to_change
from assay.tasks.forms.handoffs import first_values
from assay.tasks.forms.tasks import MOST_COMMENT
from assay.tasks.keys import TaskKind
from assay.tasks.models import Handoff, Task
from assay.tasks.models.handoff import HandoffState, Offer, Recipient
from assay.tasks.models.handoff.model import MOST_BUDGET
from assay.tasks.naming import one_named
from assay.tasks.taking import may_take

router = Router(tags=["Hand-offs"])
Budget = Annotated[str, StringConstraints(max_length=MOST_BUDGET)]
Said = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MOST_COMMENT)]


class FactOut(Schema):
    """One thing that was carried over; `url` is empty where there is nothing for you to open."""

    name: str
    text: str
    url: str


class HandoffOut(Schema):
    """A hand-off. It is for `person`, or for whoever takes it of `discipline`; `waits_for` says whose answer is due."""

    key: str
    source: str
    state: HandoffState
    person: PersonNamed | None
    discipline: str
    offered_by: PersonNamed
    accepted_by: PersonNamed | None
    waits_for: str
    waits_since: datetime
    is_overdue: bool
    question: str
    memory: str
    latency: str
    open_questions: str
    facts: list[FactOut]


class To(Body):
    """Exactly one of the two: the number of a person, or a discipline."""

    person: Number | None = None
    discipline: Discipline | Literal[""] = ""


class HandoffWanted(To):
    """Without a title, kind, phase or description they are as the page proposes; `run` is its id, empty for none.

    Left out, `run` is the one that speaks for the first criterion.
    """

    title: Title | Literal[""] = ""
    kind: TaskKind = TaskKind.PRODUCTIZATION
    phase: Name = ""
    run: Annotated[str, StringConstraints(max_length=64)] | None = None
    description: Description | None = None
    memory: Budget = ""
    latency: Budget = ""
    open_questions: Annotated[str, StringConstraints(max_length=MOST_COMMENT)] = ""
    estimate_days: Days | None = None


class SaidWanted(Body):
    text: Said


class HandoffFilter(Schema):
    """`waits_for_me`: only what you should answer; else all open ones that you see."""

    waits_for_me: bool = Field(default=True)


@router.get("/handoffs", response=Listed[HandoffOut])
def list_handoffs(request: ApiRequest, wanted: Query[HandoffFilter], page: Query[PageAsked]) -> dict[str, Any]:
    """Open hand-offs, newest first."""
    found = Handoff.objects.visible_to(request.person).with_task()
    found = found.waiting_for(request.person) if wanted.waits_for_me else found.pending()
    answered = listed(found, page)
    return answered | {"items": _all_out(answered["items"], request.person)}


@router.post("/tasks/{key}/handoffs", response={201: HandoffOut})
def hand_over(request: ApiRequest, key: str, data: HandoffWanted) -> Status[dict[str, Any]]:
    """Hand the task over: makes the task that takes over from it, with what is known, and offers that."""
    source = task_to_change(request.person, key)
    if data.kind == TaskKind.EXPERIMENT:
        raise _unfit("kind", _("An experiment is not handed over to anybody: choose another kind."))
    known = carrying.Carrying(source, request.person)
    if data.run and not known.has(data.run):
        raise _unfit("run", _("This run does not belong to the task."))
    phases = list(source.project.phases.present().in_order())
    first = first_values(source, known, phases=phases)
    offer = Offer(
        title=data.title or first["title"],
        to=_recipient(source, data),
        kind=data.kind,
        phase=one_named(source.project.phases.present(), data.phase, field="phase") if data.phase else first["phase"],
        origin=next((one.id for one in known.origins()), "") if data.run is None else data.run,
        description=first["description"] if data.description is None else data.description,
        memory=data.memory,
        latency=data.latency,
        open_questions=data.open_questions,
        estimate_days=data.estimate_days,
    )
    return Status(201, _out(Handoff.offer(source, offer, by=request.person), request.person))


@router.get("/tasks/{key}/handoff", response=HandoffOut)
def get_handoff(request: ApiRequest, key: str) -> dict[str, Any]:
    """The hand-off by which this task came; 404 if it came by none."""
    return _out(_handoff(request.person, task_of(request.person, key)), request.person)


@router.post("/tasks/{key}/handoff/acceptance", response=HandoffOut)
def accept_handoff(request: ApiRequest, key: str) -> dict[str, Any]:
    """Accept: the task is yours. 409 `handoff-refused` when somebody was faster, 403 `not-for-you`."""
    found = _to_change(request, key)
    found.accept(by=request.person)
    return _out(found, request.person)


@router.post("/tasks/{key}/handoff/question", response=HandoffOut)
def ask_back(request: ApiRequest, key: str, data: SaidWanted) -> dict[str, Any]:
    """Ask something before you accept; who handed it over is told and must answer."""
    found = _to_change(request, key)
    found.ask_back(data.text, by=request.person)
    return _out(found, request.person)


@router.post("/tasks/{key}/handoff/answer", response=HandoffOut)
def answer_handoff(request: ApiRequest, key: str, data: SaidWanted) -> dict[str, Any]:
    """Answer the question; it waits to be accepted again."""
    found = _to_change(request, key)
    found.answer(data.text, by=request.person)
    return _out(found, request.person)


@router.post("/tasks/{key}/handoff/offer", response=HandoffOut)
def offer_again(request: ApiRequest, key: str, data: To) -> dict[str, Any]:
    """Offer it to somebody else, or once more after it was withdrawn."""
    found = _to_change(request, key)
    found.offer_again(_recipient(found.task, data), by=request.person)
    return _out(found, request.person)


@router.post("/tasks/{key}/handoff/withdrawal", response=HandoffOut)
def withdraw_handoff(request: ApiRequest, key: str) -> dict[str, Any]:
    """Take the offer back; the task stays."""
    found = _to_change(request, key)
    found.withdraw(by=request.person)
    return _out(found, request.person)


def _to_change(request: ApiRequest, key: str) -> Handoff:
    return _handoff(request.person, task_to_change(request.person, key))


def _handoff(person: Person, task: Task) -> Handoff:
    found = Handoff.objects.visible_to(person).with_task().filter(task=task).first()
    if found is None:
        raise Http404
    found.task = task
    return found


def _recipient(task: Task, data: To) -> Recipient:
    if (data.person is None) == (not data.discipline):
        raise _unfit("person", _("Name a person or a discipline, one of the two."))
    if data.person is None:
        return Recipient(discipline=data.discipline)
    person = may_take(task.project).filter(pk=data.person).first()
    if person is None:
        raise _unfit("person", _("Nobody with this number may take tasks of this project."))
    return Recipient(person=person)


def _unfit(field: str, message: str) -> Refusal:
    return Refusal(422, "invalid", message, fields={field: [message]})


def _out(handoff: Handoff, reader: Person) -> dict[str, Any]:
    return _all_out([handoff], reader)[0]


def _all_out(handoffs: list[Handoff], reader: Person) -> list[dict[str, Any]]:
    """Return them as the reader may see them, by as many queries as for one."""
    numbers = [one.source_id for one in handoffs if one.source_id]
    sources = Task.objects.visible_to(reader).select_related("project").in_bulk(numbers)
    facts = iter(carrying.shown([row for one in handoffs for row in one.facts], reader))
    return [_fields(one, sources.get(one.source_id), list(islice(facts, len(one.facts)))) for one in handoffs]


def _fields(handoff: Handoff, source: Task | None, facts: list[carrying.FactShown]) -> dict[str, Any]:
    plain = ("state", "offered_by", "accepted_by", "waits_since", "is_overdue", "question", "memory", "latency")
    return {name: getattr(handoff, name) for name in (*plain, "open_questions")} | {
        "key": handoff.task.key,
        "source": source.key if source else "",
        "person": handoff.to_person,
        "discipline": handoff.to_discipline,
        "waits_for": handoff.waits_for if handoff.is_open else "",
        "facts": facts,
    }
