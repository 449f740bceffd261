"""Where we differ from MLflow on purpose, and why. Whatever is not here must be the same."""

import re

# The case, what its request looks like, and the reason.
_DECLARED: tuple[tuple[str, str, str], ...] = (
    (".*", r"\"sometimes\"|\"MAYBE\"|\"NONSENSE\"|\"tags\": \"x\"|max_results\": (\"x\"|0|-1)", "bad input is said"),
    (".*", r"^PUT ", "an upload is answered with {} instead of nothing"),
    ("experiment_tags", r"multi\\nline|\"/a\"|a//b|^GET", "names may hold any letter, and are shown as text"),
    ("metrics", r"/abs|\.\./|a//b|\"\.\.\"|a,b|v 1e\+308|^GET runs/get", "the same"),
    ("params_and_tags", r"a//b|a=b|^GET runs/get", "the same"),
    (
        "metrics",
        r"e\+?400|1000000000|\[1\.0\]|\"step\": (9223372036854775808|1\.5)|\"value\": true",
        "no 500, nothing cut",
    ),
    ("metrics", r"get-history", "history names its run; a missing run is 404"),
    ("batches", r"get-history", "the same"),
    ("batches", r"\"q\", \"value\": \"1\"|^GET runs/get", "a param said twice with one value is said once"),
    ("deleted_experiment", r"experiments/(delete|restore)", "what is done already may be asked for again"),
    ("deleted_experiment", r"experiments/update", "a fault of the request is no 500"),
    ("deleted_experiment", r"^GET runs/get", "what was deleted before its experiment stays deleted"),
    ("experiment_search", r"name IN|\"filter\": \"name = 'parity sa'\"}$", "more is understood"),
    ("runs", r"\"status\": \"RUNNING\"|\"fourth\"|^GET runs/get", "a run that goes on has no end"),
    (
        "runs",
        r"\"experiment_id\": (\d+|\"e\d+\"), \"(run_name|start_time)\"",
        "more is understood; names are drawn at random",
    ),
    ("bodies", r".*", "errors are JSON, and no 500"),
    ("inputs", r".*", "a dataset can be read in several contexts; one needs a name and a digest"),
    (
        "logged_models",
        r"/params|runs/outputs|/tags|source_run_id",
        "what is done may be repeated; foreign runs are refused",
    ),
    ("logged_models", r"\"tags\": \[{\"key\": \"k\"}\]|vvvv", "values are cut"),
    ("logged_model_search", r"READY|nonsense|m1|^POST logged-models/search {}$", "more is understood, and no 500"),
    ("files", r"\.\.|\./x|mpu/|presigned", "no path that climbs; nothing in parts"),
    ("registered_model_search", r"creation_timestamp DESC", "more is understood"),
    ("versions", r"parity nothing", "a missing model is 404"),
    ("version_facts", r"\"-1\"", "no number of a version"),
    ("aliases_and_stages|version_search", r"^GET", "each version shows its aliases"),
    ("run_filters", r"AND AND|\"  \"", "what cannot be read is said; nothing is everything"),
    ("run_orders", r"\"filter\": \"status", "an id of nothing finds nothing"),
    ("probes", r".*", "we say less of ourselves"),
)


def reason(case: str, label: str) -> str:
    """Return why this may differ, or nothing."""
    return next((why for name, like, why in _DECLARED if re.fullmatch(name, case) and re.search(like, label)), "")
