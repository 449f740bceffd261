"""Filters and orders of searches: comparisons joined by AND, as MLflow clients write them.

Understood are `attributes.`, `params.`, `tags.` and `metrics.` (or their short names), a key that may stand in
backticks or double quotes, `=` `!=` `<` `<=` `>` `>=` `LIKE` `ILIKE`, a text in quotes or a number. Names of
columns come from a closed list and values are always parameters, never part of the SQL.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import OrderBy

from assay.kit.clock import from_milliseconds
from assay.mlflow.errors import BadRequest
from assay.mlflow.wire import whole
from assay.runs.models import MetricSeries, Param, Run, RunGroup, RunTag

_CLAUSE = re.compile(
    r"""\s*(?:(?P<kind>[a-z]+)\.)?(?P<key>`[^`]+`|"[^"]+"|[\w./-]+)\s*"""
    r"""(?P<operator>!=|<=|>=|=|<|>|\bI?LIKE\b)\s*(?P<value>'[^']*'|"[^"]*"|[-+\w.]+)\s*""",
    re.IGNORECASE,
)
_AND = re.compile(r"AND\b", re.IGNORECASE)
_ORDER = re.compile(
    r"""\s*(?:(?P<kind>[a-z]+)\.)?(?P<key>`[^`]+`|"[^"]+"|[\w./-]+)(?:\s+(?P<way>ASC|DESC))?\s*""", re.IGNORECASE
)
_KINDS = {
    "attribute": ("attributes", "attribute", "attr", "run"),
    "metric": ("metrics", "metric"),
    "param": ("params", "param", "parameters", "parameter"),
    "tag": ("tags", "tag"),
}
_COLUMNS = {
    "run_id": "uid",
    "run_name": "name",
    "Run Name": "name",
    "run name": "name",
    "status": "status",
    "user_id": "user_name",
    "start_time": "started_at",
    "Created": "started_at",
    "created": "started_at",
    "end_time": "ended_at",
}
_TIMES = {"started_at", "ended_at"}
_LOOKUPS = {"=": "exact", "<": "lt", "<=": "lte", ">": "gt", ">=": "gte"}
_MOST_CLAUSES = 50
_MOST_WILDCARDS = 8
_FORMS = (
    "Write comparisons joined by AND, like attributes.status = 'FINISHED' AND metrics.f1 > 0.8 AND "
    "params.lr = '0.1' AND tags.`kind` LIKE 'a%'."
)


@dataclass(frozen=True)
class Clause:
    """One comparison, as written."""

    kind: str
    key: str
    operator: str
    value: str

    @property
    def text(self) -> str:
        """The value, which must be a text in quotes. Raises `BadRequest`."""
        if self.value[:1] not in "'\"":
            raise BadRequest(f"Write the value of '{self.key[:40]}' in quotes.")
        return self.value[1:-1]


def matching(runs: QuerySet[Run], text: str) -> QuerySet[Run]:
    """Return the runs for which the filter holds; all for an empty one. Raises `BadRequest`."""
    for clause in clauses(text):
        runs = runs.filter(_condition(clause))
    return runs


def ordered(runs: QuerySet[Run], orders: Sequence[str]) -> QuerySet[Run]:
    """Sort as asked, missing values last; by default the newest run first. Raises `BadRequest`."""
    keys: list[OrderBy | str] = []
    for number, text in enumerate(orders[:5]):
        runs, key = _order(runs, text, f"order_{number}")
        keys.append(key)
    return runs.order_by(*keys, "-started_at", "uid")


def by_name(groups: QuerySet[RunGroup], text: str) -> QuerySet[RunGroup]:
    """Return the experiments whose name fits the filter. Raises `BadRequest`."""
    for clause in clauses(text):
        if clause.key != "name" or clause.operator not in {"=", "!=", "LIKE", "ILIKE"}:
            raise BadRequest("Experiments are searched by name: name = 'a', name LIKE 'a%'.")
        groups = groups.filter(_text_condition("name", clause))
    return groups


def clauses(text: str) -> Iterator[Clause]:
    """Return the comparisons of a filter, from left to right. Raises `BadRequest`."""
    if not text.strip():
        return
    position = 0
    for _number in range(_MOST_CLAUSES):
        found = _CLAUSE.match(text, position)
        if found is None:
            raise BadRequest(f"Invalid filter near '{text[position : position + 40]}'. {_FORMS}")
        kind = _kind(found["kind"])
        yield Clause(kind, _bare(found["key"]), found["operator"].upper(), found["value"])
        if found.end() >= len(text):
            return
        joint = _AND.match(text, found.end())
        if joint is None:
            raise BadRequest(f"Invalid filter near '{text[found.end() : found.end() + 40]}'. {_FORMS}")
        position = joint.end()
    raise BadRequest(f"A filter can have at most {_MOST_CLAUSES} comparisons.")


def _kind(word: str | None) -> str:
    if not word:
        return "attribute"
    for kind, words in _KINDS.items():
        if word.lower() in words:
            return kind
    raise BadRequest(f"Invalid entity type '{word[:40]}'. {_FORMS}")


def _condition(clause: Clause) -> Q | Exists:
    if clause.kind == "metric":
        return _metric_condition(clause)
    if clause.kind == "attribute":
        return _attribute_condition(clause)
    table = Param if clause.kind == "param" else RunTag
    rows = table.objects.filter(run=OuterRef("pk"), key=clause.key)
    return Exists(rows.filter(_text_condition("value", clause)))


def _metric_condition(clause: Clause) -> Exists:
    if clause.operator in {"LIKE", "ILIKE"}:
        raise BadRequest("Metrics are compared by = != < <= > >=.")
    try:
        value = float(clause.value)
    except ValueError as error:
        raise BadRequest(f"'{clause.value[:40]}' is not a number.") from error
    rows = MetricSeries.objects.filter(run=OuterRef("pk"), key=clause.key, last__isnull=False)
    if clause.operator == "!=":
        return Exists(rows.exclude(last=value))
    return Exists(rows.filter(**{f"last__{_LOOKUPS[clause.operator]}": value}))


def _attribute_condition(clause: Clause) -> Q:
    column = _column(clause.key)
    if column not in _TIMES:
        return _text_condition(column, clause)
    if clause.operator in {"LIKE", "ILIKE"}:
        raise BadRequest("Times are compared by = != < <= > >=.")
    moment = from_milliseconds(whole(clause.value, clause.key))
    if moment is None:
        raise BadRequest(f"'{clause.value[:40]}' is not a time in milliseconds.")
    if clause.operator == "!=":
        return ~Q(**{column: moment})
    return Q(**{f"{column}__{_LOOKUPS[clause.operator]}": moment})


def _text_condition(column: str, clause: Clause) -> Q:
    text = clause.text
    if clause.operator == "=":
        return Q(**{column: text})
    if clause.operator == "!=":
        return ~Q(**{column: text})
    if clause.operator in {"LIKE", "ILIKE"}:
        lookup = "regex" if clause.operator == "LIKE" else "iregex"
        return Q(**{f"{column}__{lookup}": _pattern(text)})
    raise BadRequest("Texts are compared by = != LIKE ILIKE.")


def _pattern(text: str) -> str:
    """Turn a LIKE pattern into a regular expression; many wildcards would make it slow."""
    if text.count("%") > _MOST_WILDCARDS:
        raise BadRequest(f"A pattern can have at most {_MOST_WILDCARDS} of %.")
    wild = {"%": ".*", "_": "."}
    return "^" + "".join(wild.get(letter, re.escape(letter)) for letter in text) + "$"


def _order(runs: QuerySet[Run], text: str, name: str) -> tuple[QuerySet[Run], OrderBy]:
    found = _ORDER.fullmatch(text)
    if found is None:
        raise BadRequest(f"Invalid order_by clause '{text[:60]}'.")
    kind, key = _kind(found["kind"]), _bare(found["key"])
    if kind == "attribute":
        column = F(_column(key))
    else:
        runs, column = runs.annotate(**{name: _value_of(kind, key)}), F(name)
    is_down = (found["way"] or "ASC").upper() == "DESC"
    return runs, column.desc(nulls_last=True) if is_down else column.asc(nulls_last=True)


def _value_of(kind: str, key: str) -> Subquery:
    if kind == "metric":
        return Subquery(MetricSeries.objects.filter(run=OuterRef("pk"), key=key).values("last")[:1])
    table = Param if kind == "param" else RunTag
    return Subquery(table.objects.filter(run=OuterRef("pk"), key=key).values("value")[:1])


def _column(key: str) -> str:
    column = _COLUMNS.get(key)
    if column is None:
        known = ", ".join(name for name in _COLUMNS if name.islower() and " " not in name)
        raise BadRequest(f"Invalid attribute key '{key[:40]}'. Known are {known}.")
    return column


def _bare(key: str) -> str:
    return key[1:-1] if key[:1] in '`"' else key
