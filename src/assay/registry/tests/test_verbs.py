"""The verbs of models and versions: what they keep, what they refuse, what they record."""

from typing import Any

import pytest

from assay.activity.models import Event
from assay.registry.models import ModelGone, ModelVersion, NameTaken, NoSuchVersion, RegisteredModel, Stage
from assay.registry.naming import BadName, checked_alias
from assay.registry.tests.registered import registered
from assay.runs import linking
from assay.runs.limits import BadValue
from assay.runs.tests.logged import experiment
from assay.search.finding import find


def events(model: RegisteredModel) -> list[str]:
    return list(Event.objects.about(model.subject).order_by("pk").values_list("kind", flat=True))


def test_project_comes_from_the_first_run_that_has_a_task(ada: Any, kite: Any) -> None:
    model = registered(ada).model
    assert model.project is None
    assert registered(ada, task=experiment(kite, ada)).model.project == kite
    assert registered(ada).model.project == kite


def test_linking_the_run_later_helps_the_next_version(ada: Any, kite: Any) -> None:
    version = registered(ada)
    assert version.run
    linking.link(version.run, experiment(kite, ada), by=ada)
    assert RegisteredModel.objects.get().project is None


def test_second_name_is_refused_but_in_another_workspace(ada: Any, cy: Any) -> None:
    RegisteredModel.register("churn", by=ada)
    with pytest.raises(NameTaken):
        RegisteredModel.register("churn", by=ada)
    RegisteredModel.register("churn", by=cy)


def test_rename_to_a_taken_name_changes_nothing(ada: Any) -> None:
    RegisteredModel.register("taken", by=ada)
    model = RegisteredModel.register("churn", by=ada)
    with pytest.raises(NameTaken):
        model.rename("taken", by=ada)
    assert model.name == "churn"
    model.rename("churn", by=ada)
    assert events(model) == ["registered_model.created"]


def test_verbs_write_the_history_once(ada: Any) -> None:
    version = registered(ada)
    model = version.model
    for _repeat in range(2):
        model.describe("Who leaves", by=ada)
        model.set_tag("team", "growth", by=ada)
        model.set_alias("champion", 1, by=ada)
        version.describe("First", by=ada)
        version.set_tag("ok", "yes", by=ada)
        version.move_to_stage(Stage.STAGING, by=ada)
    for _repeat in range(2):
        model.remove_tag("team", by=ada)
        version.remove_tag("ok", by=ada)
        model.remove_alias("champion", by=ada)
    model.rename("leavers", by=ada)
    version.discard(by=ada)
    model.discard(by=ada)
    assert events(model) == [
        "registered_model.created",
        "model_version.created",
        "registered_model.described",
        "registered_model_tag.set",
        "model_version_alias.set",
        "model_version.described",
        "model_version_tag.set",
        "model_version.staged",
        "registered_model_tag.deleted",
        "model_version_tag.deleted",
        "model_version_alias.deleted",
        "registered_model.renamed",
        "model_version.deleted",
        "registered_model.deleted",
    ]
    assert all(event.happening.wording() for event in Event.objects.about(model.subject))


def test_alias_says_where_it_was_before(ada: Any) -> None:
    model = registered(ada).model
    registered(ada)
    model.set_alias("champion", 1, by=ada)
    model.set_alias("champion", 2, by=ada)
    told = Event.objects.about(model.subject).filter(kind="model_version_alias.set").order_by("pk")
    assert [event.data["before"] for event in told] == [0, 1]
    assert [alias.version.number for alias in model.aliases.all()] == [2]


def test_what_is_deleted_can_no_longer_be_changed(ada: Any) -> None:
    version, other = registered(ada), registered(ada)
    version.discard(by=ada)
    with pytest.raises(NoSuchVersion):
        ModelVersion.objects.get(pk=version.pk).describe("Too late", by=ada)
    with pytest.raises(NoSuchVersion):
        other.model.set_alias("champion", 1, by=ada)
    other.model.discard(by=ada)
    with pytest.raises(ModelGone):
        other.describe("Too late", by=ada)


def test_replacing_archives_those_that_were_there(ada: Any) -> None:
    first, second = registered(ada), registered(ada)
    first.move_to_stage(Stage.PRODUCTION, by=ada)
    second.replace_in_stage(Stage.PRODUCTION, by=ada)
    assert list(ModelVersion.objects.order_by("number").values_list("stage", flat=True)) == ["Archived", "Production"]


@pytest.mark.parametrize("alias", ["champion", "a-b_c", "v", "v1x", "Ünder"])
def test_good_aliases(alias: str) -> None:
    assert checked_alias(alias) == alias


@pytest.mark.parametrize("alias", ["", "v1", "latest", "a b", "champion\n"])
def test_bad_aliases(alias: str) -> None:
    with pytest.raises(BadName):
        checked_alias(alias)


def test_too_long_texts_are_refused(ada: Any) -> None:
    model = RegisteredModel.register("churn", by=ada)
    with pytest.raises(BadValue):
        model.describe("x" * 5001, by=ada)
    with pytest.raises(BadValue):
        model.set_tag("key", "x" * 100_001, by=ada)


def test_the_longest_name_in_any_letters_is_taken_and_found(ada: Any) -> None:
    name = "ж" * 256
    RegisteredModel.register(name, by=ada)
    assert [hit.plain_title for hit in find(name[:200], reader=ada).hits] == [name]
