"""The page of a forecast: dates with what they rest on, and answers to questions of its address."""

import re
from decimal import Decimal
from html import unescape

import pytest

from assay.insights.forecasts.corrected import Past
from assay.insights.outlook import outlook_of
from assay.insights.weekly import weekly_of
from assay.projects.models import MetricDefinition, MetricFacts
from assay.projects.planning import WeekRange
from assay.tasks.models import Task

UNEVEN = [0, 5, 1, 3, 0, 4, 2, 1]
HERE = "/projects/KITE/forecast"

pytestmark = pytest.mark.usefixtures("wednesday")


def words_of(answer) -> str:
    main = answer.content.decode().partition("<main")[2]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def test_three_dates_stand_together(ada_client, told):
    told(UNEVEN, left=10)
    words = words_of(ada_client.get(HERE))
    assert re.search(r"Done, 85 % sure by \d+ \w+( 2027)? 50 %: \d+ \w+( 2027)?, 95 %: \d+", words)
    assert re.search(r"Such promises held \d of \d+", words)


def test_too_early_says_what_is_missing(ada_client, told):
    told([2] * 3, left=4)
    words = words_of(ada_client.get(HERE))
    assert "Too early to say" in words
    assert "there are 3 whole weeks of work, and a forecast needs 6" in words
    assert "What if" not in words


def test_weeks_lead_to_what_was_finished_in_them(ada_client, told):
    done = told(UNEVEN, left=2)[0]
    content = ada_client.get(HERE).content.decode()
    assert f'href="/tasks/{done.key}"' in content
    assert "not counted, not over" in content


def test_a_day_is_answered_with_the_lower_tail(ada_client, told):
    told([2] * 8, left=20)
    assert "By 16 December at least 6 more are finished, with 85 % chance" in words_of(
        ada_client.get(f"{HERE}?by=2026-12-16")
    )


@pytest.mark.parametrize("query", ["by=2020-01-01", "by=9999-99-99", "tries=x", "people=999999999999"])
def test_what_does_not_fit_is_said_beside_its_name(ada_client, told, query):
    told(UNEVEN, left=4)
    answer = ada_client.get(f"{HERE}?{query}")
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()


def test_dropping_tasks_brings_the_day_nearer(ada_client, told):
    told([2] * 8, left=6)
    keys = [task.key for task in Task.objects.open().order_by("number")[:2]]
    words = words_of(ada_client.get(HERE, {"drop": [*keys, "KITE-999"]}))
    assert "As you asked: Drop 2 tasks" in words
    assert "7 days sooner" in words


def test_what_would_be_dropped_is_named_with_why_and_begins_a_choice_of_ones_own(ada_client, told):
    told([2] * 8, left=6)
    keys = [task.key for task in Task.objects.open().order_by("created_at", "pk")[:4]]
    answer = ada_client.get(HERE)
    assert "Drop the 4 oldest that nobody began " + " , ".join(keys) in words_of(answer)
    chosen = "&".join(f"drop={key}" for key in keys)
    assert f"{HERE}?{chosen}" in answer.content.decode().replace("&amp;", "&")


def test_one_person_more_works_as_people_did_here(ada_client, told, ben):
    told([2] * 8, left=8)
    Task.objects.filter(finished_at__isnull=False).update(assignee=ben)
    words = words_of(ada_client.get(f"{HERE}?people=1"))
    assert re.search(r"As you asked: One person more .* 14 days sooner", words)


def test_chosen_tasks_may_come_first(ada_client, api, ada, told):
    told([2] * 8, left=8)
    keys = [task.key for task in Task.objects.open().order_by("number")[:2]]
    assert "these 2 tasks first" in words_of(ada_client.get(HERE, {"drop": keys, "first": "on"}))
    found = api(ada).get(f"/api/v1/projects/KITE/forecast/tasks?task={keys[0]}&task={keys[1]}").json()
    assert (found["items"], found["days"]["85"]) == (keys, "2026-12-02")


def test_all_projects_are_told_by_how_their_promises_held(ada_client, told):
    told(UNEVEN, left=8)
    words = words_of(ada_client.get("/insights/projects"))
    assert re.search(r"Can you trust the dates\? \d of \d+ promises at 85 % held", words)


def test_the_target_is_a_matter_of_further_runs(ada_client, kite, ada):
    MetricDefinition.add(kite, MetricFacts(key="f1", title="Found", role="primary", target=0.9), by=ada)
    assert "Too early: 6 more runs must measure it" in words_of(ada_client.get(HERE))


def test_weeks_are_those_of_the_figures_of_flow(kite, told):
    told(UNEVEN, left=3)
    found = outlook_of(kite)
    assert list(found.weeks) == weekly_of([kite.pk], today=found.told_on)[kite.pk]


def test_the_page_takes_few_queries(ada_client, told, django_assert_max_num_queries):
    told(UNEVEN, left=10)
    ada_client.get(HERE)
    with django_assert_max_num_queries(12):
        ada_client.get(HERE)


def test_an_outsider_finds_no_forecast(cy_client, told):
    assert cy_client.get(HERE).status_code == 404


def test_programs_read_the_same(api, ada, told):
    told([2] * 8, left=6)
    found = api(ada).get("/api/v1/projects/KITE/forecast").json()
    assert found["days"] == dict.fromkeys(("50", "85", "95"), "2026-12-16")
    assert (found["left"], found["hits"], found["tries"]) == (6, 1, 1)
    assert len(found["items"]) == 6


def test_programs_ask_what_if(api, ada, told):
    told([2] * 8, left=6)
    key = Task.objects.open()[0].key
    found = api(ada).get(f"/api/v1/projects/KITE/forecast/what-if?drop={key}").json()
    assert (found["left"], found["sooner"]) == (5, 0)
    count = api(ada).get("/api/v1/projects/KITE/forecast/count?by=2026-12-09").json()
    assert count["at_least"]["85"] == 4


@pytest.mark.parametrize("asked", ["what-if?drop=KITE-999", "what-if?drop=HIDE-1", "tasks?task=KITE-999&task=KITE-1"])
def test_programs_are_told_which_key_names_no_open_task(api, ada, told, asked):
    told([2] * 8, left=6)
    answer = api(ada).get(f"/api/v1/projects/KITE/forecast/{asked}")
    error = answer.json()["error"]
    assert answer.status_code == 422
    assert error["message"].startswith("Not among the open tasks of KITE: ")
    assert error["message"].endswith(". GET /projects/KITE/forecast names them.")


@pytest.mark.parametrize(
    ("day", "said"),
    [("2020-01-01", "Choose a day to come."), ("gestern", "This is no date: write one like 2026-12-24.")],
)
def test_programs_are_told_which_day_is_none_to_come(api, ada, kite, day, said):
    answer = api(ada).get(f"/api/v1/projects/KITE/forecast/count?by={day}")
    assert (answer.status_code, answer.json()["error"]["fields"]) == (422, {"by": [said]})


def test_programs_read_phases_and_targets(api, ada, kite, told):
    told([2] * 8, left=6)
    phase = kite.phases.order_by("position")[0]
    assert api(ada).get(f"/api/v1/projects/KITE/phases/{phase.pk}/forecast").json()["left"] == 6
    assert api(ada).get("/api/v1/projects/KITE/forecast/target").json() is None


def test_the_picture_comes_as_a_file(ada_client, told):
    told(UNEVEN, left=4)
    answer = ada_client.get(f"{HERE}?chart=burn-up&as=csv")
    assert answer["Content-Type"].startswith("text/csv")
    assert "2026-11-25,16,20" in answer.content.decode()


def test_a_phase_says_when_it_is_done_and_what_its_estimate_is_worth(ada_client, kite, told):
    told([2] * 8, left=6)
    phase = kite.phases.order_by("position")[0]
    page = f"/projects/KITE/phases/{phase.pk}"
    assert f'hx-get="{page}/forecast"' in ada_client.get(page).content.decode()
    words = words_of(ada_client.get(f"{page}/forecast"))
    assert "85 %: by 16 December" in words
    assert "At its own pace, 2.0 a week." in words
    assert "Too early to correct it: 5 more phases with an agreed estimate must end first." in words


def test_the_overview_says_three_days_or_that_it_is_too_early(ada_client, told):
    told(UNEVEN, left=10)
    assert "Done, 85 % sure by" in words_of(ada_client.get("/projects/KITE/"))


def test_estimates_are_corrected_by_what_phases_took(kite, ada):
    phase, past = kite.phases.order_by("position")[0], Past({"other": [1.0, 1.0, 2.0, 2.0, 4.0]})
    found = past.corrected(phase, WeekRange(Decimal(2), Decimal(4)))
    assert found is not None
    assert (found.middle, found.careful) == (6.0, 6.0)
    assert found.by is not None
    assert not found.by.is_own
    assert Past({}).corrected(phase, WeekRange(Decimal(2), None)) is None
