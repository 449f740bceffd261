"""What can be wrong with a filter, said so that a person can mend it."""

from collections.abc import Mapping
from enum import StrEnum


class Mistake(StrEnum):
    """Stable names of the mistakes; `MESSAGES` has the English sentence of each."""

    TOO_LONG = "too_long"
    TOO_MANY = "too_many"
    LONG_LIST = "long_list"
    LONG_PATTERN = "long_pattern"
    MANY_WILDCARDS = "many_wildcards"
    UNREADABLE = "unreadable"
    ONLY_AND = "only_and"
    INCOMPLETE = "incomplete"
    UNCLOSED = "unclosed"
    GROUPED = "grouped"
    UNKNOWN_OPERATOR = "unknown_operator"
    NOT_A_VALUE = "not_a_value"
    NOT_A_LIST = "not_a_list"
    UNEXPECTED = "unexpected"
    UNKNOWN_KIND = "unknown_kind"
    UNKNOWN_KEY = "unknown_key"
    WRONG_OPERATOR = "wrong_operator"
    NEEDS_TEXT = "needs_text"
    NEEDS_NUMBER = "needs_number"
    MANY_ORDERS = "many_orders"
    NOT_A_TIME = "not_a_time"
    NOT_AN_ORDER = "not_an_order"


# Templates for str.format with the error's params.
MESSAGES: Mapping[Mistake, str] = {
    Mistake.TOO_LONG: "A filter can have at most {limit} characters.",
    Mistake.TOO_MANY: "A filter can have at most {limit} comparisons.",
    Mistake.LONG_LIST: "A list after IN can hold at most {limit} texts.",
    Mistake.LONG_PATTERN: "A pattern after LIKE can have at most {limit} characters.",
    Mistake.MANY_WILDCARDS: "A pattern after LIKE can hold at most {limit} of %.",
    Mistake.UNREADABLE: "A filter cannot hold a NUL character.",
    Mistake.ONLY_AND: "Comparisons are joined by AND only. Search once for each side of {found}.",
    Mistake.INCOMPLETE: "The filter ends in the middle of a comparison.",
    Mistake.UNCLOSED: "This quotation has no end or nothing in it.",
    Mistake.GROUPED: "Parentheses stand around the list after IN only.",
    Mistake.UNKNOWN_OPERATOR: (
        "“{found}” is not an operator. Use = != < <= > >= LIKE, ILIKE, IN, NOT IN, IS NULL or IS NOT NULL."
    ),
    Mistake.NOT_A_VALUE: "“{found}” is not a value. Write a text in quotes, as 'adam', or a number.",
    Mistake.NOT_A_LIST: "After IN stands a list of texts in quotes: IN ('adam', 'sgd').",
    Mistake.UNEXPECTED: (
        "“{found}” is not expected here. Write comparisons joined by AND: "
        "metrics.f1 > 0.8 AND params.lr = '0.1' AND tags.`kind` LIKE 'a%'."
    ),
    Mistake.UNKNOWN_KIND: "Invalid entity type “{found}”. Known here are {known}.",
    Mistake.UNKNOWN_KEY: "Invalid attribute key “{found}”. Known here are {known}.",
    Mistake.WRONG_OPERATOR: "{name} is not compared by {operator}. Use one of {known}.",
    Mistake.NEEDS_TEXT: "The value of {name} is a text: write it in quotes.",
    Mistake.NEEDS_NUMBER: "The value of {name} is a number: write it without quotes.",
    Mistake.MANY_ORDERS: "A search can have at most {limit} orders or datasets.",
    Mistake.NOT_A_TIME: "{found} is not a time in milliseconds since 1970.",
    Mistake.NOT_AN_ORDER: "“{found}” is not an order. Write a name, then ASC or DESC: metrics.f1 DESC.",
}


class FilterError(ValueError):
    """The text is no filter. `column` is the 1-based place.

    To show another language, translate `MESSAGES[error.mistake]` and format it with `error.params`.
    """

    def __init__(self, mistake: Mistake, column: int = 1, **params: str) -> None:
        self.mistake = mistake
        self.column = column
        self.params: Mapping[str, str] = params
        self.message = MESSAGES[mistake].format(**params)
        super().__init__(f"Invalid filter at character {column}: {self.message}")
