"""What *First models* says of itself: its facts, plan, deliverables and documents."""

from assay.demo.papers import Decided, Handed, Left, Measured, Page, Papers, Planned, Reader, Ready

CHARTER = """\
## What changes for whom

The team stops renting GPUs for questions that a simple model answers. Whoever asks for a model gets, within a week, a
baseline, what it costs and what it misses.

## How we will know

| Question | Good enough | Trap |
|---|---|---|
| Which digit is it? | 98 of 100 right | easy digits hide the hard hand |
| Is the tumour malignant? | 95 of 100 found | *always ill* finds all of them |
| Which cultivar is the wine? | 90 of 100 right | colour alone is no proof |
| How does diabetes progress? | half of it explained | ten columns cannot say all |

## What we will not do

No deep network before a plain one was tried. No result without the split it was measured on.

- [x] Goal agreed with care
- [x] Data and licence written down
- [ ] Somebody from the clinic looked at ten errors
"""

EVALUATION = """\
*A draft. The figures below are live: they change as models train.*

## The baseline

{{results <<baseline>>}}

## Does a kernel read digits better?

{{results <<svm>>}}

{{chart <<network>> test_accuracy}}

## How sure are we?

Several seeds give an interval; one run gives none. <<seeds>> shows the spread of a network that only differs by its
seed.

{{results <<seeds>>}}

## Still open

{{tasks kind:experiment state:queue,active}}

## Proposal

To be written when the last card is closed: go on, try again, or stop.
"""

FIRST_PAPERS = Papers(
    measure="GPU hours rented for questions that a simple model answers: 120 last quarter",
    proxy_trap=(
        "Accuracy rewards the common case. A missed tumour costs more than ten false alarms: watch the share of "
        "tumours found beside it."
    ),
    status="Tables are clean, splits are agreed; the baselines train now.",
    decision_due=6,
    ends=38,
    reader=Reader("Lucía Ortega", "lucia.ortega@care.example", "Head of care, pays for it"),
    readiness=(
        Ready("Relevant", "yes", "Each table holds exactly what its question asks."),
        Ready("Labelled", "yes"),
        Ready("Expert at hand", "unknown", "Asked the clinic for somebody who reads images.", 4),
        Ready("Enough", "yes", "For a first model. Rare cases are few."),
        Ready("Allowed", "yes", "All four tables are free to use."),
        Ready("Place to run", "yes", "A small service beside the others."),
        Ready("Data path", "unknown", "New tumour images arrive as paper today.", 9),
        Ready("Budget", "yes"),
        Ready("Operator", "yes", "Dana."),
    ),
    metrics=(
        Measured(
            key="accuracy",
            title="Digits read right",
            role="primary",
            is_share=True,
            target=0.98,
            formula=r"$\frac{1}{n}\sum_i [\hat y_i = y_i]$",
            notes="Of the digits that were put aside before anybody trained.",
        ),
        Measured(
            key="recall",
            title="Tumours found",
            role="guardrail",
            is_share=True,
            limit=0.9,
            formula=r"$\frac{TP}{TP + FN}$",
            notes="Of all malignant ones in the split that was put aside.",
        ),
        Measured(key="r2", title="Progression explained", role="other", target=0.5),
    ),
    plans=(
        Planned(
            agreed=16,
            who="ana",
            weeks=(
                ("Research", "1", "1"),
                ("Data exploration", "1", "1.5"),
                ("Modeling", "2", "3"),
                ("Productization", "2", "4"),
                ("A/B testing", "2", "2"),
                ("Results analysis", "1", "1"),
            ),
            people=(
                ("Research", ("ana",)),
                ("Data exploration", ("mei", "bo")),
                ("Modeling", ("ana", "bo", "chidi")),
                ("Productization", ("chidi", "dana")),
            ),
            methodology=(
                "The simplest model on each table first. Then one question each, a week at most, with the number that "
                "would be good enough written down before the start."
            ),
            data="The four tables that come with scikit-learn. One split per table, put aside before anything else.",
            risks="The tumour table ends in 1995. Whatever holds there need not hold for today's images.",
            out_of_scope="Deep networks, and any figure from data we may not show.",
        ),
        Planned(
            agreed=5,
            who="ana",
            reason="The first models sent us back to the data: digits of one hand stand on both sides of the split.",
            weeks=(
                ("Research", "1", "1"),
                ("Data exploration", "2", "2.5"),
                ("Modeling", "3", "4"),
                ("Productization", "2", "4"),
                ("A/B testing", "2", "2"),
                ("Results analysis", "1", "1"),
            ),
        ),
    ),
    decisions=(
        Decided(
            decided=15,
            who="ana",
            kind="go",
            why="The data is there, we may use it, and a week for each question is a price worth paying.",
            evidence="The plan, signed by Lucía, and what Mei found in the tables.",
        ),
        Decided(
            decided=7,
            who="ana",
            kind="extend",
            why="Back to the data for a week: a result that rests on the same hand in both splits is none.",
            evidence="Bo's ruler sorts most tumours, and some digits fall on both sides of any line.",
        ),
    ),
    pages=(
        Page("Charter", "plans", "ana", 17, CHARTER, ("bo", "The table of traps should hang on the wall.")),
        Page("What we know so far", "reports", "ana", 2, EVALUATION),
    ),
    handed=(
        Handed(
            title="Research plan",
            who="ana",
            at=16,
            attach="plan",
            shared=16,
            comment="Who tells us when a question is not worth a week?",
            answer="The card does: what would make us stop is written on it before the start.",
            signed=15,
            note="A week for each question is fine.",
        ),
        Handed(title="Exploration report", who="mei", at=4, due=3),
        Handed(title="Evaluation report", who="ana", at=2, attach="What we know so far", due=12),
        Handed(title="Merged code", who="chidi", at=2, due=30, reviewers=(("scientist", "ana"), ("engineer", "eli"))),
    ),
    left=(
        Left(
            phase="Research",
            who="ana",
            at=15,
            answers=(
                (True, "Nobody rents a GPU for what a line answers."),
                (True, "Easy to measure as well, and the trap is written beside it."),
                (True, "Four tables, free to use."),
            ),
        ),
    ),
)
