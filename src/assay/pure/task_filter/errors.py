"""What can be wrong with a filter, said so that a person can mend it."""

from collections.abc import Mapping
from enum import StrEnum


class Mistake(StrEnum):
    """Stable names of the mistakes; `MESSAGES` has the English sentence of each."""

    TOO_LONG = "too_long"
    TOO_MANY = "too_many"
    UNREADABLE = "unreadable"
    UNCLOSED = "unclosed"
    UNKNOWN_KEY = "unknown_key"
    NO_VALUE = "no_value"
    NO_JOINT = "no_joint"
    NO_OPERATOR = "no_operator"
    NO_SIGN = "no_sign"
    NOT_A_CHOICE = "not_a_choice"
    NOT_A_NUMBER = "not_a_number"
    NOT_WORKING_DAYS = "not_working_days"
    NOT_A_DAY = "not_a_day"
    UNKNOWN_NAME = "unknown_name"
    SEVERAL = "several"


# Templates for str.format with the error's params.
MESSAGES: Mapping[Mistake, str] = {
    Mistake.TOO_LONG: "A filter can have at most {limit} characters.",
    Mistake.TOO_MANY: "A filter can have at most {limit} terms, and as many values after one key.",
    Mistake.UNREADABLE: "A filter cannot hold this character.",
    Mistake.UNCLOSED: "This quotation has no end. Close it with another quotation mark.",
    Mistake.UNKNOWN_KEY: "“{found}:” is not a key. The keys are {known}. To look for the words, put them in quotes.",
    Mistake.NO_VALUE: "A value must stand right after “{found}”, without a space.",
    Mistake.NO_JOINT: "Several values are joined by commas, terms by spaces; a name with a space stands in quotes.",
    Mistake.NO_OPERATOR: "{found} joins nothing here: all terms must hold, and several values are written with commas, "
    "as in phase:modeling,research. To look for the word, put it in quotes.",
    Mistake.NO_SIGN: "“{found}” is a name; signs such as > stand before numbers and days only.",
    Mistake.NOT_A_CHOICE: "“{found}” does not fit after “{key}:”. Write one of {known}.",
    Mistake.NOT_A_NUMBER: "“{found}” is not a number. Write {key}:3 or {key}:>=2.5.",
    Mistake.NOT_WORKING_DAYS: "“{found}” is no number of working days. Write {key}:>5d or {key}:1w.",
    Mistake.NOT_A_DAY: "“{found}” is no day. Write {key}:<7d, {key}:today or {key}:>2026-11-30.",
    Mistake.UNKNOWN_NAME: "There is no {key} “{found}” here, or not for you.",
    Mistake.SEVERAL: "“{found}” can be {known}. Write one of them.",
}


class FilterError(ValueError):
    """The text is no filter. `place` is where the mistake stands, from 0, and the place behind it.

    `instead` is what was probably meant there, if anything is near enough. To show another language, translate
    `MESSAGES[error.mistake]` and format it with `error.params`.
    """

    def __init__(self, mistake: Mistake, place: tuple[int, int], *, instead: str = "", **params: str) -> None:
        self.mistake = mistake
        self.place = place
        self.instead = instead
        self.params: Mapping[str, str] = params
        self.message = MESSAGES[mistake].format(**params)
        super().__init__(f"{self.message} (Character {self.column}.)")

    @property
    def column(self) -> int:
        """Where it stands, from 1."""
        return self.place[0] + 1
