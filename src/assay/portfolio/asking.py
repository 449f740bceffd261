"""How a reader wants to see the portfolio: filter, order, groups. All of it stands in the address."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from urllib.parse import urlencode

from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext_lazy

A_PAGE = 50
MOST_WORDS = 200
ME, NOBODY = "me", "none"


class State(models.TextChoices):
    """Where the work of a project is, read from its tasks and phases; nobody sets it."""

    NEW = "new", gettext_lazy("Not begun")
    BUSY = "busy", gettext_lazy("In progress")
    RESTING = "resting", gettext_lazy("Nobody works on it now")
    DONE = "done", gettext_lazy("All phases done")


class Only(models.TextChoices):
    """What a lead looks for first."""

    NEEDS = "needs", gettext_lazy("Needs somebody")
    OVER = "over", gettext_lazy("Over its plan")
    OWING = "owing", gettext_lazy("Owes deliverables")
    DUE = "due", gettext_lazy("Decision is due")


class Order(models.TextChoices):
    CHANGED = "changed", gettext_lazy("Last changed")
    URGENT = "urgent", gettext_lazy("Most urgent")
    NAME = "name", gettext_lazy("Name")
    SPENT = "spent", gettext_lazy("Most over plan")
    OPEN = "open", gettext_lazy("Most open work")


class Span(models.TextChoices):
    """How much of time the timeline shows; without one from a quarter back to the last forecast."""

    QUARTER = "quarter", gettext_lazy("This quarter")
    HALF = "half", gettext_lazy("Six months")
    YEAR = "year", gettext_lazy("A year")
    ALL = "all", gettext_lazy("All of it")


class GroupBy(models.TextChoices):
    LEAD = "lead", gettext_lazy("Lead")
    PHASE = "phase", gettext_lazy("Phase")
    STATE = "state", gettext_lazy("State")


# What the selects of the filter offer.
CHOICES = {"states": State.choices, "onlys": Only.choices, "orders": Order.choices, "groups": GroupBy.choices}


@dataclass(frozen=True)
class Asked:
    """What is wanted; empty asks for nothing. `lead` is `me`, `none` or the number of a person."""

    words: str = ""
    lead: str = ""
    phase: str = ""
    state: str = ""
    only: str = ""
    order: str = Order.CHANGED.value
    group: str = ""
    span: str = ""
    page: int = 1

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> "Asked":
        """Read an address; what does not make sense is left out."""
        lead = query.get("lead", "")
        return cls(
            words=" ".join(query.get("words", "").split())[:MOST_WORDS],
            lead=lead if lead in {ME, NOBODY} or _number(lead) else "",
            phase=query.get("phase", "")[:MOST_WORDS],
            state=_one_of(State, query.get("state", "")),
            only=_one_of(Only, query.get("only", "")),
            order=_one_of(Order, query.get("order", "")) or Order.CHANGED.value,
            group=_one_of(GroupBy, query.get("group", "")),
            span=_one_of(Span, query.get("span", "")),
            page=_number(query.get("page", "")) or 1,
        )

    @classmethod
    def from_text(cls, text: str) -> "Asked":
        """Read the end of an address that a form or a program sent, with or without its `?`."""
        return cls.from_query(QueryDict(text.removeprefix("?")).dict())

    @property
    def query(self) -> str:
        """What a saved view keeps: the end of the address without `?`."""
        return self.as_query().removeprefix("?")

    def as_query(self, **changes: object) -> str:
        """Return the end of an address, `?lead=me&group=phase`, or nothing where all is as usual; pages begin anew."""
        wanted = replace(self, **({"page": 1} | changes))  # type: ignore[arg-type]
        usual = Asked()
        pairs = [(one.name, getattr(wanted, one.name)) for one in fields(self)]
        query = urlencode([(name, value) for name, value in pairs if value != getattr(usual, name)])
        return f"?{query}" if query else ""

    @property
    def is_narrow(self) -> bool:
        """Whether some projects may be left out."""
        return any((self.words, self.lead, self.phase, self.state, self.only))

    @property
    def looks_at_signals(self) -> bool:
        """Whether signals decide which projects stand where."""
        return self.only == Only.NEEDS or self.order == Order.URGENT

    @property
    def looks_at_work(self) -> bool:
        """Whether tasks and phases decide which projects stand where."""
        by_work = self.order in {Order.SPENT, Order.OPEN} or self.group in {GroupBy.PHASE, GroupBy.STATE}
        return by_work or any((self.phase, self.state, self.only))


def _one_of(choices: type[models.TextChoices], text: str) -> str:
    return text if text in choices.values else ""


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
