"""Verbs of a project that add to its way of working: phases, columns, labels."""

from typing import TYPE_CHECKING, cast

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from assay.activity.recording import record
from assay.projects.models.column import Column, check_room
from assay.projects.models.label import Label, LabelTaken
from assay.projects.models.naming import check_free
from assay.projects.models.ordering import next_position
from assay.projects.models.phase import Phase, PhaseFacts
from assay.projects.phase_events import PhaseAdded
from assay.projects.workflow_events import ColumnAdded, LabelAdded

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.projects.models.project import Project


class Arranging:
    """How a project's workflow grows. Phases, columns and labels change by verbs of their own."""

    @transaction.atomic
    def add_phase(self, facts: PhaseFacts, *, by: "Person") -> Phase:
        """Add a phase after the others. Raises `NameTaken`."""
        project, facts = _held(self), facts.sorted_out()
        phase = Phase(
            project=project,
            position=next_position(Phase, project.pk),
            name=facts.name,
            hue=facts.hue,
            purpose=facts.purpose,
            weeks_low=facts.weeks_low,
            weeks_high=facts.weeks_high,
            exit_questions=list(facts.exit_questions),
            kind=facts.kind,
            nature=facts.nature,
        )
        check_free(phase, facts.name)
        phase.save(force_insert=True)
        record(PhaseAdded(name=facts.name), on=project, by=by)
        return phase

    @transaction.atomic
    def add_column(self, *, name: str, state: str, limit: int | None, by: "Person") -> Column:
        """Add a column at the right end of the board. Raises `NameTaken`, `TooManyColumns`."""
        project = _held(self)
        column = Column(
            project=project, name=name, state=state, limit=limit, position=next_position(Column, project.pk)
        )
        check_free(column, name)
        check_room(project.pk)
        column.save(force_insert=True)
        record(ColumnAdded(name=name, state=state), on=project, by=by)
        return column

    @transaction.atomic
    def add_label(self, *, name: str, hue: int, by: "Person") -> Label:
        """Give the project one more label. Raises `LabelTaken`."""
        project = cast("Project", self)
        try:
            with transaction.atomic():
                label = Label.objects.create(project=project, name=name, hue=hue)
        except IntegrityError as error:
            raise LabelTaken(_("The project has a label of this name.")) from error
        record(LabelAdded(name=name), on=project, by=by)
        return label


def _held(mixin: Arranging) -> "Project":
    """Lock the project, so that two additions get two places."""
    project = cast("Project", mixin)
    type(project).objects.select_for_update(no_key=True).get(pk=project.pk)
    return project
