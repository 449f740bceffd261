"""How migrations make many tables at once, and which of them went into others."""

from collections.abc import Collection, Sequence
from typing import Any

from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import CreateModel
from django.db.migrations.operations.base import Operation, OperationCategory

Node = tuple[str, str]


class CreateModels(Operation):
    """Create the tables of `models`, which may point at each other in any order.

    After each `CreateModel` Django builds anew every class that the new one can be reached from: with a hundred
    tables that is most of the first start. Here all are built once.
    """

    category = OperationCategory.ADDITION
    serialization_expand_args = ["models"]

    def __init__(self, models: Sequence[CreateModel]) -> None:
        self.models = models

    def state_forwards(self, app_label: str, state: Any) -> None:
        state.__dict__.pop("apps", None)
        for model in self.models:
            model.state_forwards(app_label, state)

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for model in self.models:
            model.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for model in reversed(self.models):
            model.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return f"Create the tables of {', '.join(model.name for model in self.models)}"


def known(loader: MigrationLoader) -> set[Node]:
    """Return the migrations that the program has, and those that went into one of them."""
    return set(loader.disk_migrations).union(*(one.replaces for one in loader.disk_migrations.values()))


def is_cut_off(loader: MigrationLoader) -> bool:
    """Whether the database has only some of those that went into one: Django would pass over that one in silence."""
    return any(
        0 < len(loader.applied_migrations.keys() & set(one.replaces)) < len(one.replaces)
        for one in loader.disk_migrations.values()
    )


def named_now(nodes: Collection[Node], loader: MigrationLoader) -> set[Node]:
    """Return these migrations as the program has them: for all that went into one, that one."""
    named = set(nodes)
    for node, one in loader.disk_migrations.items():
        if one.replaces and named.issuperset(one.replaces):
            named = named.difference(one.replaces) | {node}
    return named
