"""What the sample workspace tells: people, three projects, their tasks and experiments. Words only, no figures.

Every number that shows up later comes from a training that ran on this machine.
"""

from assay.demo.cast import TEAM, Actor, Chore, Finished, Lesson, Look, ProjectStory, Question
from assay.demo.first_models import FIRST_MODELS
from assay.demo.meters import METERS
from assay.demo.serving import SERVING

__all__ = ["PROJECTS", "TEAM", "WORKSPACE", "Actor", "Chore", "Finished", "Lesson", "Look", "ProjectStory", "Question"]

WORKSPACE = "Northwind ML"
PROJECTS = (FIRST_MODELS, METERS, SERVING)


def project_of_question(question: Question) -> ProjectStory:
    """Return the project that asks the question."""
    return next(story for story in PROJECTS if question in story.all_questions)
