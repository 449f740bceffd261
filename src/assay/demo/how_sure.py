"""Questions whose answers differ in how sure they are: seeds, folds, many tries, development and production."""

from assay.demo.cast import Lesson, Question

SEEDS = Question(
    name="seeds",
    title="A forest reads digits whatever its seed",
    who="ana",
    script="digits_seeds.py",
    days=1,
    hypothesis=(
        "If 150 trees vote, it hardly matters from which seed they grow: the forest reads 97 digits in a hundred, "
        "every time."
    ),
    criteria=("accuracy >= 0.97 on test",),
    checks=("Five seeds, nothing else changes", "Judge the interval, not the best seed"),
    labels=("model-tree", "experiment"),
    baseline="digits",
    lessons=(
        (
            "met",
            Lesson(
                outcome="success",
                kept="keep",
                kept_because="We can say how sure we are, not only how good the best seed was.",
                learnings="Seeds move the forest by a few digits in a thousand. One run would have told us less.",
            ),
        ),
    ),
)

FOLDS = Question(
    name="folds",
    title="A curved border tells tumours better than a straight one",
    who="ana",
    script="tumour_folds.py",
    days=2,
    hypothesis=(
        "If the border between benign and malignant bends, a support vector machine is right more often than logistic "
        "regression, on the same ten folds."
    ),
    criteria=("accuracy > baseline on validation",),
    checks=("The same ten folds as the baseline", "Compare fold by fold"),
    labels=("experiment",),
    baseline="folds",
)

NEIGHBOURS = Question(
    name="neighbours",
    title="The right number of neighbours reads 98 digits in a hundred",
    who="ana",
    script="digits_neighbours.py",
    days=1,
    hypothesis="If the right number of neighbours votes, 98 digits in a hundred are read, because writers repeat.",
    criteria=("accuracy >= 0.98 on test", "accuracy >= 0.98 on holdout"),
    checks=("Twelve settings on one split", "Show the best one digits that no setting has seen"),
    labels=("experiment",),
    baseline="digits",
    lessons=(
        (
            "not_proven",
            Lesson(
                outcome="partial",
                kept="discard",
                kept_because="On fresh digits nobody can say that it keeps the promise.",
                learnings=(
                    "The best of twelve kept the promise on the split that chose it. On digits that no setting had "
                    "seen it came near, and four hundred of them are too few to tell."
                ),
                next_steps=(("Put a thousand digits aside before the next search", "data"),),
            ),
        ),
    ),
)

RAIN = Question(
    name="rain",
    title="The reader still reads behind wet glass",
    who="eli",
    script="meter_rain.py",
    days=1,
    hypothesis="If a plain line reads clean digits, a little blur does not matter: it stays above 95 in a hundred.",
    criteria=("accuracy >= 0.95 on test", "accuracy >= 0.95 on production"),
    checks=("Clean digits first", "The same digits as the service would see them"),
    labels=("model-classifier", "experiment"),
    baseline="line",
)
