"""When projects and phases will be done: never one date alone, and nothing where the history is too short."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from assay.insights.outlook import outlook_of, outlook_of_phase, outlooks_of
from assay.insights.outlook.asking import way_so_far
from assay.insights.outlook.facts import facts_of
from assay.insights.outlook.reckoning import reckon, reckon_changed
from assay.kit.clock import as_of
from assay.projects.models import PlanVersion, Project
from assay.projects.workflows import workflow_named
from assay.tasks.models import Task

STEADY = [2] * 8
WEDNESDAY = date(2026, 11, 25)

pytestmark = pytest.mark.usefixtures("wednesday")


def test_a_steady_team_has_one_date_at_every_chance(kite, told):
    told(STEADY, left=6)
    found = outlook_of(kite)
    assert found.left == 6
    assert dict(found.days) == dict.fromkeys((50, 85, 95), WEDNESDAY + timedelta(weeks=3))
    assert (found.too_early, found.drifts) == ("", "")
    assert found.told_on == WEDNESDAY


def test_the_running_week_is_shown_and_not_counted(kite, told):
    told(STEADY, left=6)
    weeks = outlook_of(kite).weeks
    assert [week.count for week in weeks] == [*STEADY, 0]
    assert [week.is_partial for week in weeks] == [False] * 8 + [True]


def test_a_promise_is_backed_by_how_often_such_promises_held(kite, told):
    told(STEADY, left=6)
    found = outlook_of(kite)
    assert (found.hits, found.tries, found.horizon) == (1, 1, 2)


def test_an_uneven_team_has_a_range(kite, told):
    told([0, 5, 1, 3, 0, 4, 2, 1], left=10)
    days = outlook_of(kite).days
    assert days[50] < days[85] < days[95]


def test_five_whole_weeks_are_too_early(kite, told):
    told([2] * 5, left=6)
    found = outlook_of(kite)
    assert not found.days
    assert not found.as_is
    assert "there are 5 whole weeks of work, and a forecast needs 6. Ask again on 30 November." in found.too_early


def test_six_weeks_with_next_to_nothing_finished_are_too_early(kite, told):
    told([1, 0, 0, 0, 1, 0], left=6)
    assert "2 finished tasks, and a forecast needs 5" in outlook_of(kite).too_early
    assert outlook_of(kite).in_short == "too early"


def test_weeks_with_nothing_finished_have_no_pace(kite, told):
    told([1, *[0] * 30], left=6)
    found = outlook_of(kite)
    assert found.is_idle
    assert found.in_short == "no pace"
    assert found.too_early == "No pace: nothing was finished in 26 weeks."


def test_before_the_first_start_there_is_no_week_at_all(kite):
    found = outlook_of(kite)
    assert found.weeks == ()
    assert "nobody has begun yet" in found.too_early


def test_nothing_open_needs_no_date(kite, told):
    told(STEADY)
    found = outlook_of(kite)
    assert found.is_done
    assert found.too_early == "Nothing is open."
    assert not found.days


def test_growing_scope_ends_later_than_what_is_there_now(kite, told):
    told([3, 2, 4, 3, 2, 4, 3, 3], left=20, came=[1, 2, 0, 1, 2, 1, 0, 2])
    found = outlook_of(kite)
    assert found.came == (1, 2, 0, 1, 2, 1, 0, 2)
    assert found.days[85] > found.as_is[85]


def test_scope_that_grows_faster_than_it_is_done_has_no_end(kite, told):
    told(STEADY, left=20, came=[2] * 8)
    found = outlook_of(kite)
    assert found.is_endless
    assert found.in_short == "no end in sight"
    assert not found.days
    assert found.as_is[85] == WEDNESDAY + timedelta(weeks=10)
    assert found.too_early == "No end in sight: as much comes in as is finished."


def test_writing_the_work_down_in_the_first_weeks_is_no_growth(kite, told):
    told(STEADY, left=20, came=[18, 0, 0, 0, 0, 1, 0, 0])
    found = outlook_of(kite)
    assert found.came == (18, 0, 0, 0, 0, 1, 0, 0)
    assert found.growing == (0, 1, 0, 0)
    assert found.days


def test_what_came_in_before_the_plan_was_agreed_is_no_growth(kite, told, ada, wednesday):
    told([2] * 12, left=20, came=[0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 1, 0])
    before = outlook_of(kite)
    assert sum(before.growing) == 10
    with as_of(wednesday - timedelta(weeks=6)):
        PlanVersion.begin(kite, by=ada).agree(version=1, by=ada)
    # The later half of the weeks always counts: else who plans anew would never see growth.
    assert outlook_of(kite).growing == (0, 9, 0, 0, 1, 0)


def test_the_plan_was_agreed_on_a_day_of_the_workspace_whoever_reads(kite, told, ada):
    told(STEADY, left=6, came=[0, 1])
    type(kite.workspace).objects.update(time_zone="Pacific/Auckland")
    with as_of(datetime(2026, 11, 8, 21, tzinfo=UTC)):
        plan = PlanVersion.begin(kite, by=ada)
        plan.agree(version=plan.version, by=ada)
    for zone in ("UTC", "America/Lima"):
        with timezone.override(zone):
            assert facts_of([kite.pk])[kite.pk].planned_on == date(2026, 11, 9)


def test_a_forecast_without_growth_is_the_one_in_which_nothing_more_comes_in():
    done = tuple(range(1, 27))
    found = reckon(6000, done, ())
    assert found.unit > 1
    assert found.weeks == found.as_is == reckon_changed(6000, done, (0, 0), (), 0)


def test_what_was_thrown_away_is_neither_left_nor_did_it_come_in(kite, told, ada):
    told(STEADY, left=3, came=[0, 3])
    for task in Task.objects.filter(project=kite).open()[:2]:
        task.trash(by=ada)
    found = outlook_of(kite)
    assert (found.left, sum(found.came)) == (1, 1)


def test_a_pace_that_fell_is_warned_of(kite, told):
    told([5, 4, 5, 6, 5, 1, 1, 0, 1, 1], left=6)
    assert "Work became slower: 0.8 a week of late, 5.0 before" in outlook_of(kite).drifts


def test_items_are_named_for_one_project(kite, told):
    told(STEADY, left=2)
    assert outlook_of(kite).items == tuple(
        task.key for task in Task.objects.filter(project=kite).open().order_by("number")
    )


def test_the_day_slips_with_each_day_on_which_nothing_is_done(kite, told, wednesday):
    told(STEADY, left=2)
    before = outlook_of(kite).days[85]
    with as_of(wednesday + timedelta(days=2)):
        assert outlook_of(kite).days[85] == before + timedelta(days=2)


def test_many_projects_take_as_many_queries_as_one(kite, told, ada, django_assert_num_queries):
    told(STEADY, left=2, came=[0, 0, 1])
    others = [Project.start(key=f"P{n}", name=f"P{n}", workflow=workflow_named("six-phases"), by=ada) for n in range(3)]
    with django_assert_num_queries(3):
        found = outlooks_of([kite, *others])
    with django_assert_num_queries(2):
        outlooks_of([kite, *others])
    assert found[kite.pk].days
    assert not found[others[0].pk].days


def test_a_phase_with_a_past_goes_at_its_own_pace(kite, told):
    phase = kite.phases.get(name="Research")
    told(STEADY, left=4, phase=phase)
    told([5] * 8, left=30, phase=kite.phases.get(name="Productization"))
    found = outlook_of_phase(phase)
    assert (found.left, found.is_of_project) == (4, False)
    assert found.days[85] == WEDNESDAY + timedelta(weeks=2)


def test_a_phase_without_a_past_goes_at_the_pace_of_the_project(kite, told):
    told(STEADY)
    phase = kite.phases.get(name="Productization")
    told([], left=4, phase=phase)
    found = outlook_of_phase(phase)
    assert (found.left, found.is_of_project, len(found.items)) == (4, True, 4)
    assert found.days[85] == WEDNESDAY + timedelta(weeks=2)


def test_a_phase_that_was_worked_in_seldom_is_not_done_after_the_whole_of_which_it_is_a_part(kite, told):
    told([4] * 8, phase=kite.phases.get(name="Research"))
    phase = kite.phases.get(name="Productization")
    told([1] * 8, left=10, phase=phase)
    found = outlook_of_phase(phase)
    assert found.is_of_project
    assert found.days[85] <= outlook_of(kite).days[85]


def test_other_workspaces_do_not_slip_in(kite, told, cy, kestrel):
    told(STEADY, left=2)
    other = Project.start(key="OWL", name="Owl", workflow=workflow_named("six-phases"), by=cy)
    assert not outlooks_of([kite, other])[other.pk].weeks


def test_the_way_so_far_is_that_of_a_year_unless_the_whole_is_asked_for(kite, told):
    first = told([2])[0]
    Task.objects.filter(pk=first.pk).update(created_at=datetime(2020, 6, 1, 9, tzinfo=UTC))
    (_outlook, course), (_same, whole) = way_so_far(kite), way_so_far(kite, is_whole=True)
    assert course.scope[0][0] == WEDNESDAY - timedelta(days=365)
    assert whole.scope[0] == (date(2020, 6, 1), 1)
    assert whole.scope[-1] == course.scope[-1]
