"""When signals fire in a workspace, where its people chose other numbers than usual."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from assay.accounts.middleware import note_of_people
from assay.accounts.models import Workspace
from assay.activity.recording import record
from assay.signals.events import ThresholdsSet
from assay.signals.thresholds import DEFAULT, LEAST, MOST, NAMES, Thresholds

if TYPE_CHECKING:
    from assay.accounts.models import Person

_NOTED = "signal_numbers"


class BadThresholds(ValueError):
    """A number that no rule can use. `fields` says which and why."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        super().__init__(" ".join(fields.values()))
        self.fields = dict(fields)


class SettingQuerySet(models.QuerySet["Setting"]):
    def visible_to(self, person: "Person") -> "SettingQuerySet":
        return self.filter(workspace=person.workspace_id)


class Setting(models.Model):
    """The numbers of one workspace; a name that is missing has its usual one. Verb: `put`."""

    workspace = models.OneToOneField("accounts.Workspace", on_delete=models.CASCADE, related_name="+")
    numbers = models.JSONField(default=dict)

    objects = SettingQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Signals of {self.workspace}"

    @property
    def thresholds(self) -> Thresholds:
        return Thresholds(**{name: self.numbers.get(name, value) for name, value in DEFAULT.as_data().items()})

    @classmethod
    @transaction.atomic
    def put(cls, workspace: Workspace, numbers: Mapping[str, int | None], *, by: "Person") -> Thresholds:
        """Set these numbers, the others stay; None switches the rules off. Returns all. Raises `BadThresholds`."""
        _check(numbers)
        place = Workspace.objects.select_for_update(no_key=True).get(pk=workspace.pk)
        setting, _is_new = cls.objects.get_or_create(workspace=place)
        before = setting.thresholds.as_data()
        changes = {name: [before[name], value] for name, value in numbers.items() if before[name] != value}
        if changes:
            setting.numbers = before | dict(numbers)
            setting.save(update_fields=["numbers"])
            record(ThresholdsSet(changes=changes), on=place, by=by)
        return setting.thresholds


def note_numbers() -> None:
    """Let the query that finds who is signed in bring the numbers of their workspace."""
    mine = Setting.objects.filter(workspace=OuterRef("workspace")).values("numbers")
    note_of_people(_NOTED, lambda: Subquery(mine))


def thresholds_for(person: "Person") -> Thresholds:
    """Return when signals fire in the person's workspace."""
    noted = vars(person)
    return Setting(numbers=noted[_NOTED] or {}).thresholds if _NOTED in noted else thresholds_of(person.workspace_id)


def thresholds_of(workspace_id: int) -> Thresholds:
    """Return when signals fire in the workspace."""
    setting = Setting.objects.filter(workspace=workspace_id).first()
    return setting.thresholds if setting else DEFAULT


def _check(numbers: Mapping[str, int | None]) -> None:
    said = _("A number from %(least)d to %(most)d, or nothing.") % {"least": LEAST, "most": MOST}
    wrong = {
        name: said
        for name, value in numbers.items()
        if name not in NAMES or (value is not None and not LEAST <= value <= MOST)
    }
    if wrong:
        raise BadThresholds(wrong)
