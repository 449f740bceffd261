"""Plant what the sample's projects say of themselves, by the verbs that people use and at their moments."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from functools import partial

from assay.accounts.models import Person
from assay.deliverables.models import Deliverable
from assay.demo.cast import ProjectStory
from assay.demo.papers import Decided, Handed, Left, Measured, Page, Papers, Planned
from assay.demo.telling import Act, afternoon, ahead, morning, noon
from assay.documents.models import Document
from assay.projects.models import Decision, MetricDefinition, Project, ReadinessCheck, Stakeholder
from assay.projects.models.metric import MetricFacts
from assay.projects.models.phase_closing import ExitAnswer
from assay.projects.models.plan import PlanFacts, PlanLine, PlanVersion

Team = dict[str, Person]
ProjectOf = Callable[[], Project]
# The key of an experiment, by its name in the story.
KeyOf = Callable[[str], str]


def paper_acts(told: ProjectStory, team: Team, project: ProjectOf, key_of: KeyOf) -> list[Act]:
    """Return everything that is written down in the project before the visitor comes, in no order."""
    papers, lead = told.papers, team[told.owner]
    return [
        Act(morning(told.began), lambda: _say_what_it_is(project(), papers, lead)),
        *(Act(morning(one.agreed), partial(_plan, project, one, team)) for one in papers.plans),
        *(Act(afternoon(one.decided), partial(_decide, project, one, papers, team)) for one in papers.decisions),
        *(Act(noon(one.written), partial(_write, project, one, team, key_of)) for one in papers.pages),
        *(act for one in papers.handed for act in _handing(project, one, team)),
        *(Act(afternoon(one.at), partial(_leave, project, one, team)) for one in papers.left),
        Act(noon(told.asked), lambda: _edit(project(), lead, status=papers.status)),
    ]


def _edit(project: Project, by: Person, **facts: object) -> None:
    project.edit(version=project.version, by=by, **facts)  # type: ignore[arg-type]  # facts of a project


def _say_what_it_is(project: Project, papers: Papers, lead: Person) -> None:
    project.close_guide(by=lead)
    facts: dict[str, object] = {"measure": papers.measure, "proxy_trap": papers.proxy_trap}
    facts |= {"starts_on": _day(project.created_at), "decision_due_on": _ahead(papers.decision_due)}
    _edit(project, lead, **facts, ends_on=_ahead(papers.ends))
    if papers.reader is not None:
        reader = papers.reader
        Stakeholder.add(project, name=reader.name, email=reader.email, role=reader.role, by=lead)
    for ready in papers.readiness:
        check = ReadinessCheck.objects.get(project=project, name=ready.name)
        check.reply(answer=ready.answer, note=ready.note, due_on=_ahead(ready.due), by=lead)
    for measured in papers.metrics:
        MetricDefinition.add(project, _metric(measured), by=lead)


def _metric(measured: Measured) -> MetricFacts:
    return MetricFacts(
        key=measured.key,
        split=measured.split,
        title=measured.title,
        role=measured.role,
        direction=measured.direction,
        unit=measured.unit,
        is_share=measured.is_share,
        target=measured.target,
        limit=measured.limit,
        formula=measured.formula,
        notes=measured.notes,
    )


def _plan(project: ProjectOf, planned: Planned, team: Team) -> None:
    """Begin a version, write it and agree on it; a later one keeps the texts and people of the one before."""
    at, by = project(), team[planned.who]
    draft = PlanVersion.begin(at, reason=planned.reason, by=by)
    weeks = {name: (Decimal(low), Decimal(high)) for name, low, high in planned.weeks}
    people = {name: tuple(team[who].pk for who in crew) for name, crew in planned.people}
    phases = {phase.pk: phase.name for phase in at.phases.present()}
    lines = tuple(_line(line, phases[line.phase], weeks, people) for line in draft.facts.lines)
    facts = PlanFacts(
        starts_on=draft.starts_on,
        methodology=planned.methodology or draft.methodology,
        data=planned.data or draft.data,
        risks=planned.risks or draft.risks,
        out_of_scope=planned.out_of_scope or draft.out_of_scope,
        lines=lines,
    )
    draft.edit(facts, version=draft.version, by=by)
    draft.refresh_from_db()
    draft.agree(version=draft.version, by=by)


def _line(
    line: PlanLine, name: str, weeks: dict[str, tuple[Decimal, Decimal]], people: dict[str, tuple[int, ...]]
) -> PlanLine:
    low, high = weeks.get(name, (line.weeks_low, line.weeks_high))
    return PlanLine(line.phase, low, high, line.starts_on, people.get(name, line.people))


def _decide(project: ProjectOf, decided: Decided, papers: Papers, team: Team) -> None:
    Decision.record(
        project(),
        kind=decided.kind,
        why=decided.why,
        evidence=decided.evidence,
        next_due_on=_ahead(papers.decision_due),
        by=team[decided.who],
    )


def _write(project: ProjectOf, page: Page, team: Team, key_of: KeyOf) -> None:
    first, *rest = page.text.split("<<")
    pieces = (piece.split(">>", 1) for piece in rest)
    text = first + "".join(key_of(name) + after for name, after in pieces)
    document = Document.begin(project(), title=page.title, folder=page.folder, text=text, by=team[page.who])
    if page.comment is not None:
        who, said = page.comment
        document.comment(said, by=team[who])


def _handing(project: ProjectOf, handed: Handed, team: Team) -> list[Act]:
    by = team[handed.who]

    def owed() -> Deliverable:
        mine = Deliverable.objects.filter(project=project(), title__startswith=handed.title)
        return mine.select_related("project", "phase").get()

    def reader() -> Stakeholder:
        return Stakeholder.objects.get(project=project())

    acts = [Act(noon(handed.at), lambda: _draft(owed(), handed, reader(), team))]
    if handed.shared is not None:
        acts.append(Act(noon(handed.shared), lambda: owed().share(by=by)))
    if handed.comment and handed.shared is not None:
        acts.append(Act(afternoon(handed.shared), lambda: owed().comment(handed.comment, by=reader())))
    if handed.answer and handed.shared is not None:
        acts.append(Act(afternoon(handed.shared), lambda: owed().comment(handed.answer, by=by)))
    if handed.signed is not None:
        acts.append(Act(morning(handed.signed), lambda: owed().sign(by=reader(), note=handed.note)))
    return acts


def _draft(owed: Deliverable, handed: Handed, reader: Stakeholder, team: Team) -> None:
    """Say who makes it, who signs and reviews it, and attach what there is."""
    by = team[handed.who]
    facts = owed.facts
    owed.edit(replace(facts, responsible=by, due_on=_ahead(handed.due)), version=owed.version, by=by)
    if not handed.reviewers:
        owed.name_signer(reader, by=by)
    for seat, who in handed.reviewers:
        owed.name_reviewer(seat, team[who], by=by)
    if handed.attach == "plan":
        plan = PlanVersion.objects.filter(project=owed.project).in_force().get()
        owed.attach("plan", str(plan.pk), by=by)
    elif handed.attach:
        owed.attach_document(Document.objects.get(project=owed.project_id, title=handed.attach), by=by)


def _leave(project: ProjectOf, left: Left, team: Team) -> None:
    """Declare a phase done: what it owes was signed in the morning."""
    phase = project().phases.select_related("project").get(name=left.phase)
    questions = zip(phase.exit_questions, left.answers, strict=True)
    answers = [ExitAnswer(question, yes, note) for question, (yes, note) in questions]
    phase.declare_done(answers, reason=left.reason, by=team[left.who])


def _day(moment: datetime) -> date:
    return moment.date()


def _ahead(days: int | None) -> date | None:
    return None if days is None else ahead(days)
