"""One way into production: a project of scope, not of questions, thirteen weeks old, so that its pace can be told."""

from assay.demo.cast import Days, Finished, Passed, ProjectStory
from assay.demo.serving_chores import CHORES
from assay.demo.serving_papers import SERVING_PAPERS

FINISHED = (
    Finished("Write the charter", "dana", "One door for every model. Agreed with operations.", Days(66, 64)),
    Finished(
        "Audit the data",
        "mei",
        "What a model reads when it answers is listed for all four; nothing in it is a name.",
        Days(63, 60),
    ),
    Finished(
        "Freeze the dataset and its splits",
        "mei",
        "A day of inputs is frozen with its digest; each release is asked the same questions.",
        Days(52, 51),
    ),
    Finished(
        "Package the model with tests",
        "chidi",
        "Answers equal those of the notebook on the frozen day.",
        Days(53, 49),
        waited=Days(52, 50),
    ),
    Finished(
        "Automate build, training and release", "chidi", "A commit leads to a package without hands.", Days(44, 40)
    ),
    Finished(
        "Release in steps", "eli", "One machine in ten for a day, then all. The way back was tried.", Days(27, 24)
    ),
)

SERVING = ProjectStory(
    key="WP",
    name="One way into production",
    goal="Let every model of the team go live, be watched and be taken back in the same way.",
    workflow="five-phase-lifecycle",
    owner="dana",
    work="In progress",
    waits="Running or in review",
    done="Done",
    experiments_in="",
    began=66,
    asked=5,
    finished=FINISHED,
    chores=CHORES,
    baseline=None,
    questions=(),
    papers=SERVING_PAPERS,
    passed=(
        Passed(
            source="Let two versions answer side by side",
            title="Read what the second version answers, and say when it may take over",
            phase="Maintenance",
            who="eli",
            to="mei",
            at=4,
            description="Its answers lie in the drawer since last month, a line for each question.",
            questions="How many different answers in a thousand are too many?",
        ),
    ),
    without=("Experimentation",),
)
