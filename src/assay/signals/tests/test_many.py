"""Many signals of a kind are told as one, and what came in progress by import is asked once."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from assay.importers.changelog.bringing import into
from assay.importers.changelog.columns import guessed, said
from assay.importers.changelog.reading import changelog_of
from assay.importers.results.table import table_of
from assay.portfolio.queries.rows import rows_seen_by, with_work
from assay.reviews.awaiting import awaiting, signals_at
from assay.reviews.models import Review
from assay.signals.bundles import MANY, Bundle, bundled
from assay.signals.lists import FIRST, Asked, list_of
from assay.signals.models import Snooze
from assay.signals.queries import signals_of
from assay.tasks.models import Task
from assay.tasks.queries.natures import natures_of

LONG_AGO = datetime(2020, 6, 1, 9, tzinfo=UTC)
HEAD = "issue_key,issue_created_date,status_from_name,status_to_name,status_change_date"


@pytest.fixture
def came(kite, ada):
    """Bring issues that went into progress years ago, and one that was finished."""

    def bring(count, first=1):
        at = LONG_AGO.isoformat()
        rows = [f"PR-{number},{at},To Do,In Progress,{at}" for number in range(first, first + count)]
        rows.append(f"PR-{first}99,{at},To Do,Done,{at}")
        table = table_of("\n".join([HEAD, *rows]))
        changelog = changelog_of(table, said(guessed(table), {}))
        into(kite, changelog, changelog.statuses, origin="old.csv", by=ada)
        return list(Task.objects.filter(project=kite, column__state="active").order_by("number"))

    return bring


@pytest.fixture
def left(kite, ada):
    """Tasks in progress that nobody has."""

    def make(count):
        active = kite.columns.get(state="active")
        made = [Task.create(kite, title=f"Kite {number}", by=ada) for number in range(count)]
        for task in made:
            task.move_to(active, by=ada)
            task.assign(None, by=ada)
        return made

    return make


def rules(kite, ada):
    """The rules that speak of tasks, or of what came."""
    return [one.rule for one in signals_of([kite], person=ada) if one.subject.kind == "task" or one.rule == "came-in"]


def test_what_came_in_progress_is_asked_once_until_it_is_touched(kite, ada, came):
    first, second, third = came(3)
    (signal,) = [one for one in signals_of([kite], person=ada) if one.rule == "came-in"]
    assert signal.says == "3 tasks came into Kite as in progress or waiting: which still are?"
    assert signal.since.date() == timezone.now().date()
    assert rules(kite, ada) == ["came-in"]
    first.archive(by=ada)
    second.comment("It goes on.", by=ada)
    assert "1 task came into Kite" in next(one.says for one in signals_of([kite], person=ada) if one.rule == "came-in")
    assert "nobodys" in rules(kite, ada)
    third.move_to(kite.columns.get(state="queue"), by=ada)
    assert "came-in" not in rules(kite, ada)


def test_a_past_that_came_is_no_time_spent_here(kite, ada, came):
    (task,) = came(1)
    assert [one.used for one in natures_of(kite).exploring if one.phase == task.phase] == [0]
    (row,) = with_work(rows_seen_by(ada))
    assert row.spent is not None
    assert (row.spent.number, row.spent.is_over) == (1, False)
    task.comment("It goes on.", by=ada)
    assert [one.used for one in natures_of(kite).exploring if one.phase == task.phase] in ([0], [1])  # a weekend
    assert not {"phase-over-estimate", "nothing-deployed"} & {one.rule for one in signals_of([kite], person=ada)}


def test_the_page_of_a_rule_lists_its_tasks_for_one_action_with_all(ada_client, gil_client, kite, came):
    tasks = came(3)
    page = ada_client.get("/projects/KITE/signals/came-in").content.decode()
    assert all(f'value="{task.key}"' in page for task in tasks)
    keys = [task.key for task in tasks]
    assert ada_client.post("/tasks/selected", {"task": keys, "do": "archive"}).status_code == 303
    assert "Nothing is left here" in ada_client.get("/projects/KITE/signals/came-in").content.decode()
    assert ada_client.get("/projects/KITE/signals/no-rule").status_code == 404
    assert gil_client.get("/projects/KITE/signals/came-in").status_code == 404


def test_many_of_a_kind_are_one_line_that_is_put_off_as_one(ada_client, api, kite, ada, left):
    keys = ", ".join(task.key for task in left(MANY))
    lines = bundled(signals_of([kite], person=ada), {kite.pk: kite})
    (line,) = [one for one in lines if isinstance(one, Bundle)]
    assert (line.rule, line.key, len(line.signals)) == ("nobodys", f"nobodys:all:{kite.pk}", MANY)
    assert line.says == f"Kite: {keys}."
    page = ada_client.get("/signals").content.decode()
    assert page.count("Nobody&#39;s, 3 times</b>") == 1
    wanted = {"key": line.key, "until": _in_a_week(), "reason": "They are given out on Monday."}
    made = api(ada).post("/api/v1/signals/snoozes", wanted, content_type="application/json")
    assert (made.status_code, Snooze.objects.count()) == (201, MANY)
    assert "nobodys" not in rules(kite, ada)
    assert ada_client.get(f"/signals/{line.key}/snooze").status_code == 404


def test_two_of_a_kind_stand_each_for_itself(kite, ada, left):
    left(MANY - 1)
    assert not any(one.is_many for one in bundled(signals_of([kite], person=ada), {kite.pk: kite}))


def test_a_review_stops_once_at_many_of_a_kind_and_puts_them_off_together(ada_client, kite, ada, left):
    keys = ", ".join(task.key for task in left(MANY))
    today = timezone.localdate()
    (found,) = awaiting(ada, today=today)
    assert (found.first.kind, found.first.rule) == ("project", "nobodys")
    assert found.first.says == f"Nobody's, 3 times. Kite: {keys}."
    review = Review.begin(ada, [found], today=today)
    stop = review.stops.get()
    assert len([one for one in signals_at(stop, ada) if one.rule == "nobodys"]) == MANY
    page = ada_client.get(f"/reviews/{review.pk}/stops/{stop.position}").content.decode()
    assert "/projects/KITE/signals/nobodys" in page


def test_the_page_shows_the_first_of_each_urgency_and_leads_to_the_rest(ada_client, kite, ada):
    from assay.projects.models import Project
    from assay.projects.workflows import workflow_named

    workflow = workflow_named("six-phases")
    for number in range(FIRST + 2):
        made = Project.start(key=f"K{number}", name=f"Kite {number}", workflow=workflow, by=ada)
        made.edit(version=made.version, by=ada, decision_due_on=timezone.localdate())
    page = ada_client.get("/signals").content.decode()
    assert "2 more: all of" in page
    assert page.count('<li class="signal">') == FIRST
    assert ada_client.get("/signals?urgency=1").content.decode().count('<li class="signal">') == FIRST + 2
    assert list_of(ada, Asked(rule="stalled")).signals == []
    assert len(list_of(ada, Asked(project="K1")).signals) == 1


def test_an_address_of_signals_says_only_what_is_set_and_ignores_what_names_nothing():
    asked = Asked.from_query({"project": "kite", "rule": "no-rule", "urgency": "9", "mine": "1", "page": "x"})
    assert asked == Asked(project="KITE", mine=True)
    assert asked.as_query() == "?project=KITE&mine=1"


def _in_a_week():
    from datetime import timedelta

    return (timezone.localdate() + timedelta(days=7)).isoformat()
