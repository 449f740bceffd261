"""What a filter finds: every key, on both databases, and what it says when it means nothing."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assay.accounts.models.person import Discipline
from assay.kit.clock import now
from assay.projects.models import ColumnState, Project
from assay.projects.phase_kinds import Nature
from assay.pure.task_filter import CHOICES, Key
from assay.tasks.filtering import TaskFilter
from assay.tasks.keys import TaskKind
from assay.tasks.models import Task

pytestmark = pytest.mark.django_db
# A Friday, at noon.
FRIDAY = datetime(2026, 11, 27, 12, tzinfo=UTC)


@pytest.fixture
def found(ada, kite):
    """The titles that a filter finds among what a test makes, in the order of their making."""
    planted = Project.objects.get(pk=kite.pk).last_task_number

    def titles(text, *, reader=ada, at=None, project=kite):
        wanted = TaskFilter.read(text, reader=reader, at=at or now(), project=project)
        assert wanted.errors == ()
        fitting = wanted.apply(Task.objects.visible_to(reader).filter(number__gt=planted))
        return list(fitting.order_by("number").values_list("title", flat=True))

    return titles


@pytest.fixture
def told(ada, kite):
    """What is wrong with a filter."""

    def problem(text, *, reader=ada, project=kite):
        (found,) = TaskFilter.read(text, reader=reader, at=now(), project=project).errors
        return found

    return problem


@pytest.fixture
def began(make):
    """Make a task that began at this moment and is not done."""

    def made(title, at, **facts):
        task = make(title, **facts)
        column = task.project.columns.get(state="active")
        Task.objects.filter(pk=task.pk).update(started_at=at, column=column, rank=f"a{task.pk:09d}x")
        return task

    return made


def test_the_choices_of_the_grammar_are_those_of_the_models():
    assert CHOICES[Key.KIND] == tuple(TaskKind.values)
    assert CHOICES[Key.STATE] == tuple(ColumnState.values)
    assert CHOICES[Key.DISCIPLINE] == tuple(Discipline.values)
    assert CHOICES[Key.NATURE] == tuple(Nature.values)


def test_nothing_leaves_nothing_out(make, found):
    make("One"), make("Two")
    assert found("") == ["One", "Two"]


def test_people_are_named_as_after_an_at(make, found, ada, ben):
    make("A", assignee=ada), make("B", assignee=ben), make("N")
    for text in ("assignee:me", "assignee:ada.lovelace", "assignee:ADA", 'assignee:"ada lovelace"'):
        assert found(text) == ["A"], text
    assert found("assignee:me,none") == ["A", "N"]
    assert found("-assignee:me") == ["B", "N"]
    assert found("is:unassigned") == ["N"]
    assert found("assignee:me", reader=ben) == ["B"]
    assert found("author:ada") == ["A", "B", "N"]


def test_names_are_compared_without_case_and_spaces(make, found, kite, ada):
    phase, label = kite.phases.get(name="Data exploration"), kite.add_label(name="Needs Review", hue=1, by=ada)
    make("Look", phase=phase), make("Check", labels=[label]), make("Plain")
    for text in ("phase:data-exploration", 'phase:"Data Exploration"', "phase:DATA_exploration"):
        assert found(text) == ["Look"], text
    assert found("label:needs-review") == found("label:needs*") == found("has:labels") == ["Check"]
    assert found("-label:needs-review phase:data*,res*") == ["Look", "Plain"]


def test_exploration_and_delivery_follow_the_phase_unless_the_task_says_otherwise(found, make, kite):
    delivery, research = kite.phases.get(name="Productization"), kite.phases.get(name="Research")
    make("Wrap it up", phase=delivery)
    make("Try a cache", phase=delivery, nature="exploration")
    make("Read", phase=research)
    assert sorted(found("nature:exploration")) == ["Read", "Try a cache"]
    assert found("nature:delivery") == ["Wrap it up"]


def test_kinds_states_disciplines_and_estimates(found, make, busy):
    make("Try", kind="experiment", discipline="data-science", estimate_days=Decimal("0.5"))
    make("Ship", kind="deployment", discipline="devops", estimate_days=Decimal(4))
    make("Open", estimate_days=None)
    assert found("kind:experiment,deployment") == ["Try", "Ship"]
    assert found("-kind:experiment,deployment") == [busy.title, "Open"]
    assert found("state:active") == [busy.title]
    assert found("column:in-progress") == [busy.title]
    assert found('discipline:"data science"') == ["Try"]
    assert found("estimate:>=2") == [busy.title, "Ship"]
    assert found("estimate:<1,4") == ["Try", "Ship"]
    assert found("-has:estimate") == ["Open"]


def test_words_find_what_tasks_and_comments_say(make, found, ada):
    bert, resnet = make("Fine-tune BERT-base"), make("Train ResNet", description="No gain at all")
    bert.comment("The overfitting begins early.", by=ada)
    assert found("overfit") == found("bert tun") == found(bert.key) == [bert.title]
    assert found('"no gain"') == found("-bert") == [resnet.title]
    assert found('-"no gain"') == [bert.title]
    assert found('"gain no"') == []
    assert found("- ... fine-tune") == [bert.title]


def test_what_hangs_on_a_task(make, found, ada):
    one, other = make("One"), make("Other")
    one.comment("Hello", by=ada)
    one.add_check("Step", by=ada)
    one.link_to(other, as_="blocks", by=ada)
    assert found("has:comments") == found("has:steps") == ["One"]
    assert found("has:links") == ["One", "Other"]
    assert found("has:files") == found("has:result") == []
    assert found("is:blocked") == ["Other"]
    assert found("-is:blocked") == ["One"]


def test_the_archive_is_asked_for_by_its_name(make, found, ada):
    make("Here"), make("Away").archive(by=ada)
    assert found("is:archived") == ["Away"]
    assert found("is:open") == ["Here"]


def test_ages_count_working_days_on_the_calendar_of_each(began, found, ada, ben):
    ben.working_days = [5]  # only on Fridays
    ben.save()
    for title, days in (("Today", 0), ("Thursday", 1), ("Monday", 4), ("Week", 7)):
        began(title, FRIDAY - timedelta(days=days), assignee=ada)
    began("Ben", FRIDAY - timedelta(days=7), assignee=ben)
    for title, age in (("Today", 1), ("Thursday", 2), ("Ben", 2), ("Monday", 5), ("Week", 6)):
        assert title in found(f"age:{age}d", at=FRIDAY), title
        assert title in found(f"age:>={age} age:<={age}", at=FRIDAY), title
        assert title not in found(f"age:>{age}d", at=FRIDAY), title
        assert title not in found(f"age:<{age}d", at=FRIDAY), title
    assert found("age:>1w", at=FRIDAY) == ["Week"]


def test_ages_agree_with_what_the_card_says(began, found, kite, ada):
    for days in range(20):
        began(f"{days}", FRIDAY - timedelta(days=days, hours=5), assignee=ada, estimate_days=Decimal(days % 5 + 1))
    tasks = list(Task.objects.exclude(started_at=None).order_by("number"))
    age = {task.title: task.day_number(task.calendar, at=FRIDAY) for task in tasks}
    for wanted in range(1, 15):
        assert found(f"age:{wanted}", at=FRIDAY) == [title for title, days in age.items() if days == wanted]
    over = [task.title for task in tasks if task.is_over_estimate(task.calendar, at=FRIDAY)]
    assert found("is:overrun", at=FRIDAY) == over
    due = {task.title: task.calendar.end_of(task.started_at or FRIDAY, int(task.estimate_days or 0)) for task in tasks}
    for ahead in range(8):
        day = FRIDAY.date() + timedelta(days=ahead)
        assert found(f"due:{ahead}d", at=FRIDAY) == [title for title, on in due.items() if on == day]
        assert found(f"due:<{day}", at=FRIDAY) == [title for title, on in due.items() if on < day]


def test_past_days_are_those_of_the_calendar(make, found):
    at = now()
    for days in range(4):
        Task.objects.filter(pk=make(f"{days}").pk).update(created_at=at - timedelta(days=days))
    assert found("created:today", at=at) == ["0"]
    assert found("created:<2d", at=at) == ["0", "1"]
    assert found("created:>=2d", at=at) == ["2", "3"]
    assert found("created:2d", at=at) == ["2"]
    day = (at - timedelta(days=2)).date()
    assert found(f"created:>{day}", at=at) == ["0", "1"]
    assert found(f"created:<={day}", at=at) == ["2", "3"]
    assert found("finished:<9d", at=at) == found("-created:<9d", at=at) == []


def test_a_change_of_any_kind_is_an_update(make, found, ada):
    old, new = make("Old"), make("New")
    later = now() + timedelta(days=5)
    assert found("updated:<2d") == [old.title, new.title]
    assert found("updated:<2d", at=later) == []
    assert found("updated:>=5d", at=later) == [old.title, new.title]


def test_projects_are_named_by_key_or_name(make, found, ada, kite):
    make("Here")
    for text in ("project:KITE", "project:kite"):
        assert found(text, project=None) == ["Here"]


@pytest.mark.parametrize(
    ("text", "message", "mended"),
    [
        ("phse:modeling x", "“phse:” is not a key", "phase:modeling x"),
        ("phase:modelling", "There is no phase “modelling”", "phase:Modeling"),
        ("phase:data", "There is no phase “data”", 'phase:"Data exploration"'),
        ("phase:re", "“re” can be Research, Results analysis", ""),
        ("assignee:addda", "There is no assignee", "assignee:ada"),
        ("assignee:nobdy", "There is no assignee “nobdy”", "assignee:none"),
        ("assignee:nobody", "There is no assignee “nobody”", "assignee:none"),
        ("phase:modeling OR", "phase:modeling,research", ""),
        ("assignee:cy", "There is no assignee", ""),
        ("project:secret", "There is no project “secret” here, or not for you", ""),
    ],
)
def test_a_bad_filter_says_what_was_meant(told, text, message, mended):
    problem = told(text)
    assert message in problem.message
    assert problem.mended == mended


def test_a_bad_filter_finds_nothing_and_keeps_its_text(make, ada, kite):
    make("One")
    wanted = TaskFilter.read("phse:x", reader=ada, at=now(), project=kite)
    assert list(wanted.apply(Task.objects.all())) == []
    assert (wanted.as_text, wanted.is_narrow) == ("phse:x", True)


def test_of_several_people_of_a_name_one_must_be_chosen(told, found, make, ada, ben):
    twin = type(ada).objects.create(workspace=ada.workspace, name="Ada Byron", joined_at=now())
    make("Hers", assignee=twin)
    assert told("assignee:ada").message == "“ada” can be ada.lovelace, ada.byron. Write one of them."
    assert found("assignee:ada.byron") == ["Hers"]


def test_strangers_name_nothing_here(told, cy):
    assert "not for you" in told("project:KITE", reader=cy, project=None).message


@pytest.mark.parametrize(
    ("text", "most"),
    [("", 0), ("kind:data x", 0), ("phase:modeling label:a*,b* assignee:me", 1), ("age:>5d due:<7d is:overrun", 2)],
)
def test_reading_asks_at_most_three_times(kite, ada, text, most, django_assert_max_num_queries):
    kite.add_label(name="ab", hue=1, by=ada), kite.add_label(name="ba", hue=1, by=ada)
    with django_assert_max_num_queries(most):
        assert TaskFilter.read(text, reader=ada, at=now(), project=kite).errors == ()
    with django_assert_max_num_queries(most + 1):
        list(TaskFilter.read(text, reader=ada, at=now(), project=kite).apply(Task.objects.all()))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=20) | st.text('phaselbgisk:,<>=-" \t0159dw*', max_size=30))
def test_any_text_finds_something_or_says_why(ada, kite, text):
    wanted = TaskFilter.read(text, reader=ada, at=now(), project=kite)
    assert bool(wanted.errors) or wanted.apply(Task.objects.all()).count() >= 0


def test_dates_at_the_ends_of_time_are_dates(found, make):
    make("Now")
    assert found("created:>1000-01-01 created:<2999-12-31 -due:<1000-01-01") == ["Now"]


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("mine=1&kind=data", "assignee:me kind:data"),
        ("archived=1", "is:archived"),
        ("kind=balloon&phase=99&label=x", ""),
        ("filter=tail&mine=1", "tail assignee:me"),
    ],
)
def test_an_old_address_of_the_board_means_what_it_meant(kite, ada_client, query, text):
    page = ada_client.get(f"/projects/KITE/board?{query}").content.decode()
    assert f'name="filter" type="search" value="{text}"' in page


def test_an_old_address_names_phase_and_label_by_number(kite, ada, ada_client):
    phase, label = kite.phases.get(name="Data exploration"), kite.add_label(name="Needs review", hue=1, by=ada)
    page = ada_client.get(f"/projects/KITE/board?phase={phase.pk}&label={label.pk}").content.decode()
    assert "value=&#34;" not in page
    assert 'value="phase:&#34;Data exploration&#34; label:&#34;Needs review&#34;"' in page


def test_the_board_of_a_bad_filter_keeps_it_and_says_what_was_meant(kite, ada_client):
    answer = ada_client.get("/projects/KITE/board?filter=phase:modelling")
    page = answer.content.decode()
    assert 'value="phase:modelling"' in page
    assert "There is no phase “modelling”" in page
    assert "filter=phase%3AModeling" in page
