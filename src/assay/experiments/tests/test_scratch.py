"""The scratch list: loose exploration, with no gate."""

import pytest
from django.urls import reverse

from assay.experiments.actions import experiment_from
from assay.experiments.models import Experiment, ReasonMissing, Scratch, ScratchSettled
from assay.projects.models import Project
from assay.runs.groups import create_group, group_named
from assay.runs.lifecycle import NewRun, start_run
from assay.runs.models import Run
from assay.search import stale
from assay.search.finding import find


@pytest.fixture
def look(kite, ada):
    return Scratch.add(kite, "Does the colour matter?", by=ada)


def address(kite, name="scratch", *more):
    return reverse(f"experiments:{name}", args=[kite.key, *more])


def test_each_line_has_a_name_that_runs_are_sent_to(kite, ada, look):
    second = Scratch.add(kite, "Or the string?", by=ada)
    assert (look.name, second.name) == (f"{kite.key}-SCRATCH-1", f"{kite.key}-SCRATCH-2")
    assert group_named(look.name, by=ada) == look.group


def test_a_name_that_others_use_is_passed_over(kite, ada):
    create_group(f"{kite.key}-SCRATCH-1", by=ada)
    assert Scratch.add(kite, "Does the colour matter?", by=ada).number == 2


def test_its_runs_do_not_wait_in_the_inbox(ada, look):
    run = start_run(look.group, NewRun(name="look"), by=ada)
    assert run not in Run.objects.visible_to(ada).unlinked()
    assert run in Run.objects.visible_to(ada)


def test_runs_of_a_private_project_are_seen_by_its_people_only(kite, ada, ben, look):
    run = start_run(look.group, NewRun(name="look"), by=ada)
    assert run in Run.objects.visible_to(ben)
    Project.objects.filter(pk=kite.pk).update(private_at=kite.created_at)
    kite.members.filter(person=ben).delete()
    assert run not in Run.objects.visible_to(ben)
    assert group_named(look.name, by=ben) is None


def test_it_becomes_an_experiment_with_its_runs(kite, ada, look):
    before = start_run(look.group, NewRun(name="look"), by=ada)
    task = experiment_from(look, by=ada)
    before.refresh_from_db()
    assert before.task == task
    assert Experiment.of(task).hypothesis == "Does the colour matter?"
    assert not task.is_in_progress
    assert start_run(look.group, NewRun(name="later"), by=ada).task == task


def test_it_is_let_go_with_a_sentence(look, ada):
    with pytest.raises(ReasonMissing):
        look.let_go(" ", by=ada)
    look.let_go("No, it does not.", by=ada)
    assert not look.is_open
    with pytest.raises(ScratchSettled):
        experiment_from(look, by=ada)


def test_the_page_shows_lines_runs_and_what_became_of_them(ada_client, kite, ada, look):
    run = start_run(look.group, NewRun(name="look"), by=ada)
    assert ada_client.post(address(kite), {"text": "Or the string?"}).status_code == 303
    ada_client.post(address(kite, "scratch_end", 2), {"learned": "Strings are strings."})
    page = ada_client.get(address(kite)).content.decode()
    for words in ("Does the colour matter?", look.name, f"Run {run.number}", "Strings are strings."):
        assert words in page
    answer = ada_client.post(address(kite, "scratch_experiment", 1))
    assert answer.status_code == 303
    assert ada_client.post(address(kite, "scratch_experiment", 1)).status_code == 409


def test_of_many_runs_of_a_line_the_newest_are_shown_and_all_are_counted(ada_client, api, kite, ada, look):
    runs = [start_run(look.group, NewRun(name="look"), by=ada).number for _number in range(6)]
    page = ada_client.get(address(kite)).content.decode()
    assert "and 2 more" in page
    assert [f"Run {number}<" in page for number in runs] == [False, False, True, True, True, True]
    assert api(ada).get(f"/api/v1/projects/{kite.key}/scratch").json()["items"][0]["runs"] == 6


def test_a_line_without_words_comes_back(ada_client, kite, look):
    assert ada_client.post(address(kite), {"text": " "}).status_code == 422
    answer = ada_client.post(address(kite, "scratch_end", 1), {"learned": ""})
    assert answer.status_code == 422
    assert "nothing is a lesson too" in answer.content.decode()


def test_outsiders_find_nothing_and_guests_change_nothing(cy_client, gil_client, gil, ada, kite, look):
    assert cy_client.get(address(kite)).status_code == 404
    assert cy_client.post(address(kite, "scratch_end", 1), {"learned": "x"}).status_code == 404
    kite.add_member(gil, by=ada)
    assert "Note it" not in gil_client.get(address(kite)).content.decode()
    assert gil_client.post(address(kite), {"text": "x"}).status_code == 403
    assert gil_client.post(address(kite, "scratch_experiment", 1)).status_code == 403


def test_the_number_of_queries_does_not_grow(ada_client, kite, ada, look, django_assert_max_num_queries):
    for number in range(5):
        one = Scratch.add(kite, f"Look {number}", by=ada)
        start_run(one.group, NewRun(name="look"), by=ada)
    with django_assert_max_num_queries(10):
        ada_client.get(address(kite))


def test_programs_read_write_and_settle_it(api, ada, kite):
    base = f"/api/v1/projects/{kite.key}/scratch"
    made = api(ada).post(base, {"text": "Does it fly?"}, content_type="application/json")
    assert (made.status_code, made.json()["mlflow_experiment_name"]) == (201, f"{kite.key}-SCRATCH-1")
    other = api(ada).post(base, {"text": "Does it sing?"}, content_type="application/json").json()
    let_go = api(ada).post(f"{base}/{other['number']}/end", {"learned": "No."}, content_type="application/json")
    assert let_go.json()["learned"] == "No."
    became = api(ada).post(f"{base}/1/experiment", content_type="application/json").json()
    assert Experiment.objects.get().task.key == became["task"]
    assert {one["state"] for one in api(ada).get(base).json()["items"]} == {"let-go", "experiment"}


def found(text, reader):
    return [hit.plain_title for hit in find(text, reader=reader).hits]


def test_a_line_is_found_at_once_with_what_was_learned(ada, gil, cy, look):
    assert found("colour", ada) == [look.text]
    look.let_go("Hardly, but the varnish does.", by=ada)
    (hit,) = find("varnish", reader=ada).hits
    assert (hit.plain_title, hit.where) == (look.text, "Learned")
    assert found("colour", gil) == found("colour", cy) == []


def test_runs_of_a_private_list_are_found_by_its_people_only(kite, ada, ben, look):
    Project.objects.filter(pk=kite.pk).update(private_at=kite.created_at)
    kite.members.filter(person=ben).delete()
    run = start_run(look.group, NewRun(name="varnished"), by=ada)
    stale.freshen()
    assert found("varnished", ada) == [str(run)]
    assert found("varnished", ben) == []
