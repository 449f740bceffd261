"""The library of experiments, and what was tried that is like a new hypothesis."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assay.demo import sample
from assay.demo.first_models import FIRST_MODELS
from assay.experiments.models import Experiment
from assay.experiments.queries.library import library
from assay.experiments.queries.related import related_to
from assay.experiments.tests.trainings import Training
from assay.kit.clock import now
from assay.projects.models import Project
from assay.search.indexing import index
from assay.tasks.models import Task

pytestmark = pytest.mark.django_db


@pytest.fixture
def ended(kite, ada):
    """Make concluded experiments, as they lie in the library; those of the workflow are put away."""
    kite.tasks.all().delete()

    def end(title, outcome="success", **facts):
        task = Task.create(kite, title=title, by=ada, kind="experiment")
        said = {"kept": "keep", "concluded_at": now(), "concluded_by": ada, "outcome": outcome}
        Experiment.objects.create(task=task, **said, **facts)
        index("task", [str(task.pk)])
        return task

    return end


def titles(reader, **asked):
    return [one.task.title for one in library(reader, asked).tried]


def test_a_failure_stands_where_a_success_would(ended, ada):
    words = {"hypothesis": "Tenure lifts the score.", "learnings": "Tenure says little."}
    ended("First", "success", **words)
    ended("Second", "failure", **words)
    ended("Third", "stopped", **words)
    assert titles(ada) == ["Third", "Second", "First"]
    assert titles(ada, q="tenure score") == ["Third", "Second", "First"]


def test_filters_narrow_and_words_are_looked_for_everywhere(ended, kite, ada):
    ended("Graph", "failure", learnings="Message passing overfits.", planned_data="customers v7")
    ended("Trees", "success", learnings="Depth eight is enough.")
    assert titles(ada, outcome="failure") == titles(ada, dataset="customers") == ["Graph"]
    assert titles(ada, q="overfitting") == ["Graph"]
    assert titles(ada, q="depth", project="KITE", kept="keep") == ["Trees"]
    assert titles(ada, metric="f1") == titles(ada, person=999_999) == []


def test_the_page_shows_what_was_learned_before_what_was_asked(ended, ada_client):
    ended("Graph", "failure", hypothesis="Graphs beat trees.", learnings="They do <b>not</b>.")
    page = ada_client.get("/library").content.decode()
    assert page.index("They do &lt;b&gt;not&lt;/b&gt;.") < page.index("Graphs beat trees.")
    assert "Failure" in page


@pytest.mark.parametrize(
    "query", ["outcome=balloon", "since=yesterday", "person=x&project=NONE", "page=0", "page=x&q=-", "q=%22"]
)
def test_any_address_gets_a_page(ended, ada_client, query):
    ended("Graph")
    assert ada_client.get(f"/library?{query}").status_code == 200


def test_pages_queries_and_export(ended, ada_client):
    for number in range(25):
        ended(f"=Number {number}", learnings="Nothing.")
    with CaptureQueriesContext(connection) as captured:
        first = ada_client.get("/library").content.decode()
    assert len(captured) <= 15
    assert "page=2" in first
    assert ada_client.get("/library?page=2").content.decode().count("<article") == 5
    lines = ada_client.get("/library?format=csv").content.decode().splitlines()
    assert len(lines) == 26
    assert ",'=Number 24," in lines[1]


def test_nobody_reads_what_they_may_not_see(ended, kite, ada, ben, ben_client, cy_client, anonymous):
    ended("Secret tenure", learnings="Canary.")
    Project.objects.filter(pk=kite.pk).update(private_at=kite.created_at)
    for client in (ben_client, cy_client):
        for address in ("/library", "/library?q=tenure", "/library?project=KITE", "/library?format=csv"):
            assert "Canary" not in client.get(address).content.decode()
        assert "Canary" not in client.post("/library/related", {"hypothesis": "tenure"}).content.decode()
        assert client.get("/projects/KITE/library").status_code == 404
    assert anonymous.get("/library").status_code == 302


def test_a_hypothesis_finds_what_shares_rare_words_with_it(ended, kite, ada):
    for number in range(6):
        ended(f"Plain {number}", hypothesis="The score of the model rises.")
    graph = ended("Graph", "failure", hypothesis="Message passing over households lifts the score of the model.")
    found = related_to("A model of household graphs scores better.", reader=ada, project="KITE")
    assert [one.tried.task.pk for one in found] == [graph.pk]
    assert found[0].is_near
    assert set(found[0].words) == {"household", "graphs", "model", "scores"}
    assert related_to("household", reader=ada, but=str(graph.pk)) == []
    assert related_to("", reader=ada) == related_to("the", reader=ada) == []


def test_most_of_what_is_written_is_found_however_frequent_its_words_are(ended, ada):
    for number in range(3):
        ended(f"Tenure {number}", hypothesis="Tenure lowers the churn of households.")
    assert len(related_to("Churn and tenure.", reader=ada)) == 3
    assert related_to("Churn by weekday, region and contract.", reader=ada) == []


def test_what_shares_the_subject_stands_before_what_shares_only_a_comparison(db):
    team = sample.plant()
    told = {question.name: sample.task_of(team, question) for question in FIRST_MODELS.all_questions}
    for name in ("seeds", "folds", "svm"):
        Training.begin(told[name], by=team["ana"]).log(test_accuracy=0.9).end()
    text = "A forest of ten trees reads digits better than the baseline, and is right more often."
    found = related_to(text, reader=team["ana"], project="FM")
    assert found[0].tried.task.pk == told["seeds"].pk
    assert {"forest", "trees", "reads", "digits"} <= set(found[0].words)
    assert not {"better", "right", "ten", "often"} & {word for one in found for word in one.words}
    planned = [one.is_planned for one in found]
    assert True in planned
    assert planned == sorted(planned)


def test_the_related_ones_come_while_the_plan_is_written(ended, kite, ada, ada_client):
    ended("Graph", "failure", hypothesis="Households matter.", learnings="They do not.")
    page = ada_client.post("/library/related", {"hypothesis": "households", "near": "KITE"}).content.decode()
    assert "They do not." in page
    draft = Task.create(kite, title="Again", by=ada, kind="experiment")
    assert 'hx-post="/library/related"' in ada_client.get(f"/tasks/{draft.key}").content.decode()
