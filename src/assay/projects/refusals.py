"""What the verbs of a project refuse, and how the API answers it."""

from assay.projects import models
from assay.rest.errors import Known, register_errors

KNOWN: dict[type[Exception], Known] = {
    models.BadKey: (422, "bad-key", "key"),
    models.KeyTaken: (409, "key-taken", "key"),
    models.LabelTaken: (409, "label-taken", "name"),
    models.MetricTaken: (409, "metric-taken", "metric"),
    models.LimitNeeded: (422, "limit-needed", "limit"),
    models.NotInWorkspace: (422, "not-in-workspace", "lead"),
    models.CannotLead: (422, "cannot-lead", "lead"),
    models.NameTaken: (409, "name-taken", "name"),
    models.WorkflowTaken: (409, "name-taken", "name"),
    models.BadPlan: (422, "bad-plan", "phases"),
    models.DraftThere: (409, "draft-there", ""),
    models.NothingPlanned: (409, "nothing-planned", ""),
    models.PlanAgreed: (409, "plan-agreed", ""),
    models.PlanReasonNeeded: (422, "reason-needed", "reason"),
    models.PhaseDone: (409, "phase-done", ""),
    models.PhaseNotDone: (409, "phase-not-done", ""),
    models.QuestionsOpen: (422, "questions-open", "answers"),
    models.ExitReasonNeeded: (422, "reason-needed", "reason"),
    models.LastPhase: (409, "last-phase", ""),
    models.ColumnNeeded: (409, "column-needed", ""),
    models.ColumnHeld: (409, "column-held", ""),
    models.BadDates: (422, "dates-turned", "ends_on"),
    models.ReasonNeeded: (422, "reason-needed", "why"),
    models.WhatNeeded: (422, "what-needed", "what"),
    models.CheckTaken: (409, "name-taken", "name"),
    models.TooManyChecks: (409, "too-many-checks", ""),
    models.TooManyColumns: (409, "too-many-columns", ""),
}


def register_refusals() -> None:
    register_errors(KNOWN)
