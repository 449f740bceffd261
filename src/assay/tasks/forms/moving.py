"""The form that moves a card: by a drop on the board, by the Move dialog, and without JavaScript."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assay.accounts.models import Person
from assay.accounts.models.person import Discipline
from assay.projects.models import Column, Phase
from assay.tasks.models import Task
from assay.tasks.models.task.choosing import GIVE, MOST_REASON, Choice, Instead
from assay.tasks.models.task.limits import ColumnFull, is_full
from assay.tasks.models.task.moving import AlreadyInProgress, Place
from assay.tasks.models.task.starting import in_the_way
from assay.tasks.queries.busy import with_their_work
from assay.tasks.taking import may_take

TOP, BOTTOM = "top", "bottom"
# Positions offered for each column; further ones by dragging.
OFFERED = 30
# What says where a task goes, in every form that asks something about a move.
SENT = ("column", "lane", "phase", "discipline", "after", "before")


class MoveForm(forms.Form):
    """What is left out stays: `lane`, `phase`, `discipline`; an empty `lane` takes the person off.

    `after` and `before` name cards by their keys.
    """

    column = forms.ModelChoiceField(label=gettext_lazy("Column"), queryset=Column.objects.none(), empty_label=None)
    lane = forms.ModelChoiceField(
        label=gettext_lazy("Assignee"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=gettext_lazy("Nobody"),
    )
    phase = forms.ModelChoiceField(
        label=gettext_lazy("Phase"), queryset=Phase.objects.none(), required=False, empty_label=None
    )
    discipline = forms.ChoiceField(
        label=gettext_lazy("Discipline"), required=False, choices=[("", gettext_lazy("Any")), *Discipline.choices]
    )
    after = forms.CharField(required=False, max_length=40)
    before = forms.CharField(required=False, max_length=40)
    instead = forms.ChoiceField(required=False, choices=[("", ""), *((one, one) for one in (*Instead, GIVE))])
    to = forms.ModelChoiceField(label=gettext_lazy("Who takes it over"), queryset=Person.objects.none(), required=False)
    over = forms.BooleanField(label=gettext_lazy("Put it there all the same"), required=False)
    reason = forms.CharField(label=gettext_lazy("Why both at once"), required=False, max_length=MOST_REASON)

    def __init__(self, task: Task, data: Mapping[str, Any] | None = None, *, first: Mapping[str, str]) -> None:
        super().__init__(data, initial=_first_values(task, first))
        self.task = task
        people = Q(pk__in=may_take(task.project).order_by().values("pk")) | Q(pk=task.assignee_id)
        self.fields["column"].queryset = task.project.columns.present().in_order()  # type: ignore[attr-defined]
        self.fields["lane"].queryset = Person.objects.filter(people).by_name()  # type: ignore[attr-defined]
        team = Person.objects.filter(workspace=task.project.workspace_id).present()
        self.fields["to"].queryset = team  # type: ignore[attr-defined]  # each task asks who may take it
        phases = task.project.phases.present() | task.project.phases.filter(pk=task.phase_id)
        self.fields["phase"].queryset = phases.in_order()  # type: ignore[attr-defined]

    def clean_after(self) -> str | Task | None:
        text: str = self.cleaned_data["after"]
        return text if text in {TOP, BOTTOM} else self._neighbour(text)

    def clean_before(self) -> Task | None:
        return self._neighbour(self.cleaned_data["before"])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("instead") in {Instead.HAND, GIVE} and "to" not in self.errors and not said.get("to"):
            self.add_error("to", _("Say who takes it over."))
        return said

    def move(self, *, by: Person) -> None:
        """Do what a valid form says. Raises what `move_to`, `assign` and `sort` do."""
        if not self.data.keys() & {"phase", "discipline"}:
            self._put(by=by)
            return
        with transaction.atomic():
            self._put(by=by)
            self._sort(by=by)

    def _put(self, *, by: Person) -> None:
        column, choice = self.cleaned_data["column"], self._choice()
        if self._gives_away or "lane" in self.data:
            lane = self.cleaned_data["to" if self._gives_away else "lane"]
            self.task.hand_and_move(column, lane, by=by, place=self._place(column), choice=choice)
        else:
            self.task.move_to(column, by=by, place=self._place(column), choice=choice)

    def _sort(self, *, by: Person) -> None:
        self.task.sort(
            phase=self.cleaned_data["phase"],
            discipline=self.cleaned_data["discipline"] if "discipline" in self.data else None,
            by=by,
        )

    def asks(self, *, by: Person) -> AlreadyInProgress | ColumnFull | None:
        """Return what the form as it stands would run into, so that the dialog can ask at once."""
        columns = self.fields["column"].queryset  # type: ignore[attr-defined]
        column = next((one for one in columns if str(one.pk) == self._standing("column")), None)
        lane = self._standing("lane")
        people = self.fields["lane"].queryset  # type: ignore[attr-defined]
        person = next((one for one in people if str(one.pk) == lane), by)
        is_same = self.task.column.is_active and str(self.task.assignee_id or "") == lane
        if column is None:
            return None
        busy = in_the_way(self.task, person, reader=by) if column.is_active and not is_same else None
        return busy or (is_full(self.task, column) if column.pk != self.task.column_id else None)

    def sent(self) -> list[tuple[str, str]]:
        """Return what to move where, to ask the same again together with an answer."""
        known = self.data if self.is_bound else self.initial
        values = {name: known[name] for name in SENT if name in known}
        if self._gives_away:
            values["lane"] = self.cleaned_data["to"].pk
        return [(name, str(value)) for name, value in values.items()]

    def receivers(self, *, without: Person, reader: Person) -> list[tuple[int, str]]:
        """Return who could take one of the two tasks over, and whether they work on something."""
        return with_their_work(may_take(self.task.project).exclude(pk=without.pk), reader=reader)

    def positions(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Return for each column the places a card can take in it, for the lane of its person."""
        cards = (
            Task.objects.filter(project=self.task.project, assignee=self.task.assignee_id)
            .exclude(pk=self.task.pk)
            .open()
            .with_facts()
            .on_board()
        )
        found: dict[str, list[tuple[str, str]]] = {}
        for card in cards[:200]:
            places = found.setdefault(card.column.name, [])
            if len(places) < OFFERED:
                places.append((card.key, _("After %(key)s %(title)s") % {"key": card.key, "title": card.title[:60]}))
        return list(found.items())

    def _standing(self, name: str) -> str:
        return str(self.data[name] if self.is_bound and name in self.data else self.initial[name])

    def _neighbour(self, key: str) -> Task | None:
        if not key:
            return None
        found = Task.objects.filter(project=self.task.project).with_key(key).first()
        if found is None:
            raise forms.ValidationError(_("%(key)s is not on this board.") % {"key": key})
        return found

    def _place(self, column: Column) -> Place:
        after: str | Task | None = self.cleaned_data.get("after")
        others = column.tasks.exclude(pk=self.task.pk)
        if after == TOP:
            return Place(above=others.order_by("rank").first())
        if after == BOTTOM:
            return Place(below=others.order_by("-rank").first())
        below = after if isinstance(after, Task) else None
        return Place(below=below, above=self.cleaned_data.get("before"))

    @property
    def _gives_away(self) -> bool:
        """Whether the answer is that this task itself goes to somebody else."""
        said = getattr(self, "cleaned_data", {})
        return said.get("instead") == GIVE and said.get("to") is not None

    def _choice(self) -> Choice | None:
        said = self.cleaned_data
        instead = None if said["instead"] in {"", GIVE} else Instead(said["instead"])
        return Choice(instead, said["reason"], said["to"], over=said["over"]) if instead or said["over"] else None


def _first_values(task: Task, first: Mapping[str, str]) -> dict[str, str]:
    known = {"column": str(task.column_id), "lane": str(task.assignee_id or ""), "after": "", "before": ""}
    known |= {"phase": str(task.phase_id), "discipline": task.discipline}
    return {name: first.get(name, value) for name, value in known.items()}
