"""The experiment log writes itself."""

from datetime import timedelta

import pytest

from assay.documents.models import Document
from assay.documents.self_written import SELF_WRITTEN
from assay.experiments.log import as_markdown
from assay.experiments.models import Experiment
from assay.experiments.queries.log import A_PAGE, log_of
from assay.kit.clock import now
from assay.pure.verdict import State
from assay.tasks.models import Task

pytestmark = pytest.mark.django_db


def tried(kite, ada, title="Wing area", outcome="failure", ago=0, **facts):
    task = Task.create(kite, title=title, kind="experiment", by=ada)
    experiment = Experiment.of(task)
    at = now() - timedelta(days=ago)
    decided = {"concluded_at": at, "concluded_by": ada, "verdict": State.NOT_MET.value} if outcome else {}
    said = {"hypothesis": f"{title} lifts f1", "outcome": outcome, "baseline_values": {"f1": 0.8}, **decided, **facts}
    Experiment.objects.filter(pk=experiment.pk).update(**said)
    return Experiment.objects.get(pk=experiment.pk)


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_the_vault_lists_it_and_it_tells_failures_as_carefully_as_successes(ada_client, kite, ada):
    told = {"learnings": "Bigger is *not* better.", "kept": "discard", "kept_because": "It costs too much"}
    tried(kite, ada, **told, observations="f1 fell")
    tried(kite, ada, title="Tail length", outcome="success", learnings="Longer flies straighter.", ago=70)
    assert "Kept by itself" in page(ada_client, "/projects/KITE/documents/")
    log = page(ada_client, "/documents/kept/KITE-experiment-log")
    assert "Bigger is <em>not</em> better." in log
    assert "Discarded because" in log
    assert "f1 .80" in log
    assert log.index("Wing area") < log.index("Tail length")
    assert log.count('class="log__month"') == 2


def test_it_is_narrowed_to_an_outcome_and_paged(ada_client, kite, ada):
    tried(kite, ada, outcome="success", title="Tail length")
    for number in range(A_PAGE + 1):
        tried(kite, ada, title=f"Try {number}", ago=number)
    failures = page(ada_client, "/documents/kept/KITE-experiment-log?outcome=failure")
    assert "Tail length" not in failures
    assert "Page 1 of 2" in failures
    assert "Page 2 of 2" in page(ada_client, "/documents/kept/KITE-experiment-log?outcome=failure&page=9")
    assert log_of(kite, outcome="nonsense").outcome == ""
    assert page(ada_client, "/documents/kept/KITE-experiment-log?page=x&outcome=stopped")


def test_it_is_taken_along_as_markdown(ada_client, kite, ada):
    tried(kite, ada, learnings="Bigger is *not* better.", run_count=2)
    response = ada_client.get("/documents/kept/KITE-experiment-log.md")
    assert response.headers["Content-Disposition"] == 'attachment; filename="KITE-experiment-log.md"'
    text = response.content.decode()
    assert text.startswith("# Experiment log of Kite\n\n## ")
    assert "Failure, 2 runs" in text
    assert "**Learned.** Bigger is *not* better." in text


def test_it_is_read_by_the_api(api, kite, ada, cy):
    tried(kite, ada)
    assert "Wing area" in api(ada).get("/api/v1/projects/KITE/experiment-log").json()["text"]
    assert api(cy).get("/api/v1/projects/KITE/experiment-log").status_code == 404


def test_outside_it_reads_without_jargon_and_leads_nowhere(kite, ada):
    tried(kite, ada, learnings="Bigger is not better, see KITE-1.")
    kind = SELF_WRITTEN
    assert kind.outside
    found = kind.find(ada, [f"{kite.pk}-experiment-log"])[f"{kite.pk}-experiment-log"]
    html = kind.outside(found)
    assert "It did not work." in html
    assert "see KITE-1." in html
    assert "<a " not in html
    assert found.project_id == kite.pk


def test_it_is_found_by_those_who_see_the_project_only(kite, ada, cy, cy_client):
    kind, own = SELF_WRITTEN, f"{kite.pk}-experiment-log"
    assert kind.find(cy, [own, "x-experiment-log", f"{kite.pk}-nothing", "", f"{kite.pk}"]) == {}
    assert kind.named
    assert kind.named(cy, ["KITE-experiment-log"]) == {}
    assert list(kind.named(ada, ["KITE-experiment-log", "KITE-nothing", "x"])) == ["KITE-experiment-log"]
    assert list(kind.find(ada, [own, f"{kite.pk}-nothing", "9" * 30 + "-experiment-log"])) == [own]
    assert cy_client.get("/documents/kept/KITE-experiment-log").status_code == 404
    assert cy_client.get("/documents/kept/KITE-experiment-log.md").status_code == 404


def test_a_page_of_it_costs_the_same_however_long_it_is(kite, ada, django_assert_num_queries):
    for number in range(A_PAGE):
        tried(kite, ada, title=f"Try {number}")
    with django_assert_num_queries(4):
        log_of(kite)


def test_it_is_no_document_to_edit(kite, ada):
    tried(kite, ada)
    assert "Wing area" in as_markdown(kite)
    assert not Document.objects.exists()
