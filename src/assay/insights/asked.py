"""What a page of insights is asked by its address: how far back, in which days, and of which work."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy

from assay.tasks.keys import TaskKind

USUAL_WEEKS = 12
WORKING, CALENDAR = "working", "calendar"
WEEKS = [("6", gettext_lazy("6 weeks")), ("12", gettext_lazy("12 weeks")), ("all", gettext_lazy("All"))]
DAYS = [(WORKING, gettext_lazy("working days")), (CALENDAR, gettext_lazy("calendar days"))]
WHO = [("", gettext_lazy("everybody")), ("me", gettext_lazy("only mine"))]
_ALL = [("", gettext_lazy("all"))]


@dataclass(frozen=True)
class Asked:
    """`weeks` is None for everything there ever was; a team is never narrowed to somebody else than the reader."""

    weeks: int | None = USUAL_WEEKS
    days: str = WORKING
    phase: int | None = None
    kind: str = ""
    is_own: bool = False

    @property
    def is_narrowed(self) -> bool:
        return bool(self.phase or self.kind or self.is_own)

    @property
    def query(self) -> str:
        """The same question as a query string; what is usual is left out."""
        usual = Asked()
        parts = {
            "weeks": "" if self.weeks == usual.weeks else self.weeks or "all",
            "days": "" if self.days == usual.days else self.days,
            "phase": self.phase or "",
            "kind": self.kind,
            "who": "me" if self.is_own else "",
        }
        return urlencode({name: value for name, value in parts.items() if value})

    def over(self, weeks: str) -> "Asked":
        """Ask the same of another time, by its name in the address."""
        return replace(self, weeks=None if weeks == "all" else int(weeks))

    @property
    def weeks_name(self) -> str:
        return "all" if self.weeks is None else str(self.weeks)


class AskedForm(forms.Form):
    """The filters of the page; what does not fit one is said beside it and narrows nothing."""

    weeks = forms.ChoiceField(required=False, label=gettext_lazy("Time"), choices=WEEKS)
    days = forms.ChoiceField(required=False, label=gettext_lazy("Count in"), choices=DAYS)
    phase = forms.ChoiceField(required=False, label=gettext_lazy("Phase"))
    kind = forms.ChoiceField(required=False, label=gettext_lazy("Kind"), choices=[*_ALL, *TaskKind.choices])
    who = forms.ChoiceField(required=False, label=gettext_lazy("Whose"), choices=WHO)

    def __init__(self, data: Any, *, phases: Iterable[tuple[int, str]] = ()) -> None:
        super().__init__(data)
        field = self.fields["phase"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  declared above
        field.choices = [*_ALL, *((str(number), name) for number, name in phases)]

    @property
    def asked(self) -> Asked:
        """What was understood; the rest is as usual."""
        self.full_clean()
        told = self.cleaned_data
        found = Asked(
            days=told.get("days") or WORKING,
            phase=int(told["phase"]) if told.get("phase") else None,
            kind=told.get("kind", ""),
            is_own=told.get("who") == "me",
        )
        return found.over(told["weeks"]) if told.get("weeks") else found
