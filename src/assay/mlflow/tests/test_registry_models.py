"""Registered models, their tags and aliases, as MLflow clients ask for them."""

from collections.abc import Callable
from typing import Any

import pytest

from assay.accounts.models import Person
from assay.activity.models import Event
from assay.mlflow.tests.tracker import Tracker

MISSING = (404, "RESOURCE_DOES_NOT_EXIST")
INVALID = (400, "INVALID_PARAMETER_VALUE")
EXISTS = (400, "RESOURCE_ALREADY_EXISTS")
PROMPT = "tags.`mlflow.prompt.is_prompt`"


def logged(tracker: Tracker, *, experiment_id: str = "0") -> tuple[str, str]:
    """Return the ids of a run and of the model it logged."""
    run = tracker.start(experiment_id=experiment_id)
    model = tracker.ask("logged-models", experiment_id=experiment_id, name="clf", source_run_id=run)
    return run, str(model["model"]["info"]["model_id"])


def make(tracker: Tracker, name: str = "churn", *, versions: int = 0, **facts: Any) -> None:
    """Register a model with that many versions."""
    tracker.ask("registered-models/create", name=name, **facts)
    for _number in range(versions):
        run, model = logged(tracker)
        tracker.ask("model-versions/create", name=name, source=f"models:/{model}", run_id=run, model_id=model)


def names(tracker: Tracker, text: str = "", **query: Any) -> list[str]:
    found = tracker.get("registered-models/search", filter=text, **query).get("registered_models", [])
    return [model["name"] for model in found]


def test_model_is_made_once_and_shown(tracker: Tracker) -> None:
    made = tracker.ask(
        "registered-models/create", name="churn", description="Who leaves", tags=[{"key": "a", "value": "1"}]
    )
    shown = tracker.get("registered-models/get", name="churn")["registered_model"]
    assert made["registered_model"] == shown
    assert (shown["name"], shown["description"]) == ("churn", "Who leaves")
    assert shown["tags"] == [{"key": "a", "value": "1"}]
    assert isinstance(shown["creation_timestamp"], int)
    assert tracker.refused("registered-models/create", name="churn") == EXISTS
    assert tracker.not_got("registered-models/get", name="other") == MISSING


@pytest.mark.parametrize("name", ["", "  ", "a/b", "a:b", "..", "x" * 257, "a\0b"])
def test_impossible_names_are_refused(tracker: Tracker, name: str) -> None:
    assert tracker.refused("registered-models/create", name=name) == INVALID


def test_prompt_is_no_model(tracker: Tracker) -> None:
    tags = [{"key": "mlflow.prompt.is_prompt", "value": "true"}]
    assert tracker.refused("registered-models/create", name="hello", tags=tags) == INVALID


def test_rename_and_describe(tracker: Tracker) -> None:
    make(tracker, versions=1)
    make(tracker, "taken")
    renamed = tracker.ask("registered-models/rename", name="churn", new_name="leavers")["registered_model"]
    assert renamed["latest_versions"][0]["name"] == "leavers"
    assert tracker.refused("registered-models/rename", name="leavers", new_name="taken") == EXISTS
    assert tracker.refused("registered-models/rename", name="leavers", new_name="a/b") == INVALID
    told = tracker.ask("registered-models/update", method="PATCH", name="leavers", description="New")
    assert told["registered_model"]["description"] == "New"
    assert tracker.not_got("registered-models/get", name="churn") == MISSING


def test_deleted_model_frees_its_name_and_takes_its_versions_along(tracker: Tracker) -> None:
    make(tracker, versions=2)
    tracker.ask("registered-models/delete", method="DELETE", name="churn")
    assert tracker.not_got("registered-models/get", name="churn") == MISSING
    assert tracker.not_got("model-versions/get", name="churn", version="1") == MISSING
    assert tracker.get("model-versions/search") == {"model_versions": []}
    assert tracker.refused("registered-models/delete", method="DELETE", name="churn") == MISSING
    make(tracker)
    assert tracker.get("registered-models/get", name="churn")["registered_model"]["latest_versions"] == []


def test_tags_are_set_and_taken_off(tracker: Tracker) -> None:
    make(tracker)
    tracker.ask("registered-models/set-tag", name="churn", key="team", value="growth")
    tracker.ask("registered-models/set-tag", name="churn", key="team", value="core")
    assert tracker.get("registered-models/get", name="churn")["registered_model"]["tags"] == [
        {"key": "team", "value": "core"}
    ]
    for _repeat in range(2):
        tracker.ask("registered-models/delete-tag", method="DELETE", name="churn", key="team")
    assert tracker.get("registered-models/get", name="churn")["registered_model"]["tags"] == []
    assert tracker.refused("registered-models/set-tag", name="churn", value="x") == INVALID
    assert tracker.refused("registered-models/set-tag", name="churn", key="k" * 251, value="x") == INVALID


def test_alias_moves_from_version_to_version(tracker: Tracker) -> None:
    make(tracker, versions=2)
    for version in ("1", "2"):
        tracker.ask("registered-models/alias", name="churn", alias="champion", version=version)
        found = tracker.get("registered-models/alias", name="churn", alias="champion")["model_version"]
        assert (found["version"], found["aliases"]) == (version, ["champion"])
    shown = tracker.get("registered-models/get", name="churn")["registered_model"]
    assert shown["aliases"] == [{"alias": "champion", "version": "2"}]
    tracker.ask("registered-models/alias", method="DELETE", name="churn", alias="champion")
    tracker.ask("registered-models/alias", method="DELETE", name="churn", alias="champion")
    assert tracker.not_got("registered-models/alias", name="churn", alias="champion") == INVALID


def test_latest_is_an_alias_of_its_own(tracker: Tracker) -> None:
    make(tracker)
    assert tracker.not_got("registered-models/alias", name="churn", alias="latest") == MISSING
    make(tracker, "other", versions=2)
    assert tracker.get("registered-models/alias", name="other", alias="Latest")["model_version"]["version"] == "2"
    assert tracker.not_got("registered-models/alias", name="nobody", alias="latest") == MISSING


@pytest.mark.parametrize("alias", ["", "latest", "LATEST", "v1", "V22", "a b", "a/b", "x" * 256])
def test_impossible_aliases_are_refused(tracker: Tracker, alias: str) -> None:
    make(tracker, versions=1)
    assert tracker.refused("registered-models/alias", name="churn", alias=alias, version="1") == INVALID


def test_alias_needs_a_version_that_is_there(tracker: Tracker) -> None:
    make(tracker)
    assert tracker.refused("registered-models/alias", name="churn", alias="a", version="7") == MISSING
    assert tracker.refused("registered-models/alias", name="churn", alias="a", version="one") == INVALID
    assert tracker.refused("registered-models/alias", name="nobody", alias="a", version="1") == MISSING


def test_search_understands_what_the_client_adds_by_itself(tracker: Tracker) -> None:
    make(tracker, "churn")
    make(tracker, "Churn-old")
    make(tracker, "price", tags=[{"key": "team", "value": "growth"}])
    assert names(tracker, f"{PROMPT} != 'true'") == ["Churn-old", "churn", "price"]
    assert names(tracker, f"{PROMPT} = 'true'") == []
    assert names(tracker, f"name = 'churn' AND {PROMPT} != 'true'") == ["churn"]
    assert names(tracker, "name LIKE 'churn%'") == ["churn"]
    assert names(tracker, "name ILIKE 'churn%'") == ["Churn-old", "churn"]
    assert names(tracker, "attribute.name != 'churn'") == ["Churn-old", "price"]
    assert names(tracker, "name IN ('churn', 'price')") == ["churn", "price"]
    assert names(tracker, "name NOT IN ('churn', 'price')") == ["Churn-old"]
    assert names(tracker, "tags.team = 'growth'") == ["price"]
    assert names(tracker, "tags.`team` ILIKE 'GR%' and name like '%'") == ["price"]
    assert names(tracker, "tags.team != 'growth'") == []


@pytest.mark.parametrize(
    "text",
    [
        "nonsense",
        "name > 'a'",
        "name = churn",
        "name = 'a' OR name = 'b'",
        "run_id = 'a'",
        "metrics.f1 > 1",
        "tags.a IN ('x')",
        "name IN ()",
        "name IN (1, 2)",
        "name LIKE '%%%%%%%%%%'",
        "name = 'a' AND",
    ],
)
def test_unreadable_filters_are_refused(tracker: Tracker, text: str) -> None:
    assert tracker.not_got("registered-models/search", filter=text) == INVALID


def test_search_is_ordered_and_paged(tracker: Tracker) -> None:
    for name in ("b", "a", "c"):
        make(tracker, name)
    assert names(tracker, order_by=["name DESC"]) == ["c", "b", "a"]
    assert names(tracker, order_by=["last_updated_timestamp DESC", "name ASC"]) == ["c", "a", "b"]
    page = tracker.get("registered-models/search", max_results=2)
    assert [one["name"] for one in page["registered_models"]] == ["a", "b"]
    assert names(tracker, page_token=page["next_page_token"], max_results=2) == ["c"]
    assert tracker.not_got("registered-models/search", order_by=["secret"]) == INVALID
    assert tracker.not_got("registered-models/search", order_by=["name", "name DESC"]) == INVALID
    assert tracker.not_got("registered-models/search", max_results=1001) == INVALID
    assert tracker.not_got("registered-models/search", page_token="x") == INVALID


def test_search_takes_as_many_queries_for_ten_models_as_for_two(
    tracker: Tracker, django_assert_max_num_queries: Any
) -> None:
    for number in range(10):
        make(tracker, f"m{number}", versions=1)
    with django_assert_max_num_queries(12):
        assert len(names(tracker)) == 10


def test_outsider_cannot_tell_that_a_model_exists(track: Callable[..., Tracker], tracker: Tracker, cy: Person) -> None:
    make(tracker, versions=1)
    tracker.ask("registered-models/alias", name="churn", alias="champion", version="1")
    outsider = track(cy)
    for name in ("churn", "nobody"):
        assert outsider.not_got("registered-models/get", name=name) == MISSING
        assert outsider.not_got("registered-models/alias", name=name, alias="champion") == MISSING
        assert outsider.not_got("registered-models/get-latest-versions", name=name) == MISSING
        assert outsider.refused("registered-models/rename", name=name, new_name="x") == MISSING
        assert outsider.refused("registered-models/update", method="PATCH", name=name, description="") == MISSING
        assert outsider.refused("registered-models/delete", method="DELETE", name=name) == MISSING
        assert outsider.refused("registered-models/set-tag", name=name, key="a", value="") == MISSING
        assert outsider.refused("registered-models/alias", name=name, alias="b", version="1") == MISSING
    assert names(outsider) == []
    make(outsider)
    assert names(outsider) == ["churn"]


def test_guest_sees_models_of_own_projects_and_writes_none(
    track: Callable[..., Tracker], tracker: Tracker, kite: Any, experiment: Any, ada: Person, gil: Person
) -> None:
    make(tracker, "free", versions=1)
    make(tracker, "kite")
    group = tracker.get("experiments/get-by-name", experiment_name=experiment.key)["experiment"]["experiment_id"]
    run, model = logged(tracker, experiment_id=group)
    tracker.ask("model-versions/create", name="kite", source=f"models:/{model}", run_id=run, model_id=model)
    guest = track(gil)
    assert names(guest) == []
    kite.add_member(gil, by=ada)
    assert names(guest) == ["kite"]
    assert guest.refused("registered-models/set-tag", name="kite", key="a", value="") == (403, "PERMISSION_DENIED")


def test_reading_token_writes_nothing(track: Callable[..., Tracker], ada: Person) -> None:
    assert track(ada, scope="read").refused("registered-models/create", name="a") == (403, "PERMISSION_DENIED")


def test_what_happens_is_kept(tracker: Tracker) -> None:
    make(tracker, versions=1)
    tracker.ask("registered-models/alias", name="churn", alias="champion", version="1")
    tracker.ask("registered-models/alias", method="DELETE", name="churn", alias="champion")
    tracker.ask("registered-models/delete", method="DELETE", name="churn")
    kinds = list(Event.objects.filter(subject_kind="model").order_by("pk").values_list("kind", flat=True))
    assert kinds == [
        "registered_model.created",
        "model_version.created",
        "model_version_alias.set",
        "model_version_alias.deleted",
        "registered_model.deleted",
    ]
