"""Write into the description of the API what each operation may refuse, so that no answer is a surprise."""

from typing import Any

from django.utils.translation import gettext_lazy as _

SHAPE = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {
            "type": "object",
            "required": ["code", "message", "fields"],
            "properties": {
                "code": {"type": "string", "description": "for programs; it stays"},
                "message": {"type": "string", "description": "for people"},
                "fields": {
                    "type": "object",
                    "additionalProperties": {"type": "array", "items": {"type": "string"}},
                    "description": "what to correct",
                },
            },
        }
    },
}
ALWAYS = {
    400: _("The request cannot be read: bad JSON, an invented cursor, a character no text may hold."),
    401: _("No valid token."),
    403: _("Your role or token may not do this."),
    404: _("There is nothing here, or not for you."),
    422: _("Some values do not fit; fields says which."),
    429: _("Too often; Retry-After says when to come back."),
    503: _("The database is busy; Retry-After says when to come back."),
}
WRITES = {
    409: _("The world is not what you think it is: read again."),
    413: _("The body is too large."),
    507: _("The disk is full; nothing was stored."),
}


def describe_refusals(schema: dict[str, Any]) -> None:
    """Add the refusals to every operation of `schema` that does not describe them itself."""
    schema.setdefault("components", {}).setdefault("schemas", {})["Refused"] = SHAPE
    for operations in schema["paths"].values():
        for method, operation in operations.items():
            refusals = ALWAYS if method in ("get", "head") else {**ALWAYS, **WRITES}
            known = {int(status) for status in operation["responses"]}
            for status, words in refusals.items():
                if status not in known:
                    operation["responses"][status] = _refusal(str(words))


def _refusal(words: str) -> dict[str, Any]:
    return {
        "description": words,
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Refused"}}},
    }
