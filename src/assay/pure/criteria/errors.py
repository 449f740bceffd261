"""What can be wrong with the text of a criterion, said so that a person can mend it."""

from collections.abc import Mapping
from enum import StrEnum


class ErrorCode(StrEnum):
    """Stable names of the mistakes; `MESSAGES` has the English sentence and hint of each."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    TOO_DEEP = "too_deep"
    DECIMAL_COMMA = "decimal_comma"
    SINGLE_EQUALS = "single_equals"
    SPLIT_OPERATOR = "split_operator"
    UNKNOWN_OPERATOR = "unknown_operator"
    MISSING_METRIC = "missing_metric"
    NAME_WITH_SPACES = "name_with_spaces"
    MISSING_OPERATOR = "missing_operator"
    MISSING_VALUE = "missing_value"
    NOT_A_VALUE = "not_a_value"
    NOT_FINITE = "not_finite"
    UNKNOWN_WORD = "unknown_word"
    POINTS_WITHOUT_BASELINE = "points_without_baseline"
    NEVER_CLOSED = "never_closed"
    NEVER_OPENED = "never_opened"
    UNCLOSED_QUOTE = "unclosed_quote"
    MISSING_SPLIT = "missing_split"
    WRONG_AFTER = "wrong_after"
    WRONG_WINDOWS = "wrong_windows"
    REPEATED_CLAUSE = "repeated_clause"
    WRONG_DURATION = "wrong_duration"
    ELAPSED_DIRECTION = "elapsed_direction"
    MISSING_THEN = "missing_then"
    ONLY_IN_STOP = "only_in_stop"
    UNEXPECTED = "unexpected"
    UNREADABLE = "unreadable"


_EXAMPLE = "For example: f1 >= 0.85 on test"

# code: (message, hint); both are templates for str.format with the error's params.
MESSAGES: Mapping[ErrorCode, tuple[str, str]] = {
    ErrorCode.EMPTY: ("Nothing is written here.", _EXAMPLE),
    ErrorCode.TOO_LONG: (
        "The text is too long: at most {limit} characters.",
        "Write one line for each criterion.",
    ),
    ErrorCode.TOO_DEEP: ("The parentheses are nested too deeply.", "Write one line for each criterion."),
    ErrorCode.DECIMAL_COMMA: (
        "A number is written with a point, not with a comma.",
        "Write {suggestion}, and nothing between thousands.",
    ),
    ErrorCode.SINGLE_EQUALS: ("A single = does not say how to compare.", "Write == or >=."),
    ErrorCode.SPLIT_OPERATOR: ("“{found}” is not an operator.", "Write {suggestion} in one piece."),
    ErrorCode.UNKNOWN_OPERATOR: ("“{found}” is not an operator.", "Use one of >= > <= < ==."),
    ErrorCode.MISSING_METRIC: (
        "The name of a metric is missing here.",
        "Begin with the metric: f1 >= 0.85. Backticks go around a name that begins with a digit.",
    ),
    ErrorCode.NAME_WITH_SPACES: ("“{name}” is more than one word.", "Put the name in backticks: `{name}`."),
    ErrorCode.MISSING_OPERATOR: ("An operator is missing here.", "Use one of >= > <= < ==. " + _EXAMPLE),
    ErrorCode.MISSING_VALUE: (
        "The value to compare with is missing.",
        "Write a number, or baseline, or baseline + 15%.",
    ),
    ErrorCode.NOT_A_VALUE: (
        "“{found}” is not a value.",
        "Write a number such as 0.85, or baseline, or baseline + 15%. Two metrics cannot be compared.",
    ),
    ErrorCode.NOT_FINITE: ("“{found}” is not a finite number.", "Write a number such as 0.85."),
    ErrorCode.UNKNOWN_WORD: (
        "“{word}” cannot stand after the value.",
        "For a data split write: on {word}. For a unit of your own write it right after the number: 5{word}.",
    ),
    ErrorCode.POINTS_WITHOUT_BASELINE: (
        "pp counts from the baseline.",
        "Write baseline + 2 pp, or a plain percentage such as 85%.",
    ),
    ErrorCode.NEVER_CLOSED: ("This parenthesis is never closed.", "Add a ) where the group ends."),
    ErrorCode.NEVER_OPENED: ("This parenthesis was never opened.", "Remove it, or add a ( before."),
    ErrorCode.UNCLOSED_QUOTE: (
        "This quotation has no end or nothing in it.",
        "Write the name between two backticks: `my metric`.",
    ),
    ErrorCode.MISSING_SPLIT: (
        "The name of a split is missing after “on”.",
        "Write on test, on val or on production.",
    ),
    ErrorCode.WRONG_AFTER: (
        "“after” needs a whole number of epochs or steps.",
        "Write after 3 epochs, or after 1000 steps.",
    ),
    ErrorCode.WRONG_WINDOWS: (
        "“for” needs a whole number of windows, from 1 to {limit}.",
        "Write for 3 windows: three points in a row.",
    ),
    ErrorCode.REPEATED_CLAUSE: ("“{clause}” is said twice.", "Keep one of the two."),
    ErrorCode.WRONG_DURATION: (
        "The time needs a unit and at most ten years.",
        "Write m, h, d or w right after the number: elapsed > 5d.",
    ),
    ErrorCode.ELAPSED_DIRECTION: (
        "Elapsed time only grows, so it can only pass a limit.",
        "Write elapsed > 5d or elapsed >= 5d.",
    ),
    ErrorCode.MISSING_THEN: (
        "What to do then is missing after the arrow.",
        "Write it after the arrow, or leave the arrow out: loss diverges -> check the data",
    ),
    ErrorCode.ONLY_IN_STOP: (
        "“{part}” belongs to a stop condition, not to a success criterion.",
        "A criterion holds only comparisons joined by and / or. Move this line to the stop conditions.",
    ),
    ErrorCode.UNEXPECTED: (
        "“{found}” is not expected here.",
        "Join comparisons with and / or. " + _EXAMPLE,
    ),
    ErrorCode.UNREADABLE: (
        "The stored criterion cannot be read: {detail}.",
        "Enter the line again.",
    ),
}


class CriterionError(ValueError):
    """The text is no criterion. `column` is the 1-based place; `message` and `hint` are plain English.

    To show another language, translate `MESSAGES[error.code]` and format it with `error.params`.
    """

    def __init__(self, code: ErrorCode, column: int = 1, **params: str) -> None:
        message, hint = MESSAGES[code]
        self.code = code
        self.column = column
        self.params: Mapping[str, str] = params
        self.message = message.format(**params)
        self.hint = hint.format(**params)
        super().__init__(f"{self.message} {self.hint}")
