"""Experiments."""

from tests.parity.speaking import AT, VIEWS, Speaker, new_experiment, new_run


def experiments(s: Speaker) -> None:
    one = s.post("experiments/create", name="parity one", tags=[{"key": "a", "value": "1"}])["experiment_id"]
    s.post("experiments/create", name="parity one")
    for wrong in (
        {},
        {"name": ""},
        {"name": 123},
        {"name": "x" * 501},
        {"name": "parity t", "tags": "5"},
        {"name": None},
    ):
        s.post("experiments/create", wrong)
    s.get("experiments/get", experiment_id=one)
    s.get("experiments/get", experiment_id="0")
    s.get("experiments/get", experiment_id="99999999")
    s.get("experiments/get", experiment_id="abc")
    s.get("experiments/get")
    s.get("experiments/get-by-name", experiment_name="parity one")
    s.get("experiments/get-by-name", experiment_name="parity nothing")
    s.get("experiments/get-by-name")
    s.post("experiments/update", experiment_id=one, new_name="parity renamed")
    s.post("experiments/update", experiment_id=one, new_name="")
    s.post("experiments/update", experiment_id=one)
    s.post("experiments/update", experiment_id="99999999", new_name="parity z")
    s.get("experiments/get", experiment_id=one)


def experiment_tags(s: Speaker) -> None:
    one = new_experiment(s, "tags")
    for body in (
        {"key": "k", "value": "v"},
        {"key": "k", "value": "w"},
        {"key": "multi\nline", "value": "a\nb"},
        {"key": "e", "value": ""},
        {"key": "", "value": "v"},
        {"value": "v"},
        {"key": "k"},
        {"key": "k", "value": 7},
        {"key": "x" * 251, "value": "v"},
        {"key": "long", "value": "v" * 5001},
        {"key": "/a", "value": "v"},
        {"key": "a//b", "value": "v"},
        {"key": "a:b c/d.e-f", "value": "v"},
        {"key": "ü", "value": "v"},
    ):
        s.post("experiments/set-experiment-tag", {"experiment_id": one, **body})
    s.get("experiments/get", experiment_id=one)
    s.post("experiments/delete-experiment-tag", experiment_id=one, key="k")
    s.post("experiments/delete-experiment-tag", experiment_id=one, key="k")
    s.post("experiments/set-experiment-tag", experiment_id="99999999", key="k", value="v")


def deleted_experiment(s: Speaker) -> None:
    one = new_experiment(s, "deleted")
    kept, gone = new_run(s, one), new_run(s, one, start_time=AT + 1)
    s.post("runs/delete", run_id=gone)
    s.post("experiments/delete", experiment_id=one)
    s.post("experiments/delete", experiment_id=one)
    s.get("experiments/get", experiment_id=one)
    s.get("experiments/get-by-name", experiment_name="parity deleted")
    s.post("experiments/create", name="parity deleted")
    s.post("experiments/set-experiment-tag", experiment_id=one, key="k", value="v")
    s.post("experiments/update", experiment_id=one, new_name="parity other")
    s.post("runs/create", experiment_id=one, start_time=AT)
    for run in (kept, gone):
        s.get("runs/get", run_id=run)
    s.post("runs/log-metric", run_id=kept, key="m", value=1.0, timestamp=AT)
    s.post("runs/search", experiment_ids=[one])
    s.post("runs/search", experiment_ids=[one], run_view_type="ALL")
    s.post("experiments/restore", experiment_id=one)
    s.post("experiments/restore", experiment_id=one)
    for run in (kept, gone):
        s.get("runs/get", run_id=run)
    s.post("experiments/delete", experiment_id="99999999")
    s.post("experiments/restore", experiment_id="99999999")


def experiment_search(s: Speaker) -> None:
    for name, tags in (("sa", {"key": "value"}), ("sab", {"key": "vaLue"}), ("sAbc", {})):
        pairs = [{"key": key, "value": value} for key, value in tags.items()]
        s.post("experiments/create", name=f"parity {name}", tags=pairs)
    for text in (
        "name = 'parity sa'",
        "attribute.name != 'parity sa' AND name LIKE 'parity s%'",
        "name LIKE 'parity s%'",
        "name ILIKE 'parity s%'",
        "tag.key = 'value' AND name LIKE 'parity%'",
        "tags.key != 'value' AND name LIKE 'parity%'",
        "tags.key ILIKE '%alu%' AND name LIKE 'parity%'",
        "tags.key LIKE '%alu%' AND name LIKE 'parity%'",
        "name IN ('parity sa')",
        "nonsense = 'x'",
        "name > 'x'",
        "name = parity",
        "name LIKE 'parity s%' OR name = 'x'",
        "creation_time > 0 AND name LIKE 'parity s%'",
        "creation_time > 'x'",
        "last_update_time >= 1 AND name LIKE 'parity sA%'",
    ):
        s.post("experiments/search", filter=text, max_results=50, order_by=["name ASC"])
    for order in (["name DESC"], ["creation_time ASC"], ["nonsense"], ["name SIDEWAYS"], ["experiment_id DESC"]):
        s.post("experiments/search", filter="name LIKE 'parity s%'", order_by=order, max_results=10)
    s.get("experiments/search", filter="name = 'parity sa'", max_results=5)
    for most in (0, -1, 50_001, "7", "x", None):
        s.post("experiments/search", filter="name = 'parity sa'", max_results=most)
    for view in VIEWS:
        s.post("experiments/search", filter="name = 'parity sa'", max_results=5, view_type=view)
    first = s.post("experiments/search", filter="name LIKE 'parity s%'", max_results=2)
    s.post("experiments/search", filter="name LIKE 'parity s%'", max_results=2, page_token=first["next_page_token"])
    s.post("experiments/search", max_results=2, page_token="nonsense")
