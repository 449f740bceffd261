from assay.projects.keys import BadKey, KeyTaken
from assay.projects.models.column import Column, ColumnHeld, ColumnNeeded, ColumnState, TooManyColumns
from assay.projects.models.decision import Decision, DecisionKind, ReasonNeeded, WhatNeeded
from assay.projects.models.facts import BadDates, FactChanges
from assay.projects.models.label import Label, LabelTaken
from assay.projects.models.members import CannotLead, NotInWorkspace, ProjectMember
from assay.projects.models.metric import (
    LimitNeeded,
    MetricDefinition,
    MetricDirection,
    MetricFacts,
    MetricRole,
    MetricTaken,
)
from assay.projects.models.naming import NameTaken
from assay.projects.models.phase import LastPhase, Phase, PhaseFacts
from assay.projects.models.phase_closing import (
    ExitAnswer,
    ExitReasonNeeded,
    PhaseClosing,
    PhaseDone,
    PhaseNotDone,
    QuestionsOpen,
)
from assay.projects.models.plan import (
    BadPlan,
    DraftThere,
    NothingPlanned,
    PlanAgreed,
    PlanFacts,
    PlanLine,
    PlannedPhase,
    PlanReasonNeeded,
    PlanVersion,
)
from assay.projects.models.project import Project
from assay.projects.models.readiness import CheckTaken, ReadinessAnswer, ReadinessArea, ReadinessCheck, TooManyChecks
from assay.projects.models.saved_workflow import SavedWorkflow, WorkflowTaken
from assay.projects.models.stakeholder import Stakeholder

__all__ = [
    "BadDates",
    "BadKey",
    "BadPlan",
    "CannotLead",
    "CheckTaken",
    "Column",
    "ColumnHeld",
    "ColumnNeeded",
    "ColumnState",
    "Decision",
    "DecisionKind",
    "DraftThere",
    "ExitAnswer",
    "ExitReasonNeeded",
    "FactChanges",
    "KeyTaken",
    "Label",
    "LabelTaken",
    "LastPhase",
    "LimitNeeded",
    "MetricDefinition",
    "MetricDirection",
    "MetricFacts",
    "MetricRole",
    "MetricTaken",
    "NameTaken",
    "NotInWorkspace",
    "NothingPlanned",
    "Phase",
    "PhaseClosing",
    "PhaseDone",
    "PhaseFacts",
    "PhaseNotDone",
    "PlanAgreed",
    "PlanFacts",
    "PlanLine",
    "PlanReasonNeeded",
    "PlanVersion",
    "PlannedPhase",
    "Project",
    "ProjectMember",
    "QuestionsOpen",
    "ReadinessAnswer",
    "ReadinessArea",
    "ReadinessCheck",
    "ReasonNeeded",
    "SavedWorkflow",
    "Stakeholder",
    "TooManyChecks",
    "TooManyColumns",
    "WhatNeeded",
    "WorkflowTaken",
]
