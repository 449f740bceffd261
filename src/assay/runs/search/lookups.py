"""Comparisons as SQL compares: a value that is missing fits none of them, not even `!=`.

All take their values as parameters; none ever becomes part of the SQL.
"""

import re
from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias

from django.db.models import Func, Lookup, TextField

Sql: TypeAlias = tuple[str, tuple[Any, ...]]
if TYPE_CHECKING:
    AnyLookup: TypeAlias = Lookup[Any]
else:  # Django's own has no types to name
    AnyLookup = Lookup

_PLAIN = {"*": "[*]", "?": "[?]", "[": "[[]", "%": "*", "_": "?"}


class Compares(AnyLookup):
    """`left SIGN right`."""

    sign: ClassVar[str]

    def as_sql(self, compiler: Any, connection: Any) -> Sql:
        left, left_values = self.process_lhs(compiler, connection)
        right, right_values = self.process_rhs(compiler, connection)
        return f"{left} {self.sign} {right}", (*left_values, *right_values)


class Differs(Compares):
    lookup_name = "differs"
    sign = "<>"


class Equals(Compares):
    lookup_name = "equals"
    sign = "="


class Below(Compares):
    lookup_name = "below"
    sign = "<"


class AtMost(Compares):
    lookup_name = "at_most"
    sign = "<="


class Above(Compares):
    lookup_name = "above"
    sign = ">"


class AtLeast(Compares):
    lookup_name = "at_least"
    sign = ">="


class Within(AnyLookup):
    """`left IN (…)`; the right side is a list of texts."""

    lookup_name = "within"
    sign: ClassVar[str] = "IN"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> Sql:
        left, values = self.process_lhs(compiler, connection)
        marks = ", ".join(["%s"] * len(self.rhs))
        return f"{left} {self.sign} ({marks})", (*values, *self.rhs)


class Without(Within):
    lookup_name = "without"
    sign = "NOT IN"


class Like(AnyLookup):
    """The pattern of LIKE, minding case: % is any text, _ any letter, and nothing else is special."""

    lookup_name = "sql_like"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> Sql:
        left, values = self.process_lhs(compiler, connection)
        return f"{left} LIKE %s", (
            *values,
            self.rhs.replace("\\", "\\\\"),
        )

    def as_sqlite(self, compiler: Any, connection: Any) -> Sql:
        """SQLite's own LIKE forgets case; its GLOB does not."""
        left, values = self.process_lhs(compiler, connection)
        return f"{left} GLOB %s", (
            *values,
            "".join(_PLAIN.get(letter, letter) for letter in self.rhs),
        )


class ILike(Like):
    """The pattern of ILIKE: as LIKE, whatever the case."""

    lookup_name = "sql_ilike"

    def as_sql(self, compiler: Any, connection: Any) -> Sql:
        left, values = self.process_lhs(compiler, connection)
        return f"{left} ILIKE %s", (
            *values,
            self.rhs.replace("\\", "\\\\"),
        )

    def as_sqlite(self, compiler: Any, connection: Any) -> Sql:
        """SQLite knows the case of ASCII only, so other letters take the longer way."""
        left, values = self.process_lhs(compiler, connection)
        if self.rhs.isascii():
            return f"{left} LIKE %s", (
                *values,
                self.rhs,
            )
        return f"{left} REGEXP %s", (
            *values,
            _expression(self.rhs),
        )


class JsonText(Func):
    """The text under a key of a JSON object of texts; NULL where there is none."""

    function = "jsonb_extract_path_text"
    output_field = TextField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, Any]:
        # Unlike a JSON path, this finds a key with any letters in it.
        template = "(SELECT found.value FROM json_each(%(expressions)s))"
        return self.as_sql(
            compiler, connection, template=template, arg_joiner=") AS found WHERE found.key = (", **context
        )


def _expression(pattern: str) -> str:
    wild = {"%": ".*", "_": "."}
    return "(?is)^" + "".join(wild.get(letter) or re.escape(letter) for letter in pattern) + r"\Z"
