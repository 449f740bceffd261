"""The project as its stakeholders see it: in plain words, and nothing of anything else."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from assay.accounts.models import Person, Workspace
from assay.deliverables.models import Deliverable
from assay.documents.models import Document
from assay.experiments.models import Conclusion, Draft, Experiment
from assay.kit import blobs
from assay.projects.models import (
    ExitAnswer,
    MetricDefinition,
    MetricFacts,
    MetricRole,
    Phase,
    PlanVersion,
    Project,
    Stakeholder,
)
from assay.projects.planning import done_between, plan_read
from assay.projects.workflows import workflow_named
from assay.pure.criteria import parse_criterion
from assay.sharing.models import ShareLink, Wish
from assay.sharing.progress import progress_of, until_in_words
from assay.sharing.tests.plain_reading import JARGON, Share, words_of
from assay.sharing.things import VIEW, Name
from assay.tasks.models import Task


@pytest.fixture
def told(kite: Project, ada: Person) -> Project:
    """Kite with facts, a metric, something learned, and things handed over."""
    kite.edit(
        goal="Tell which kites will fly, a day ahead",
        measure="So that shops send fewer back. Today 9 % come back; the aim is 5 %.",
        status="The wing data came; the second try looks better.",
        version=kite.version,
        by=ada,
    )
    facts = MetricFacts("auc", "test", title="Kites told apart", role=MetricRole.PRIMARY.value, target=0.9)
    MetricDefinition.add(kite, facts, by=ada)
    learned(kite, "Wind of the week before tells more than the shape (KITE-3).", "success", by=ada)
    learned(kite, "Pictures of the tail do not help.", "failure", by=ada)
    return kite


def learned(project: Project, text: str, outcome: str, *, by: Person, because: str = "So") -> None:
    task = Task.create(project, title="Try the AUC of runs", by=by, kind="experiment")
    experiment = Experiment.of(task)
    lines = [parse_criterion("auc >= 0.9 on test")]
    experiment.write(Draft(hypothesis="The loss falls", criteria=lines, makes_baseline=True), by=by)
    experiment.start(by=by)
    said = Conclusion(outcome=outcome, outcome_because=because, kept="discard", kept_because="No", learnings=text)
    experiment.conclude(said, by=by)


def worked(project: Project, phase: Phase, *states: str, by: Person) -> None:
    """A task of the phase goes through columns of these states."""
    task = Task.create(project, title="Watch it", phase=phase, by=by)
    for state in states:
        task.move_to(project.columns.get(state=state), by=by)


def handed(project: Project, number: int, title: str, *, by: Person) -> Deliverable:
    found = project.deliverables.select_related("project").order_by("pk")[number]
    found.attach_document(Document.begin(project, title=title, text="Read this.", by=by), by=by)
    return found


def test_the_page_says_in_plain_words_how_far_it_is(
    told: Project, share: Share, ada: Person, lu: Stakeholder, anonymous: Client
) -> None:
    shared = handed(told, 0, "Plan of the test", by=ada)
    shared.share(by=ada)
    handed(told, 1, "A draft", by=ada)
    _link, address = share()
    said = words_of(anonymous.get(address).content.decode())
    for words in (
        "Tell which kites will fly, a day ahead",
        "the aim is 5 %",
        "the second try looks better",
        "Led by Ada Lovelace",
        "Kites told apart",
        "Step 1 of 6",
        "Finding the right question",
        "Question",
        "Live test",
        "Waiting for you",
        "Wind of the week before tells more than the shape.",
        "Pictures of the tail do not help.",
        shared.title,
    ):
        assert words in said
    assert JARGON.findall(said) == []


def test_what_a_team_noted_for_itself_is_not_told_outside(
    told: Project, share: Share, ada: Person, anonymous: Client
) -> None:
    learned(told, "Run 7 has the best f1. Long tails fly far.", "success", by=ada)
    learned(told, "Modeling needs more epochs.", "failure", by=ada)
    learned(told, "Nobody has time for it.", "stopped", because="Nobody has time  for it.", by=ada)
    learned(told, "Wind is hard to measure.", "stopped", because="Nobody has time for it.", by=ada)
    _link, address = share()
    said = words_of(anonymous.get(address).content.decode())
    assert "Long tails fly far." in said
    assert "Wind is hard to measure." in said
    assert "Nobody has time" not in said
    assert JARGON.findall(said) == []


def test_the_page_of_what_is_handed_over_has_no_jargon_of_ours(
    told: Project, share: Share, ada: Person, anonymous: Client
) -> None:
    shared = handed(told, 0, "Plan of the test", by=ada)
    shared.share(by=ada)
    _link, address = share()
    said = words_of(anonymous.get(f"{address}/deliverable/{shared.pk}").content.decode())
    assert "Read this." in said
    assert JARGON.findall(said) == []


def test_the_view_opens_what_was_shared_and_no_draft(
    told: Project, share: Share, ada: Person, anonymous: Client
) -> None:
    draft = handed(told, 0, "A draft", by=ada)
    _link, address = share()
    assert anonymous.get(f"{address}/deliverable/{draft.pk}").status_code == 404
    draft.share(by=ada)
    assert anonymous.get(f"{address}/deliverable/{draft.pk}").status_code == 200
    file = draft.attach_file(blobs.keep([b"a,b"]), name="table.csv", by=ada)
    assert anonymous.get(f"{address}/deliverable/{draft.pk}/files/{file.pk}").getvalue() == b"a,b"
    document = draft.attachments.get(kind="document").subject_id
    assert anonymous.get(f"{address}/document/{document}").status_code == 404  # it is read within the deliverable


def test_what_was_never_shared_is_not_listed_and_what_is_made_anew_says_so(
    told: Project, share: Share, ada: Person, ben: Person, anonymous: Client
) -> None:
    draft, anew, signed = (handed(told, number, f"Part {number}", by=ada) for number in range(3))
    anew.share(by=ada)
    signed.sign(by=ben)
    for one in anew.attachments.present():
        anew.detach(one, by=ada)
    anew.attach_url("https://x.example/second", by=ada)
    _link, address = share()
    said = words_of(anonymous.get(address).content.decode())
    assert f"{anew.title} The team is changing it" in said
    assert draft.title not in said
    assert signed.title not in said
    assert anonymous.get(f"{address}/deliverable/{signed.pk}").status_code == 404


def test_a_metric_without_a_plain_title_is_left_out(
    kite: Project, share: Share, ada: Person, anonymous: Client
) -> None:
    MetricDefinition.add(kite, MetricFacts("auc", role=MetricRole.PRIMARY.value, target=0.9), by=ada)
    _link, address = share()
    assert "auc" not in words_of(anonymous.get(address).content.decode())


def test_a_visitor_learns_nothing_of_other_projects_and_people(
    told: Project, share: Share, ada: Person, ben: Person, anonymous: Client
) -> None:
    canary = "zqcanary"
    other = Project.start(key="OTHER", name=canary, goal=canary, workflow=workflow_named("six-phases"), by=ada)
    Stakeholder.add(told, name=canary, email=f"{canary}@x.example", by=ada)
    document = Document.begin(told, title=canary, text=canary, by=ada)
    document.comment(canary, by=ada)
    Task.create(told, title=canary, description=canary, by=ada)
    handed(other, 0, canary, by=ada).share(by=ada)
    learned(other, canary, "success", by=ada)
    Person.join(ada.workspace, name=canary, role="member")
    Workspace.objects.create(name=canary)
    shared = handed(told, 0, "Plan", by=ada)
    shared.share(by=ada)
    shared.comment(canary, by=ben)
    _link, address = share()
    for path in (address, f"{address}/deliverable/{shared.pk}"):
        page = anonymous.get(path).content.decode()
        assert canary not in page
        assert "Ben Okafor" not in page


@pytest.mark.parametrize(
    ("wished", "planned", "said"),
    [
        (date(2031, 1, 20), None, "Wished until 20 January 2031"),
        (None, None, ""),
        (
            date(2031, 1, 20),
            (date(2031, 1, 19), date(2031, 2, 12)),
            "Planned to be done between 19 January and 12 February 2031",
        ),
        (
            None,
            (date(2030, 12, 19), date(2031, 2, 12)),
            "Planned to be done between 19 December 2030 and 12 February 2031",
        ),
        (None, (date(2031, 2, 12), date(2031, 2, 12)), "Planned to be done by 12 February 2031"),
    ],
)
def test_the_plan_in_force_goes_before_the_wish(
    wished: date | None, planned: tuple[date, date] | None, said: str
) -> None:
    assert until_in_words(wished, planned) == said


def test_a_draft_of_a_plan_promises_nothing(told: Project, share: Share, ada: Person, anonymous: Client) -> None:
    told.edit(version=told.version, by=ada, ends_on=date(2031, 1, 20))
    plan = PlanVersion.begin(told, by=ada)
    _link, address = share()
    assert "Wished until" in anonymous.get(address).content.decode()
    plan.agree(version=plan.version, by=ada)
    read = plan_read(plan)
    assert done_between(told) == (read.ends_from, read.ends_by)
    page = anonymous.get(address).content.decode()
    assert "Planned to be done between" in page
    assert "Wished until" not in page


def test_a_step_that_work_left_is_done_only_when_nothing_in_it_is_open_or_it_was_declared_done(
    kite: Project, share: Share, ada: Person
) -> None:
    phases, (link, _address) = list(kite.phases.in_order()), share()
    for planted in Task.objects.filter(project=kite):  # those that its workflow began with
        planted.trash(by=ada)
    for phase in (phases[-1], phases[-2]):
        worked(kite, phase, "active", "done", by=ada)
    left = Task.create(kite, title="Write it up", phase=phases[-1], by=ada)
    worked(kite, phases[0], "active", by=ada)

    def said() -> list[str]:
        return [step.said for step in progress_of(link).steps]

    assert (said()[0], said()[-2:]) == ("now", ["done", "begun"])
    phases[-1].declare_done(
        [ExitAnswer(question, yes=True) for question in phases[-1].exit_questions], reason="Enough", by=ada
    )
    assert said()[-1] == "done"
    phases[-1].reopen(because="One is left.", by=ada)
    assert said()[-1] == "begun"
    left.trash(by=ada)
    assert said()[-1] == "done"


def test_the_page_takes_as_many_queries_as_ever(
    told: Project, share: Share, ada: Person, anonymous: Client, django_assert_max_num_queries: Any
) -> None:
    for number in range(3):
        handed(told, number, f"Part {number}", by=ada).share(by=ada)
    link, address = share()
    link.visit()
    with django_assert_max_num_queries(15):
        anonymous.get(address)
    full = told.deliverables.select_related("project").order_by("pk")[0]
    for number in range(4):
        full.attach_document(Document.begin(told, title=f"More {number}", text="Read", by=ada), by=ada)
    with django_assert_max_num_queries(15):
        anonymous.get(f"{address}/deliverable/{full.pk}")


def test_the_view_is_gone_when_its_sharer_may_not_see_the_project_any_more(
    kite: Project, lu: Stakeholder, lea: Person, ada: Person, anonymous: Client
) -> None:
    _link, secret = ShareLink.make(lu, Wish([Name(VIEW, str(kite.pk))]), by=lea)
    lea.change_role("guest", by=ada)
    page = anonymous.get(f"/s/{secret}")
    assert page.status_code == 410
    assert kite.goal not in page.content.decode()


def test_a_plan_names_its_steps_in_plain_words(kite: Project, share: Share, ada: Person, anonymous: Client) -> None:
    plan = PlanVersion.begin(kite, by=ada)
    plan.agree(version=plan.version, by=ada)
    _link, address = share(plan)
    said = words_of(anonymous.get(address).content.decode())
    assert "Engineering" in said
    assert JARGON.findall(said) == []
