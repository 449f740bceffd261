"""The pages of a review: the walk by forms alone, and what is told there."""

import re
from datetime import timedelta

import pytest

from assay.kit.clock import as_of, now
from assay.projects.models import Decision, Project
from assay.projects.workflows import workflow_named
from assay.reviews.models import Review
from assay.reviews.places import next_place
from assay.tasks.models import Task


def test_the_first_step_says_what_awaits_and_begins(ada_client, due):
    assert "Begin" in ada_client.get("/review").text
    assert "Decision due" in ada_client.get("/review/waiting").text
    answer = ada_client.post("/review")
    review = Review.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/reviews/{review.pk}/stops/1")


def test_what_has_no_room_this_week_is_counted_before_the_review_begins(ada, ada_client, kite):
    with as_of(now() - timedelta(days=9)):
        for number in range(7):  # two in each project: three would be told as one
            project = Project.start(key=f"P{number}", name=f"P{number}", workflow=workflow_named("six-phases"), by=ada)
            for title in ("Scale", "Turn"):
                Task.create(project, title=title, by=ada).block("it is broken", by=ada)
    assert "12 stops" in (page := ada_client.get("/review/waiting").text)
    assert "2 things more wait for their turn next week." in page


def test_where_nothing_waits_nothing_begins(cy_client):
    assert "Nothing needs you" in cy_client.get("/review/waiting").text
    assert cy_client.post("/review").headers["Location"] == "/review"
    assert not Review.objects.exists()


def test_a_stop_shows_its_facts_and_its_ways_on(ada_client, experiment, place):
    page = ada_client.get(place(experiment.task)).text
    assert "Go on with “Try longer tails”, or stop?" in page
    assert "f1 &gt;= 0.8" in page
    assert 'data-key="1"' in page


def test_enter_in_a_line_presses_a_button_that_does_nothing(ada_client, task, place):
    form = ada_client.get(place(task)).text.split('id="decide"')[1]
    assert re.findall(r"<button[^>]*>", form)[0] == '<button type="submit" disabled hidden>'
    assert form.index("disabled hidden") < form.index('name="why"')


def test_of_a_project_of_somebody_elses_its_lead_is_asked_first(ada, ada_client, ben, kite, place):
    kite.edit(version=kite.version, by=ada, lead=ben)
    assert _first_way(ada_client.get(place(kite)).text) == "ask"


def test_of_a_project_whose_decision_is_due_going_on_comes_first(ada_client, due):
    assert _first_way(ada_client.get(ada_client.post("/review").headers["Location"]).text) == "go"


def test_what_nobody_has_is_handed_over_first_and_the_button_says_to_whom(ada, ada_client, task, place):
    here = place(task)
    assert _first_way(ada_client.get(here).text) == "split"
    task.assign(None, by=ada)
    page = ada_client.get(here).text
    assert _first_way(page) == "hand-over"
    assert "To Ada Lovelace, or whom you say" in page


def test_one_press_decides_and_goes_on_to_the_next_stop(ada, ada_client, task, experiment, place):
    first, second = place(task), place(experiment.task)
    answer = ada_client.post(f"{first}/decision", {"way": "split"})
    assert (answer.status_code, answer.headers["Location"]) == (303, second)
    assert Decision.objects.get().decided_by == ada


def test_after_the_last_stop_comes_the_summary(ada_client, task, place):
    here = place(task)
    answer = ada_client.post(f"{here}/decision", {"way": "split", "why": "Too long for one week"})
    summary = ada_client.get(answer.headers["Location"]).text
    assert "1 decision" in summary
    assert "Too long for one week" in summary


def test_what_is_refused_is_told_with_what_was_typed(ada_client, task, place):
    here = place(task)
    answer = ada_client.post(f"{here}/decision", {"way": "extend", "why": "It is worth it", "days": "99"})
    assert answer.status_code == 422
    assert "It is worth it" in answer.text


def test_without_a_reason_nothing_is_stopped(ada_client, task, place):
    answer = ada_client.post(f"{place(task)}/decision", {"way": "stop"})
    assert (answer.status_code, "Say why in one line" in answer.text) == (422, True)
    (focused,) = re.findall(r"<[^>]* autofocus[^>]*>", answer.text.split("<main")[1])
    assert 'name="why"' in focused


def test_what_was_pressed_and_refused_is_what_the_next_press_decides(ada_client, task, place):
    page = ada_client.post(f"{place(task)}/decision", {"way": "stop"}).text
    assert re.findall(r'value="([^"]*)" data-save', page) == ["stop"]


def test_what_happened_meanwhile_is_told_and_the_next_press_decides(ada_client, ben, task, place):
    here = place(task)
    ada_client.get(here)
    task.comment("I am on it", by=ben)
    answer = ada_client.post(f"{here}/decision", {"way": "split", "seen": "0", "why": "Too long"})
    assert (answer.status_code, "Ben Okafor commented" in answer.text, "Too long" in answer.text) == (409, True, True)
    seen = answer.text.split('name="seen" value="')[1].split('"')[0]
    assert ada_client.post(f"{here}/decision", {"way": "split", "seen": seen}).status_code == 303


def test_not_now_goes_on_and_the_stop_stays_open(ada_client, task, experiment, place):
    first, second = place(task), place(experiment.task)
    assert ada_client.post(f"{first}/later").headers["Location"] == second
    assert ada_client.get(first).status_code == 200
    assert "Not now" in ada_client.get(second).text


def test_a_decided_stop_links_its_decision(ada_client, kite, task, place):
    here = place(task)
    ada_client.post(f"{here}/decision", {"way": "split"})
    assert f"/projects/KITE/decisions/{Decision.objects.get().pk}" in ada_client.get(here).text


def test_the_time_at_a_stop_counts(ada_client, task, place):
    here = place(task)
    moment = now()
    with as_of(moment + timedelta(minutes=2)):
        ada_client.post(
            f"{here}/decision", {"way": "split", "seconds": str((moment + timedelta(minutes=1)).timestamp())}
        )
    assert Review.objects.get().spent_seconds == 60


@pytest.mark.parametrize("seconds", ["nan", "inf", "-1", "1e300", "x"])
def test_a_strange_clock_is_no_crash(ada_client, task, place, seconds):
    here = place(task)
    assert ada_client.post(f"{here}/later", {"seconds": seconds}).status_code == 303
    assert ada_client.post(f"{here}/decision", {"way": "split", "seconds": seconds}).status_code == 422


@pytest.mark.parametrize(
    "sent",
    [
        {"way": "fly"},
        {"way": "split", "seen": "9" * 40},
        {"way": "ask", "person": "9" * 40},
        {"way": "snooze", "until": "0001-01-01"},
        {"way": "snooze", "until": "9999-12-31"},
        {"way": "split", "why": "x" * 400},
        {"way": "extend", "days": "1e9"},
        {"way": "go"},
    ],
    ids=str,
)
def test_bad_input_is_told_and_nothing_is_decided(ada_client, task, place, sent):
    answer = ada_client.post(f"{place(task)}/decision", sent)
    assert (answer.status_code, Decision.objects.count()) == (422, 0)


def test_nobody_walks_the_review_of_another_lead(lea_client, cy_client, ben_client, anonymous, task, place):
    here = place(task)
    for client in (lea_client, cy_client, ben_client):
        assert client.get(here).status_code == 404
        assert client.post(f"{here}/decision", {"way": "split"}).status_code == 404
        assert client.post(f"{here}/later").status_code == 404
    assert anonymous.get(here).status_code == 302


def test_the_walk_passes_by_what_its_lead_may_not_see_any_more(ada, ben, kite, task, stop_at):
    review = stop_at(task, person=ben).review
    assert next_place(review) == f"/reviews/{review.pk}/stops/1"
    kite.refresh_from_db()
    kite.edit(version=kite.version, by=ada, is_private=True)
    assert next_place(review) == f"/reviews/{review.pk}"


def test_what_was_put_off_comes_once_more_in_the_next_walk_through(ada_client, task, experiment, place):
    first, second = place(task), place(experiment.task)
    review = Review.objects.get()
    for _walk in range(2):
        assert next_place(review) == first
        assert ada_client.post(f"{first}/later").headers["Location"] == second
        assert ada_client.post(f"{second}/later").headers["Location"] == f"/reviews/{review.pk}"


def test_the_rail_counts_the_stops_that_are_left(ada_client, task, experiment, place, stop_at):
    place(task)
    place(experiment.task)
    Review.objects.update(begun_at=now())
    assert 'rail__count rail__count--due">2<' in ada_client.get("/review").text


def test_a_stop_asks_few_queries(ada_client, experiment, task, kite, place, django_assert_max_num_queries):
    for thing in (experiment.task, task, kite):
        here = place(thing)
        ada_client.get(here)
        with django_assert_max_num_queries(15):
            ada_client.get(here)


def test_the_first_step_asks_few_queries(ada, ada_client, task, place, django_assert_max_num_queries):
    ada_client.post(f"{place(task)}/decision", {"way": "ask"})
    ada_client.get("/review")
    with django_assert_max_num_queries(12):
        ada_client.get("/review")
    with django_assert_max_num_queries(15):
        ada_client.get("/review/waiting", headers={"HX-Request": "true"})


def _first_way(page):
    return re.findall(r'name="way" value="([^"]*)"', page)[0]


def test_what_gathers_before_a_review_is_shown_and_nothing_begins(ada_client, due):
    page = ada_client.get("/review/waiting", headers={"HX-Request": "true"}).text
    assert ("Needs you now" in page, "<html" in page) == (True, False)
    assert "Decision due" in ada_client.get("/review/waiting").text  # without JavaScript, as a page
    assert not Review.objects.exists()


def test_what_is_in_a_review_is_not_told_as_new(ada_client, due):
    ada_client.post("/review")
    assert "New since you looked" not in ada_client.get("/review/waiting").text


def test_the_rail_counts_no_stop_of_what_the_lead_may_see_no_longer(lea, lea_client, kite, task, ada, place):
    lea.change_role("member", by=ada)
    kite.edit(version=kite.version, by=ada, lead=lea)
    place(task, person=lea)
    assert stops_left(lea_client) == 1
    kite.edit(version=kite.version, by=ada, lead=ada)
    kite.edit(version=kite.version, by=ada, is_private=True)
    assert stops_left(lea_client) is None


def stops_left(client):
    return client.get("/review").wsgi_request.person.stops_left
