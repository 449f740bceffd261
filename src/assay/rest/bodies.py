"""Read JSON and forms as strictly as we store them: finite numbers, texts of Unicode without NUL, bounded depth."""

import json
import math
from typing import Any, NoReturn

from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from ninja.parser import Parser

from assay.rest.errors import UnreadableBody

DEEPEST = 40
# The largest number both databases keep.
LARGEST = 2**63 - 1


class StrictJson(Parser):
    """The API's parser. What it raises becomes a 400 with its message."""

    def parse_body(self, request: HttpRequest) -> Any:
        """Return the body as plain values. Raises `UnreadableBody`."""
        raw = request.body  # may say that it is too big; that is another answer
        try:
            text = raw.decode("utf-8")
            read = json.loads(text, parse_constant=_refuse_number, parse_float=_finite, parse_int=_stored)
        except UnreadableBody:
            raise
        except (ValueError, RecursionError) as error:
            raise UnreadableBody(_("The body is not valid JSON.")) from error
        _check(read)
        return read

    def parse_querydict(
        self, data: "MultiValueDict[str, Any]", list_fields: list[str], request: HttpRequest
    ) -> dict[str, Any]:
        """Return the fields of a query or a form, or its files. Raises `UnreadableBody`."""
        for _name, values in data.lists():
            for value in values:
                if isinstance(value, str):
                    _check_text(value)
        return super().parse_querydict(data, list_fields, request)


def _finite(text: str) -> float:
    number = float(text)
    return number if math.isfinite(number) else _refuse_number(text)


def _stored(text: str) -> int:
    if len(text) > 20 or abs(int(text)) > LARGEST:
        _refuse_number(text)
    return int(text)


def _refuse_number(_text: str) -> NoReturn:
    raise UnreadableBody(_("Numbers must be finite and below 2^63."))


def _check(read: Any) -> None:
    """Walk without recursion, so that depth itself cannot break the walk."""
    waiting: list[tuple[Any, int]] = [(read, 1)]
    while waiting:
        value, depth = waiting.pop()
        if depth > DEEPEST:
            raise UnreadableBody(_("The body is nested too deeply."))
        if isinstance(value, str):
            _check_text(value)
        elif isinstance(value, dict):
            waiting += [(part, depth + 1) for pair in value.items() for part in pair]
        elif isinstance(value, list):
            waiting += [(part, depth + 1) for part in value]


def _check_text(text: str) -> None:
    if "\0" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
        raise UnreadableBody(_("A text holds a character that is no text (NUL or half a surrogate pair)."))
