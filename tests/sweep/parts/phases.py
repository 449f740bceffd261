"""The ends of phases: one that was re-opened."""

from assay.accounts.models import Person
from assay.projects.models import ExitAnswer, Project

PARAMETERS: dict[str, dict[str, str]] = {}


def plant(project: Project, people: dict[str, Person]) -> dict[str, object]:
    phase = project.phases.present().in_order()[1]
    answers = [ExitAnswer(question, yes=False, note="Not yet") for question in phase.exit_questions]
    phase.declare_done(answers, reason="The canary sings.", by=people["owner"])
    phase.reopen(because="It does not.", by=people["owner"])
    return {}
