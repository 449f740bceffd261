"""What every body of a request keeps: no unknown names, no blanks around texts, days that somebody can mean."""

from datetime import date
from typing import Annotated

from ninja import Schema
from pydantic import ConfigDict, Field

from assay.kit.days import FIRST, LAST

Day = Annotated[date, Field(ge=FIRST, le=LAST)]


class Body(Schema):
    """The body of a request. A field the API does not know is an error, not a silent loss."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)
