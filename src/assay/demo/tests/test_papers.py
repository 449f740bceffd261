"""The sample's projects say what they are for, what is planned, what is owed and what was signed."""

import pytest
from django.utils import timezone

from assay.deliverables.models import Deliverable
from assay.demo import chores, reader, story
from assay.demo.last_review import WHY
from assay.demo.touches import Team
from assay.projects.models import Project
from assay.projects.phase_times import phase_times
from assay.reviews.models import Review
from assay.sharing.models import ShareLink
from assay.signals.queries import signals_of

pytestmark = pytest.mark.django_db


def first(team: Team) -> Project:
    return chores.project_of(team, story.PROJECTS[0])


def test_the_work_went_back_to_the_data_and_came_again(team: Team) -> None:
    times = phase_times(first(team))
    visits = sorted((visit.start, phase) for phase, time in times.items() for visit in time.visits)
    names = {phase.pk: phase.name for phase in first(team).phases.all()}
    assert [names[phase] for _start, phase in visits] == [
        "Research",
        "Data exploration",
        "Modeling",
        "Data exploration",
        "Modeling",
    ]


def test_the_plan_was_shared_commented_and_signed_by_its_stakeholder(team: Team) -> None:
    plan = Deliverable.objects.get(project=first(team), title__startswith="Research plan")
    assert plan.state == "signed"
    assert [signature.name for signature in plan.signatures.standing()] == ["Lucía Ortega"]
    assert plan.comments.count() == 2


def test_research_was_declared_done_with_every_question_answered(team: Team) -> None:
    research = first(team).phases.get(name="Research")
    assert research.done_at is not None
    assert len(research.closings.get().answers) == len(research.exit_questions)


def test_every_fact_of_a_project_is_said(team: Team) -> None:
    for told in story.PROJECTS:
        project = chores.project_of(team, told)
        assert project.measure
        assert project.proxy_trap
        assert project.status
        assert project.metrics.filter(role="primary").count() == (1 if told.questions else 0)


def test_a_new_start_gives_the_stakeholder_a_new_link(team: Team) -> None:
    earlier, later = reader.share_with_reader(team), reader.share_with_reader(team)
    assert ShareLink.objects.of_secret(earlier) is None
    assert ShareLink.objects.of_secret(later) is not None


def test_the_project_without_questions_has_a_past_from_which_its_pace_can_be_told(team: Team) -> None:
    serving = chores.project_of(team, story.PROJECTS[2])
    done = serving.tasks.filter(finished_at__isnull=False)
    assert done.count() == 43
    assert len({task.finished_at.isocalendar()[:2] for task in done if task.finished_at}) >= 12
    assert serving.tasks.filter(column__state="waiting").count() == 1
    assert not serving.phases.present().filter(name="Experimentation").exists()


def test_the_sample_gives_a_lead_few_things_to_decide_and_each_is_true(team: Team) -> None:
    found = signals_of(Project.objects.visible_to(team["ana"]), person=team["ana"])
    assert {(signal.rule, signal.project_id) for signal in found} == {
        ("blocked", chores.project_of(team, story.PROJECTS[2]).pk),
        ("handoff-unanswered", chores.project_of(team, story.PROJECTS[2]).pk),
        ("missing-deliverable", chores.project_of(team, story.PROJECTS[1]).pk),
        ("plan-ends-late", chores.project_of(team, story.PROJECTS[0]).pk),
    }


def test_the_last_review_decided_something_whose_end_this_week_begins_with(team: Team) -> None:
    review = Review.before(team["ana"], today=timezone.localdate())
    assert review is not None
    assert review.is_finished
    assert [decision.why for decision in chores.project_of(team, story.PROJECTS[1]).decisions.all()].count(WHY) == 1
    assert Review.this_week(team["ana"], today=timezone.localdate()) is None
