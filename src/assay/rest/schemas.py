"""What every body of a request keeps: no unknown names, no blanks around texts, days and moments one can mean."""

from datetime import date, datetime
from typing import Annotated

from ninja import Schema
from pydantic import AfterValidator, AwareDatetime, ConfigDict, Field

from assay.kit.clock import can_be_kept
from assay.kit.days import FIRST, LAST


def _kept(moment: datetime) -> datetime:
    if not can_be_kept(moment):
        raise ValueError("must be a moment that a calendar shows")
    return moment


Day = Annotated[date, Field(ge=FIRST, le=LAST)]
Moment = Annotated[AwareDatetime, AfterValidator(_kept)]


class Body(Schema):
    """The body of a request. A field the API does not know is an error, not a silent loss."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)
