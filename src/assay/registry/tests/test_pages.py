"""The pages of models: what they show and to whom."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.test import Client

from assay.experiments.models import Draft, Experiment
from assay.pure.criteria import parse_criterion
from assay.registry.actions import register
from assay.registry.models import ModelVersion, RegisteredModel
from assay.registry.queries.model_page import PAGE
from assay.registry.sources import origin_of_logged
from assay.registry.tests.registered import logged_model, registered
from assay.runs.ingest import writing_to
from assay.runs.lifecycle import delete_run
from assay.runs.tests.logged import MARKUP, experiment, logged_run, page, queries_of

CHURN = "/models/churn"


@pytest.fixture
def version(ada: Any, kite: Any) -> ModelVersion:
    """A version of churn, made by a run of an experiment that asks for the f1 on test."""
    task = experiment(kite, ada)
    draft = Draft(hypothesis="It helps", criteria=[parse_criterion("f1 >= 0.8 on test")], makes_baseline=True)
    Experiment.of(task).write(draft, by=ada)
    return registered(ada, task=task, metrics={"test_f1": 0.8125, "a_loss": 0.3})


def test_empty_list_says_how_to_begin(ada_client: Client) -> None:
    assert "registered_model_name=" in page(ada_client, "/models/")


def test_list_names_version_alias_result_and_experiment(ada_client: Client, ada: Any, version: ModelVersion) -> None:
    version.model.set_alias("champion", 1, by=ada)
    text = page(ada_client, "/models/")
    assert version.run
    assert version.run.task
    for part in ("churn", "champion", "test_f1", ".8125", version.run.task.key):
        assert part in text


def test_list_is_filtered_by_name_and_by_project(ada_client: Client, ada: Any, version: ModelVersion) -> None:
    RegisteredModel.register("price", by=ada)
    assert "price" in page(ada_client, "/models/")
    assert "price" not in page(ada_client, "/models/?q=chu")
    assert "price" not in page(ada_client, "/projects/KITE/models")
    assert "No model fits" in page(ada_client, "/models/?q=nothing")


def test_pages_take_a_fixed_number_of_queries(ada_client: Client, ada: Any, version: ModelVersion) -> None:
    few = [queries_of(partial(ada_client.get, path)) for path in ("/models/", CHURN)]
    for number in range(5):
        registered(ada, task=version.run.task if version.run else None, metrics={"test_f1": 0.5})
        registered(ada, f"m{number}", metrics={"test_f1": 0.5}).model.set_alias("champion", 1, by=ada)
    many = [queries_of(partial(ada_client.get, path)) for path in ("/models/", CHURN)]
    assert many[0] <= few[0] + 1
    assert many[1] == few[1]
    assert max(many) <= 18
    assert queries_of(lambda: ada_client.get(f"{CHURN}/versions/1")) <= 18


def test_model_page_shows_versions_and_how_to_load_one(ada_client: Client, ada: Any, version: ModelVersion) -> None:
    text = page(ada_client, CHURN)
    assert "models:/churn/1" in text
    version.model.set_alias("champion", 1, by=ada)
    assert "models:/churn@champion" in page(ada_client, CHURN)
    assert version.run
    assert f"/runs/{version.run.uid}" in text


def test_version_page_leads_back_to_data_and_code(ada_client: Client, version: ModelVersion) -> None:
    text = page(ada_client, f"{CHURN}/versions/1")
    assert version.run
    assert version.run.task
    for part in (version.run.task.key, "customers", "3f2c1a9b3f", "train.py", "MLmodel", "model.pkl", "test_f1"):
        assert part in text


def test_files_of_a_version_are_saved_never_shown(ada_client: Client, version: ModelVersion) -> None:
    answer: Any = ada_client.get(f"{CHURN}/versions/1/artifacts/data/model.pkl")
    assert b"".join(answer.streaming_content) == b"data/model.pkl"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert ada_client.get(f"{CHURN}/versions/1/artifacts/nothing").status_code == 404


def test_texts_of_clients_stay_texts(ada_client: Client, ada: Any) -> None:
    version = registered(ada, MARKUP.replace("/", ""), metrics={MARKUP: 1.0})
    version.describe(MARKUP, by=ada)
    version.model.describe(MARKUP, by=ada)
    version.model.set_tag(MARKUP, MARKUP, by=ada)
    model = f"/models/{MARKUP.replace('/', '')}"
    for path in ("/models/", model, f"{model}/versions/1", f"{model}/edit"):
        assert "<img src=x" not in page(ada_client, path)


def test_name_and_description_are_edited(ada_client: Client, ada: Any, version: ModelVersion) -> None:
    RegisteredModel.register("taken", by=ada)
    assert "Name" in page(ada_client, f"{CHURN}/edit")
    taken = ada_client.post(f"{CHURN}/edit", {"name": "taken", "description": "x"})
    assert taken.status_code == 422
    assert ada_client.post(f"{CHURN}/edit", {"name": "a/b", "description": ""}).status_code == 422
    done = ada_client.post(f"{CHURN}/edit", {"name": "leavers", "description": "Who **leaves**"})
    assert (done.status_code, done.headers["Location"]) == (303, "/models/leavers")
    assert "<strong>leaves</strong>" in page(ada_client, "/models/leavers")


def test_alias_is_set_and_removed_from_both_pages(ada_client: Client, version: ModelVersion) -> None:
    set_here = ada_client.post(f"{CHURN}/aliases", {"alias": "champion", "version": "1", "from": "1"})
    assert set_here.headers["Location"] == f"{CHURN}/versions/1"
    assert version.aliases.get().name == "champion"
    gone = ada_client.post(f"{CHURN}/alias-removal", {"alias": "champion"})
    assert gone.headers["Location"] == CHURN
    assert not version.aliases.exists()


@pytest.mark.parametrize(
    ("form", "status"), [({"alias": "v1", "version": "1"}, 422), ({"alias": "a", "version": "7"}, 404)]
)
def test_impossible_aliases_are_refused(ada_client: Client, version: ModelVersion, form: Any, status: int) -> None:
    assert ada_client.post(f"{CHURN}/aliases", form).status_code == status


def test_tags_of_model_and_version(ada_client: Client, version: ModelVersion) -> None:
    for address in (CHURN, f"{CHURN}/versions/1"):
        assert ada_client.post(f"{address}/tags", {"key": "team", "value": "growth"}).status_code == 303
        assert "growth" in page(ada_client, address)
        assert ada_client.post(f"{address}/tags", {"key": "", "value": "x"}).status_code == 422
        assert ada_client.post(f"{address}/tag-removal", {"key": "team"}).status_code == 303
    assert not version.tags.exists()
    assert not version.model.tags.exists()


def test_version_is_described_and_deleted(ada_client: Client, version: ModelVersion) -> None:
    assert ada_client.post(f"{CHURN}/versions/1/description", {"description": "Good"}).status_code == 303
    assert "Good" in page(ada_client, f"{CHURN}/versions/1")
    assert ada_client.post(f"{CHURN}/versions/1/deletion").status_code == 303
    assert ada_client.get(f"{CHURN}/versions/1").status_code == 404
    assert "No versions yet" in page(ada_client, CHURN)


def test_model_is_deleted(ada_client: Client, version: ModelVersion) -> None:
    assert ada_client.post(f"{CHURN}/deletion").headers["Location"] == "/models/"
    assert ada_client.get(CHURN).status_code == 404


def test_run_page_registers_its_models(ada_client: Client, ada: Any) -> None:
    model = logged_model(ada, name="boosted")
    assert model.run
    run, address = f"/runs/{model.run.uid}", f"/runs/{model.run.uid}/models/{model.uid}/registration"
    assert "not registered yet" in page(ada_client, run)
    assert ada_client.post(address, {"name": "a/b"}).status_code == 422
    for number in (1, 2):
        assert ada_client.post(address, {"name": "churn"}).headers["Location"] == f"{CHURN}/versions/{number}"
    assert f"{CHURN}/versions/2" in page(ada_client, run)


def test_run_without_models_has_no_such_section(ada_client: Client, ada: Any) -> None:
    assert "Model registry" not in page(ada_client, f"/runs/{logged_run(ada).uid}")


def test_changed_model_sends_its_versions_alone(ada_client: Client, version: ModelVersion) -> None:
    text = page(ada_client, CHURN, headers={"HX-Request": "true"})
    assert text.lstrip().startswith('<div id="versions"')


def test_guest_reads_models_of_own_projects_and_changes_none(
    gil_client: Client, gil: Any, ada: Any, kite: Any, version: ModelVersion
) -> None:
    registered(ada, "free")
    assert gil_client.get(CHURN).status_code == 404
    kite.add_member(gil, by=ada)
    text = page(gil_client, "/models/")
    assert "churn" in text
    assert "free" not in text
    assert gil_client.get("/models/free").status_code == 404
    assert "Edit" not in page(gil_client, CHURN)
    assert gil_client.get(f"{CHURN}/edit").status_code == 403
    for path in ("aliases", "alias-removal", "tags", "tag-removal", "deletion", "versions/1/deletion"):
        assert gil_client.post(f"{CHURN}/{path}", {"alias": "a", "version": "1", "key": "k"}).status_code == 403


def test_outsider_cannot_tell_that_the_model_exists(cy_client: Client, version: ModelVersion) -> None:
    assert "churn" not in page(cy_client, "/models/").replace('registered_model_name="churn"', "").replace(
        '("churn"', ""
    ).replace("&#34;churn&#34;", "")
    for path in ("", "/edit", "/versions/1", "/versions/1/artifacts/MLmodel"):
        assert cy_client.get(CHURN + path).status_code == 404
    for path in ("/aliases", "/tags", "/deletion", "/versions/1/deletion", "/versions/1/description"):
        assert cy_client.post(CHURN + path, {"alias": "a", "version": "1"}).status_code == 404


def test_versions_are_paged(ada_client: Client, ada: Any) -> None:
    origin = origin_of_logged(logged_model(ada))
    for _number in range(PAGE + 1):
        register("churn", origin, by=ada)
    text = page(ada_client, CHURN)
    assert f"versions/{PAGE + 1}" in text
    assert f"/models/churn/versions/1{chr(34)}" not in text
    older = page(ada_client, f"{CHURN}?cursor={ModelVersion.objects.get(number=2).pk}")
    assert f"/models/churn/versions/1{chr(34)}" in older
    assert ada_client.get(f"{CHURN}?cursor=x").status_code == 422


def test_version_of_a_deleted_run_says_so(ada_client: Client, ada: Any, version: ModelVersion) -> None:
    assert version.run
    with writing_to(version.run.uid, by=ada, deleted=True) as run:
        delete_run(run, by=ada)
    assert "Its run is gone" in page(ada_client, f"{CHURN}/versions/1")


def test_person_without_session_is_sent_to_sign_in(anonymous: Client, client_of: Callable[..., Client]) -> None:
    assert anonymous.get("/models/").status_code == 302
