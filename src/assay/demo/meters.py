"""Meter reading: a model on its way to production, with the columns of Seven stages."""

from assay.demo.cast import Chore, Days, Finished, Lesson, ProjectStory, Question
from assay.demo.how_sure import RAIN
from assay.demo.meter_papers import METER_PAPERS

CHORES = (
    Chore(
        title="Ask the field team for a hundred photos taken in the rain",
        phase="Data prep",
        kind="data",
        who="mei",
        days="2",
        column="Backlog",
        description="The digits of the table are clean. Meters are not.",
        labels=("stage-data-prep",),
        checks=(
            "Agree on the wording with the field team",
            "A hundred photos are here",
            "Somebody typed what they show",
        ),
        checked=1,
    ),
    Chore(
        title="Stage the reader beside the people who type the digits now",
        phase="Deploy",
        kind="deployment",
        who="dana",
        days="3",
        column="Backlog",
        description="Two weeks beside each other, nothing is decided by the machine yet.",
        labels=("stage-staging",),
        checks=("The way back was rehearsed", "A person sees each doubtful digit", "Budget: 5 ms and 200 MB a request"),
    ),
    Chore(
        title="Alert when more than a fifth of the digits is doubtful",
        phase="Monitor",
        kind="monitoring",
        who="",
        days="2",
        column="Backlog",
        labels=("stage-production",),
    ),
    Chore(
        title="Pack the reader so that it loads in a second",
        phase="Productionize",
        kind="productization",
        who="chidi",
        days="2",
        column="Production",
        comment="It loads in half a second here; skops keeps it safe to load.",
        labels=("stage-production",),
        checks=("Loads without the training code", "Reviewed by one data scientist and one engineer"),
        past=Days(7, 5),
    ),
)

BASELINE = Question(
    name="meter-baseline",
    title="Baseline: the simplest model that could work",
    who="dana",
    script="meter_baseline.py",
    days=2,
    hypothesis="A plain line reads nine digits in ten, so that we can see what doubt and speed cost beside it.",
    criteria=("accuracy >= 0.90 on test",),
    checks=("The test split of the digits stays untouched", "Time single requests, not batches"),
    labels=("model-baseline", "experiment"),
    lessons=(
        (
            "met",
            Lesson(
                outcome="success",
                kept="keep",
                kept_because="It is the yardstick for error and time.",
                learnings="The line reads well. What it gets wrong are the digits it is unsure of itself.",
                next_steps=(("Compare with what two people type for the same photo", "data"),),
            ),
        ),
    ),
)

QUESTIONS = (
    Question(
        name="doubt",
        title="Doubt pays: a person reads the least certain tenth",
        who="dana",
        script="meter_doubt.py",
        days=2,
        hypothesis=(
            "If the model hands its least certain tenth to a person, fewer than five in a thousand of the rest are "
            "wrong, because it knows what it does not know."
        ),
        criteria=("error_rate <= 0.005 on test", "coverage >= 0.90 on test"),
        checks=("Four shares of work for the person", "Register the model that the team serves"),
        labels=("model-classifier", "experiment"),
        baseline="line",
        lessons=(
            (
                "met",
                Lesson(
                    outcome="success",
                    kept="keep",
                    kept_because="It meets the promise made to care, and a person reads a tenth of what they read now.",
                    observations="The doubtful ones are ones and eights, and people hesitate there too.",
                    learnings="The certainty of a plain line is good enough to decide who reads.",
                    next_steps=(
                        ("Serve the reader with its doubt", "productization"),
                        ("Watch the share of doubtful digits", "monitoring"),
                    ),
                ),
            ),
        ),
    ),
    Question(
        name="latency",
        title="A forest answers within two milliseconds",
        who="eli",
        script="meter_latency.py",
        days=1,
        hypothesis=(
            "If the forest is small enough, it reads as well as the line and answers a single request in two "
            "milliseconds, because it only compares numbers."
        ),
        criteria=("latency_ms <= 2 on test", "accuracy >= baseline - 1 pp on test"),
        stops=("latency_ms > 30 after 1 steps -> plant fewer trees",),
        checks=("Three sizes of forest", "Single requests, as the service sees them"),
        labels=("model-classifier", "experiment"),
        baseline="line",
        lessons=(
            (
                "met",
                Lesson(
                    outcome="success",
                    kept="keep",
                    kept_because="It answers in time and reads as well as the line.",
                    learnings="Trees cost time by their number, whatever they know: few of them are enough here.",
                ),
            ),
            (
                "not_met",
                Lesson(
                    outcome="failure",
                    outcome_because="A forest that reads well but answers late is of no use to the service.",
                    kept="discard",
                    kept_because="No size is both quick and good.",
                    learnings="Trees cost time by their number, whatever they know. The line stays.",
                    next_steps=(("Try the line with fewer pixels", "experiment"),),
                ),
            ),
        ),
    ),
    RAIN,
)

FINISHED = (
    Finished(
        "State the problem, the metric and the target",
        "dana",
        "Care reads 40,000 photos a month by hand. Target: a tenth of them, at most 5 in 1,000 wrong.",
        Days(14, 12),
    ),
    Finished(
        "Collect the data and describe it",
        "eli",
        "The bundled digits stand in for photos until the field team delivers.",
        Days(11, 8),
    ),
)

METERS = ProjectStory(
    key="MR",
    name="Meter reading",
    goal="Let a model read the digits of meters and leave only the doubtful ones to people.",
    workflow="seven-stages",
    owner="dana",
    work="Training",
    done="Production",
    experiments_in="Experimentation",
    began=14,
    asked=3,
    finished=FINISHED,
    chores=CHORES,
    baseline=BASELINE,
    questions=QUESTIONS,
    guests=("faye",),
    papers=METER_PAPERS,
)
