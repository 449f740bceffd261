"""Searches of models and versions: comparisons joined by AND, as MLflow clients write them.

Names of columns come from a closed list and values are always parameters, never part of the SQL.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from assay.mlflow.errors import BadRequest
from assay.mlflow.wire import whole
from assay.registry.models import ModelTag, ModelVersion, RegisteredModel, VersionTag

# The client adds a comparison of this tag by itself. Prompts are not served, so no model is one.
PROMPT = "mlflow.prompt.is_prompt"
_CLAUSE = re.compile(
    r"""\s*(?:(?P<kind>[a-z]+)\.)?(?P<key>`[^`]+`|"[^"]+"|[\w./-]+)\s*"""
    r"""(?P<operator>!=|<=|>=|=|<|>|(?:\bNOT\s+)?\bIN\b|\bI?LIKE\b)\s*"""
    r"""(?P<value>'[^']*'|"[^"]*"|[-+]?[0-9.]+|\([^()]*\))\s*""",
    re.IGNORECASE,
)
_AND = re.compile(r"AND\b", re.IGNORECASE)
_ITEM = re.compile(r"""\s*('[^']*'|"[^"]*")\s*""")
_ORDER = re.compile(r"""\s*(?:attributes?\.)?(?P<key>`[^`]+`|"[^"]+"|\w+)(?:\s+(?P<way>ASC|DESC))?\s*""", re.IGNORECASE)
_KINDS = {"attribute": "attribute", "attributes": "attribute", "tag": "tag", "tags": "tag"}
_TEXTS = {"=", "!=", "LIKE", "ILIKE"}
_NUMBERS = {"=": "exact", "<": "lt", "<=": "lte", ">": "gt", ">=": "gte"}
_MODEL_KEYS = {"name": "name"}
_VERSION_KEYS = {"name": "model__name", "run_id": "run__uid", "source_path": "source", "version_number": "number"}
_MODEL_ORDERS = {
    "name": "name",
    "timestamp": "updated_at",
    "last_updated_timestamp": "updated_at",
    "creation_timestamp": "created_at",
}
_VERSION_ORDERS = {
    "name": "model__name",
    "version_number": "number",
    "creation_timestamp": "created_at",
    "last_updated_timestamp": "updated_at",
}
_MOST_CLAUSES = 50
_MOST_ITEMS = 1000
_MOST_WILDCARDS = 8


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
        if self.value[0] not in "'\"":
            raise BadRequest(f"Write the value of '{self.key[:40]}' in quotes.")
        return self.value[1:-1]

    @property
    def texts(self) -> list[str]:
        """The values of a list in brackets. Raises `BadRequest`."""
        items = self.value[1:-1].split(",") if self.value[0] == "(" else []
        found = [_ITEM.fullmatch(item) for item in items]
        if not 0 < len(found) <= _MOST_ITEMS or None in found:
            raise BadRequest(f"Write the values of '{self.key[:40]}' as a list of texts: ('a', 'b').")
        return [item[1][1:-1] for item in found if item]


def matching_models(models: QuerySet[RegisteredModel], text: str) -> QuerySet[RegisteredModel]:
    """Return the models for which the filter holds; all for an empty one. Raises `BadRequest`."""
    for clause in _clauses(text):
        tagged = ModelTag.objects.filter(model=OuterRef("pk"), key=clause.key)
        models = models.filter(_condition(clause, _MODEL_KEYS, tagged))
    return models


def matching_versions(versions: QuerySet[ModelVersion], text: str) -> QuerySet[ModelVersion]:
    """Return the versions for which the filter holds; all for an empty one. Raises `BadRequest`."""
    for clause in _clauses(text):
        tagged = VersionTag.objects.filter(version=OuterRef("pk"), key=clause.key)
        versions = versions.filter(_condition(clause, _VERSION_KEYS, tagged))
    return versions


def model_orders(asked: Sequence[str]) -> list[str]:
    """Return by what models are sorted: as asked, then by name. Raises `BadRequest`."""
    return [*_orders(asked, _MODEL_ORDERS), "name", "pk"]


def version_orders(asked: Sequence[str]) -> list[str]:
    """Return by what versions are sorted; the last changed first if nothing is asked. Raises `BadRequest`."""
    return [*(_orders(asked, _VERSION_ORDERS) or ["-updated_at"]), "model__name", "-number"]


def _clauses(text: str) -> Iterator[Clause]:
    position = 0
    for _number in range(_MOST_CLAUSES):
        if not text[position:].strip() and not position:
            return
        found = _CLAUSE.match(text, position)
        if found is None:
            raise _unreadable(text, position)
        operator = " ".join(found["operator"].upper().split())
        yield Clause(_kind(found["kind"]), _bare(found["key"]), operator, found["value"])
        if found.end() >= len(text):
            return
        joint = _AND.match(text, found.end())
        if joint is None:
            raise _unreadable(text, found.end())
        position = joint.end()
    raise BadRequest(f"A filter can have at most {_MOST_CLAUSES} comparisons.")


def _condition(clause: Clause, keys: dict[str, str], tagged: QuerySet[ModelTag] | QuerySet[VersionTag]) -> Q | Exists:
    if clause.kind == "tag":
        if clause.operator not in _TEXTS:
            raise BadRequest("Tags are compared by = != LIKE ILIKE.")
        return _prompt_condition(clause) if clause.key == PROMPT else Exists(tagged.filter(_text("value", clause)))
    column = keys.get(clause.key)
    if column is None:
        raise BadRequest(f"Invalid attribute key '{clause.key[:40]}'. Known are {', '.join(keys)}.")
    return _number(column, clause) if column == "number" else _text(column, clause)


def _prompt_condition(clause: Clause) -> Q:
    wants_models = (clause.operator == "!=") == (clause.text.lower() == "true")
    return Q() if wants_models else Q(pk__in=[])


def _text(column: str, clause: Clause) -> Q:
    if clause.operator in {"IN", "NOT IN"} and column in {"name", "model__name", "run__uid"}:
        listed = Q(**{f"{column}__in": clause.texts})
        return listed if clause.operator == "IN" else ~listed & Q(**{f"{column}__isnull": False})
    if clause.operator == "=":
        return Q(**{column: clause.text})
    if clause.operator == "!=":
        return ~Q(**{column: clause.text}) & Q(**{f"{column}__isnull": False})
    if clause.operator in {"LIKE", "ILIKE"}:
        lookup = "regex" if clause.operator == "LIKE" else "iregex"
        return Q(**{f"{column}__{lookup}": _pattern(clause.text)})
    raise BadRequest(f"'{clause.key[:40]}' is compared by = != LIKE ILIKE, names and run ids also by IN and NOT IN.")


def _number(column: str, clause: Clause) -> Q:
    value = whole(clause.value.strip("'\""), clause.key)
    if clause.operator == "!=":
        return ~Q(**{column: value})
    if clause.operator not in _NUMBERS:
        raise BadRequest(f"'{clause.key}' is compared by = != < <= > >=.")
    return Q(**{f"{column}__{_NUMBERS[clause.operator]}": value})


def _pattern(text: str) -> str:
    """Turn a LIKE pattern into a regular expression; many wildcards would make it slow."""
    if text.count("%") > _MOST_WILDCARDS:
        raise BadRequest(f"A pattern can have at most {_MOST_WILDCARDS} of %.")
    wild = {"%": ".*", "_": "."}
    return "(?s)^" + "".join(wild.get(letter, re.escape(letter)) for letter in text) + "$"


def _orders(asked: Sequence[str], columns: dict[str, str]) -> list[str]:
    found: list[str] = []
    for text in asked[:5]:
        order = _ORDER.fullmatch(text)
        column = columns.get(_bare(order["key"])) if order else None
        if order is None or column is None:
            raise BadRequest(f"Invalid order_by clause '{text[:60]}'. Known are {', '.join(columns)}, ASC or DESC.")
        if column in found or f"-{column}" in found:
            raise BadRequest("order_by names the same thing twice.")
        found.append(f"-{column}" if (order["way"] or "").upper() == "DESC" else column)
    return found


def _kind(word: str | None) -> str:
    kind = _KINDS.get(word.lower()) if word else "attribute"
    if kind is None:
        raise BadRequest(f"Invalid entity type '{str(word)[:40]}'. Known are attribute and tag.")
    return kind


def _bare(key: str) -> str:
    return key[1:-1] if key[:1] in '`"' else key


def _unreadable(text: str, position: int) -> BadRequest:
    return BadRequest(
        f"Invalid filter near '{text[position : position + 40]}'. Write comparisons joined by AND, "
        "like name ILIKE 'churn%' AND tags.`team` = 'growth'."
    )
