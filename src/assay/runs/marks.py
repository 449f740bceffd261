"""What tells repeats of one another from different tries, as runs say it: seeds, folds, parents, sizes of data.

Read apart from the series: a verdict needs it only when it is judged anew, in one query for all runs of a task.
"""

import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b

from django.db import connection

from assay.kit.rows import fetched
from assay.pure.verdict import Marks
from assay.runs.models import Run
from assay.runs.names import is_drawn

PARENT_TAG = "mlflow.parentRunId"
# Names the repeats a run belongs to, whatever its params say; `alone` takes it out.
REPEATS_TAG, ALONE = "assay.repeats", "alone"
ENVIRONMENT_TAG = "assay.environment"
ENVIRONMENT_TAGS = (ENVIRONMENT_TAG, "environment", "env")
# The last word of a param or tag, without what stands before it: `model__random_state`, `trainer/seed`.
SEEDS = ("seed", "random_state", "random_seed", "rng_seed", "torch_seed", "numpy_seed", "global_seed")
FOLDS = ("fold", "cv_fold", "fold_id", "fold_index", "fold_number")
RESAMPLES = ("split_seed", "data_seed", "resample", "repetition")
FOLD_COUNTS = ("n_folds", "n_splits", "num_folds", "k_folds", "cv")
# Random splits go first: `split_seed` is no seed of the training.
_ROLES = {"resample": RESAMPLES, "seed": SEEDS, "fold": FOLDS, "folds": FOLD_COUNTS}
# Metrics, params or tags that formulas read as numbers.
COUNTS = ("n_test", "n_train", "test_size", "mcnemar_won", "mcnemar_lost")
SPLITS = ("test", "validation", "val", "holdout", "production", "staging", "development")
SIZES = tuple(name for split in SPLITS for name in (f"n_{split}", f"{split}_n", f"{split}_rows", f"{split}_size"))
NUMBERS = frozenset((*COUNTS, *SIZES))
NORMAL_ENVIRONMENTS = {"dev": "development", "prod": "production", "stage": "staging", "live": "production"}
MOST_VALUE = 250

_WORDS = re.compile(r"[^a-z0-9]+")
_IN_NAME = re.compile(r"\b(seed|fold)[\s_=:#-]*(\d{1,6})\b", re.IGNORECASE)
Said = Mapping[str, str]

# One row for each run: its name, and its params, tags and sizes as JSON, which is the same text as long as they are.
_SAID = (
    "SELECT r.uid, r.name, "  # noqa: S608  ours
    f"(SELECT CAST({{gathered}}(p.key, substr(p.value, 1, {MOST_VALUE})) AS TEXT) FROM runs_param p "
    "WHERE p.run_id = r.id), "
    f"(SELECT CAST({{gathered}}(t.key, substr(t.value, 1, {MOST_VALUE})) AS TEXT) FROM runs_runtag t "
    "WHERE t.run_id = r.id AND t.key NOT LIKE 'mlflow.source%%'), "
    "(SELECT CAST({gathered}(s.key, CAST(s.last AS TEXT)) AS TEXT) FROM runs_metricseries s "
    "WHERE s.run_id = r.id AND s.last IS NOT NULL AND (s.key IN ({sizes}) OR s.key LIKE '%%\\_n' ESCAPE '\\')) "
    "FROM runs_run r WHERE r.{which} IN ({numbers}) AND r.deleted_at IS NULL"
)
_GATHERED = {"postgresql": "json_object_agg", "sqlite": "json_group_object"}
_SIZES = sorted(NUMBERS)


def is_size(key: str) -> bool:
    """Say whether a metric of that name counts data rather than measures a model."""
    return key.lower() in NUMBERS


def concern(keys: Iterable[str]) -> bool:
    """True if a tag of such a name changes what a verdict makes of the run."""
    whole = {"split", PARENT_TAG, REPEATS_TAG, *ENVIRONMENT_TAGS}
    return any(key in whole or (not key.startswith("mlflow.") and _role(key)) for key in keys)


def marks_of_task(task_id: int) -> Mapping[str, Marks]:
    """Return the marks of the living runs of the task, by uid, in one query."""
    return _marks("task_id", [task_id])


def marks_of_runs(ids: Sequence[int]) -> Mapping[str, Marks]:
    """Return the marks of these living runs, by uid, in one query."""
    return _marks("id", ids) if ids else {}


def marks_of_run(run: Run) -> Marks:
    """Return the marks of one run; none of a deleted one."""
    return _marks("id", [run.pk]).get(run.uid, Marks())


def _marks(which: str, numbers: Sequence[int]) -> Mapping[str, Marks]:
    gathered, places = _GATHERED[connection.vendor], ", ".join(["%s"] * len(numbers))
    sql = _SAID.format(gathered=gathered, sizes=", ".join(["%s"] * len(_SIZES)), which=which, numbers=places)
    return {uid: _as_said(*said) for uid, *said in fetched(sql, [*_SIZES, *numbers])}


# Judged anew at each point of a training while hardly any run says anything new of itself.
@lru_cache(maxsize=1024)
def _as_said(name: str, *said: str | None) -> Marks:
    params, tags, sizes = (json.loads(text) if text else {} for text in said)
    return _of(name, params, tags, _numbers_in(sizes))


def _of(name: str, params: Said, tags: Said, numbers: Mapping[str, float]) -> Marks:
    said = {**_ours(tags), **params}
    in_name = {kind.lower(): value for kind, value in _IN_NAME.findall(name)}
    fold = _said(said, "fold") or _fold_in_split(said) or in_name.get("fold")
    return Marks(
        seed=_said(said, "seed") or in_name.get("seed"),
        fold=fold,
        resample=_said(said, "resample"),
        folds=_count(_said(said, "folds")),
        settings=_settings(name, params),
        parent=tags.get(PARENT_TAG) or None,
        by_hand=_by_hand(tags.get(REPEATS_TAG, "").strip()),
        environment=environment_of(tags),
        numbers={**_numbers_in(said), **numbers},
        params=params,
    )


def environment_of(tags: Said) -> str:
    """The environment a run names, written in one way; empty if it names none."""
    said = next((tags[key] for key in ENVIRONMENT_TAGS if tags.get(key, "").strip()), "").strip().casefold()
    return NORMAL_ENVIRONMENTS.get(said, said)


def _by_hand(said: str) -> str | None:
    return None if not said else "" if said.casefold() == ALONE else said


def _ours(tags: Said) -> dict[str, str]:
    return {key: value for key, value in tags.items() if not key.startswith("mlflow.")}


@lru_cache(maxsize=4096)
def _role(key: str) -> str:
    """What a param or tag of this name tells of repeats: by its last word, behind `__`, `/`, `.` or another joint."""
    plain = _WORDS.sub("_", key.casefold()).strip("_")
    for role, names in _ROLES.items():
        if plain in names or plain.endswith(tuple(f"_{name}" for name in names)):
            return role
    return "number" if key.casefold() in NUMBERS or plain.endswith("_n") else ""


def _said(said: Said, role: str) -> str | None:
    """The value of the key with this role, the shortest if several have it; libraries write `None` for no seed."""
    found = [key for key, value in said.items() if _role(key) == role and value not in ("", "None")]
    return said[min(found, key=lambda key: (len(key), key))] if found else None


def _fold_in_split(said: Said) -> str | None:
    """`split` numbers a fold where it is a number; else it names a part of the data."""
    value = said.get("split", "").strip()
    return value if value.isdigit() else None


def _count(value: str | None) -> int | None:
    is_number = value and value.isascii() and value.isdigit() and len(value) < 10
    return int(value) if value and is_number and 2 <= int(value) <= 1000 else None


def _settings(name: str, params: Said) -> str:
    """A digest of what repeats have in common: params without seeds, folds and sizes; if there are none, the name."""
    same = {key: value for key, value in params.items() if _role(key) in ("", "folds") and key != "split"}
    stem = "" if same or is_drawn(name) else re.sub(r"\d+", "#", name)
    digest = blake2b(repr((sorted(same.items()), stem)).encode(), digest_size=12)
    return digest.hexdigest()


def _numbers_in(said: Said) -> dict[str, float]:
    found: dict[str, float] = {}
    for key, value in said.items():
        number = _number(value) if _role(key) == "number" else None
        if number is not None:
            found[key.casefold()] = number
    return found


def _number(value: str) -> float | None:
    try:
        number = float(value)
    except ValueError:
        return None
    return number if math.isfinite(number) else None
