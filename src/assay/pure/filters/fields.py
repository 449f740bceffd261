"""What can be asked of one kind of object: its attributes, and what else it has."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from .errors import FilterError, Mistake
from .syntax import Comparison, Kind, Name, Operator, Order

NUMBERS = (
    Operator.EQUAL,
    Operator.DIFFERS,
    Operator.BELOW,
    Operator.AT_MOST,
    Operator.ABOVE,
    Operator.AT_LEAST,
)
TEXTS = (
    Operator.EQUAL,
    Operator.DIFFERS,
    Operator.LIKE,
    Operator.ILIKE,
    Operator.IN,
    Operator.NOT_IN,
)
# Params and tags may be missing, and are not looked for in lists.
NOTES = (
    Operator.EQUAL,
    Operator.DIFFERS,
    Operator.LIKE,
    Operator.ILIKE,
    Operator.IS_NULL,
    Operator.IS_NOT_NULL,
)
_OPERATORS = {Kind.METRIC: NUMBERS, Kind.PARAM: NOTES, Kind.TAG: NOTES, Kind.DATASET: TEXTS}
_OF_DATASETS = ("name", "digest", "context")
_SHOWN = 40


@dataclass(frozen=True, kw_only=True)
class Fields:
    """The attributes by each of their spellings, and the kinds of names there are beside them."""

    texts: Mapping[str, str]
    numbers: Mapping[str, str]
    kinds: Collection[Kind]

    def checked(self, found: Comparison) -> Comparison:
        """Return the comparison with the key spelled our way. Raises `FilterError` if it cannot be asked here."""
        name = self.named(found.name, found.column)
        known = NUMBERS if self._is_number(name) else _OPERATORS.get(name.kind, TEXTS)
        if found.operator not in known:
            raise FilterError(
                Mistake.WRONG_OPERATOR,
                found.column,
                name=_shown(name),
                operator=found.operator,
                known=", ".join(known),
            )
        self._check_value(name, found)
        return Comparison(name, found.operator, found.value, found.column)

    def ordered(self, found: Order) -> Order:
        """Return the order with the key spelled our way. Raises `FilterError` if nothing is ordered by it."""
        name = self.named(found.name, 1)
        if name.kind is Kind.DATASET:
            raise FilterError(Mistake.UNKNOWN_KIND, found=name.kind, known=self._known_kinds(without=Kind.DATASET))
        return Order(name, found.is_descending)

    def named(self, name: Name, column: int) -> Name:
        """Return the name with its key spelled our way. Raises `FilterError` for one that is not known."""
        if name.kind is Kind.ATTRIBUTE:
            key = self.texts.get(name.key) or self.numbers.get(name.key)
            if key is None:
                raise FilterError(Mistake.UNKNOWN_KEY, column, found=name.key[:_SHOWN], known=self._known_keys())
            return Name(name.kind, key)
        if name.kind not in self.kinds:
            raise FilterError(Mistake.UNKNOWN_KIND, column, found=name.kind, known=self._known_kinds())
        if name.kind is Kind.DATASET and name.key not in _OF_DATASETS:
            known = ", ".join(_OF_DATASETS)
            raise FilterError(Mistake.UNKNOWN_KEY, column, found=name.key[:_SHOWN], known=known)
        return name

    def _is_number(self, name: Name) -> bool:
        return name.kind is Kind.METRIC or (name.kind is Kind.ATTRIBUTE and name.key in self.numbers.values())

    def _check_value(self, name: Name, found: Comparison) -> None:
        if self._is_number(name):
            if not isinstance(found.value, float):
                raise FilterError(Mistake.NEEDS_NUMBER, found.column, name=_shown(name))
        elif isinstance(found.value, float):
            raise FilterError(Mistake.NEEDS_TEXT, found.column, name=_shown(name))

    def _known_keys(self) -> str:
        return ", ".join(dict.fromkeys([*self.texts.values(), *self.numbers.values()]))

    def _known_kinds(self, *, without: Kind | None = None) -> str:
        return ", ".join(kind for kind in Kind if (kind is Kind.ATTRIBUTE or kind in self.kinds) and kind != without)


def _shown(name: Name) -> str:
    return f"{name.kind}.{name.key[:_SHOWN]}"
