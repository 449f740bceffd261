"""Registered models and their versions."""

from tests.parity.cases.models import new_model
from tests.parity.speaking import Speaker, new_experiment, new_run

PROMPT = "tags.`mlflow.prompt.is_prompt` != 'true'"


def registered_models(s: Speaker) -> None:
    name = "parity reg"
    s.post("registered-models/create", name=name, description="d", tags=[{"key": "a", "value": "1"}])
    s.post("registered-models/create", name=name)
    for wrong in (
        {},
        {"name": ""},
        {"name": "a/b"},
        {"name": "a:b"},
        {"name": 7},
        {"name": "parity tags", "tags": "x"},
    ):
        s.post("registered-models/create", wrong)
    s.get("registered-models/get", name=name)
    s.get("registered-models/get", name="parity nothing")
    s.get("registered-models/get")
    s.send("PATCH", "registered-models/update", name=name, description="other")
    s.send("PATCH", "registered-models/update", name=name)
    s.send("PATCH", "registered-models/update", name="parity nothing", description="x")
    s.post("registered-models/rename", name=name, new_name="parity reg2")
    s.post("registered-models/rename", name="parity reg2", new_name=name)
    s.post("registered-models/rename", name=name, new_name="")
    s.post("registered-models/rename", name=name)
    s.post("registered-models/rename", name="parity nothing", new_name="parity other")
    for body in (
        {"key": "k", "value": "v"},
        {"key": "k", "value": "w"},
        {"key": "", "value": "v"},
        {"value": "v"},
        {"key": "e", "value": ""},
        {"key": "n"},
    ):
        s.post("registered-models/set-tag", {"name": name, **body})
    s.send("DELETE", "registered-models/delete-tag", name=name, key="k")
    s.send("DELETE", "registered-models/delete-tag", name=name, key="k")
    s.post("registered-models/set-tag", name="parity nothing", key="k", value="v")
    s.get("registered-models/get", name=name)
    s.get("registered-models/get-latest-versions", name=name)
    s.post("registered-models/get-latest-versions", name=name, stages=["Production"])
    s.post("registered-models/get-latest-versions", name=name, stages=["Nonsense"])
    s.send("DELETE", "registered-models/delete", name=name)
    s.send("DELETE", "registered-models/delete", name=name)
    s.get("registered-models/get", name=name)
    s.post("registered-models/create", name=name)


def registered_model_search(s: Speaker) -> None:
    for letter in "abc":
        s.post("registered-models/create", name=f"parity {letter}", tags=[{"key": "kind", "value": letter}])
    for text in (
        "name LIKE 'parity%'",
        "name = 'parity a'",
        "name != 'parity a' AND name LIKE 'parity%'",
        "name ILIKE 'parity%'",
        "tags.kind = 'b' AND name LIKE 'parity%'",
        f"{PROMPT} AND name LIKE 'parity%'",
        "name LIKE 'parity%' AND tags.`mlflow.prompt.is_prompt` = 'true'",
        "tag.kind != 'b' AND name LIKE 'parity%'",
        "nonsense = 'x'",
        "name > 'x'",
        "name = x",
        "run_id = 'x'",
        "name LIKE 'parity%' OR name = 'x'",
    ):
        s.get("registered-models/search", filter=text)
    for order in ("name DESC", "last_updated_timestamp ASC", "creation_timestamp DESC", "nonsense", "name UP"):
        s.get("registered-models/search", filter="name LIKE 'parity%'", order_by=order)
    for most in (1, 0, -1, 1000, 1001, "x"):
        s.get("registered-models/search", filter="name LIKE 'parity%'", max_results=most)


def new_versions(s: Speaker) -> tuple[str, str, str]:
    """Return the name of a model with two versions, the run and the logged model that they come from."""
    one = new_experiment(s, "versions")
    run = new_run(s, one)
    model = new_model(s, one, run)
    info = s.get("runs/get", run_id=run)["run"]["info"]
    at = f"/api/2.0/mlflow-artifacts/artifacts/{info['experiment_id']}/{run}/artifacts"
    s.put(f"{at}/model/MLmodel", b"flavors: {}")
    name = "parity versions"
    s.post("registered-models/create", name=name)
    s.post("model-versions/create", name=name, source=f"models:/{model}", run_id=run, model_id=model, description="one")
    s.post(
        "model-versions/create",
        name=name,
        source=f"{info['artifact_uri']}/model",
        run_id=run,
        tags=[{"key": "a", "value": "1"}],
    )
    return name, run, model


def versions(s: Speaker) -> None:
    name, run, model = new_versions(s)
    info = s.get("runs/get", run_id=run)["run"]["info"]
    for wrong in (
        {"source": f"runs:/{run}/model", "run_id": run},
        {"source": f"runs:/{'0' * 32}/model", "run_id": run},
        {"source": "file:///etc/passwd", "run_id": run},
        {"source": "/etc/passwd"},
        {"source": f"models:/{name}/1"},
        {"source": f"mlflow-artifacts:/{info['experiment_id']}/{run}/artifacts/../../x", "run_id": run},
        {"source": ""},
        {},
    ):
        s.post("model-versions/create", {"name": name, **wrong})
    s.post("model-versions/create", name="parity nothing", source=f"models:/{model}")


def version_facts(s: Speaker) -> None:
    name, _run, _model = new_versions(s)
    s.get("model-versions/get", name=name, version="1")
    s.get("model-versions/get", name=name, version=2)
    for version in ("99", "x", "", "0", "-1"):
        s.get("model-versions/get", name=name, version=version)
    s.get("model-versions/get-download-uri", name=name, version="1")
    s.get("model-versions/get-download-uri", name=name, version="99")
    s.send("PATCH", "model-versions/update", name=name, version="1", description="other")
    s.send("PATCH", "model-versions/update", name=name, version="99", description="x")
    for body in ({"key": "k", "value": "v"}, {"key": "", "value": "v"}, {"value": "v"}, {"key": "e", "value": ""}):
        s.post("model-versions/set-tag", {"name": name, "version": "1", **body})
    s.send("DELETE", "model-versions/delete-tag", name=name, version="1", key="k")
    s.send("DELETE", "model-versions/delete-tag", name=name, version="1", key="k")


def aliases_and_stages(s: Speaker) -> None:
    name, _run, _model = new_versions(s)
    for alias in ("champion", "Champion", "v1", "latest", "", "a b", "x" * 256, "a/b", "ok-1_a.b"):
        s.post("registered-models/alias", name=name, alias=alias, version="1")
    s.post("registered-models/alias", name=name, alias="champion", version="2")
    s.post("registered-models/alias", name=name, alias="other", version="99")
    for alias in ("champion", "CHAMPION", "nothing", "latest", ""):
        s.get("registered-models/alias", name=name, alias=alias)
    s.send("DELETE", "registered-models/alias", name=name, alias="champion")
    s.send("DELETE", "registered-models/alias", name=name, alias="champion")
    for stage in ("Staging", "production", "Archived", "None", "Nonsense", ""):
        s.post("model-versions/transition-stage", name=name, version="1", stage=stage, archive_existing_versions=False)
    s.post(
        "model-versions/transition-stage", name=name, version="1", stage="Production", archive_existing_versions=False
    )
    s.post(
        "model-versions/transition-stage", name=name, version="2", stage="Production", archive_existing_versions=True
    )
    s.get("registered-models/get", name=name)
    s.get("registered-models/get-latest-versions", name=name)


def version_search(s: Speaker) -> None:
    name, run, model = new_versions(s)
    for text in (
        f"name='{name}'",
        f"name LIKE '{name}'",
        f"name='{name}' AND run_id='{run}'",
        f"run_id IN ('{run}') AND name='{name}'",
        f"name='{name}' AND version_number > 1",
        f"name='{name}' AND tags.a = '1'",
        f"name='{name}' AND source_path LIKE 'models:%'",
        "nonsense = 'x'",
        "version_number = 'x'",
    ):
        s.get("model-versions/search", filter=text, order_by="version_number ASC")
    for order in (
        "version_number DESC",
        "name ASC",
        "last_updated_timestamp DESC",
        "creation_timestamp ASC",
        "nonsense",
    ):
        s.get("model-versions/search", filter=f"name='{name}'", order_by=order)
    s.send("DELETE", "model-versions/delete", name=name, version="1")
    s.send("DELETE", "model-versions/delete", name=name, version="1")
    s.get("model-versions/get", name=name, version="1")
    s.post("model-versions/create", name=name, source=f"models:/{model}", run_id=run, model_id=model)
