"""What every body of a request keeps: no unknown names, no blanks around texts."""

from ninja import Schema
from pydantic import ConfigDict


class Body(Schema):
    """The body of a request. A field the API does not know is an error, not a silent loss."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)
