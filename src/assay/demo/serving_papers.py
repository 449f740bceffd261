"""What *One way into production* says of itself."""

from assay.demo.papers import Decided, Handed, Left, Page, Papers, Planned, Reader, Ready

CHARTER = """\
## What changes for whom

A model comes into production by one door, the same for all four teams. Whoever is called at night reads one page.

## How we will know

| Question | Before | Good enough |
|---|---|---|
| How long from a merge to an answer? | weeks, by hand | an hour |
| How long to take a release back? | nobody knew | a minute |
| Who is told when inputs go missing? | nobody | whoever is on call |

## What we will not do

No platform for others. Four models, one door.
"""

RUN_BOOK = """\
1. Look which version answers: it stands in the head of each answer.
2. Take the release back. It takes a minute, and nobody has to ask.
3. Write down what you saw, then sleep. The rest has time until morning.
"""

INPUTS = """\
| Model | Reads | Known in time? |
|---|---|---|
| digits | 64 pixels | yes |
| tumours | 30 measures of cells | yes |
| wine | 13 values of the laboratory | a day later |
| diabetes | 10 values of a visit | two of them a day later |

What comes a day late is asked a day late: the door waits for it.
"""

SERVING_PAPERS = Papers(
    measure="Time from a merged change to an answer in production: weeks by hand, an hour at best",
    proxy_trap="Many releases are no success. Count the ones that nobody had to take back.",
    status="Three of four models stand behind the door; monitoring and the retraining are left.",
    decision_due=12,
    ends=52,
    reader=Reader("Ines Marl", "ines.marl@operations.example", "Head of operations, is called at night"),
    readiness=(
        Ready("Relevant", "yes", "What each model reads is listed."),
        Ready("Labelled", "yes", "Nothing here needs labels."),
        Ready("Expert at hand", "yes", "Whoever is called at night."),
        Ready("Enough", "yes", "A day of inputs of each."),
        Ready("Allowed", "yes", "No name is kept, and nothing longer than thirty days."),
        Ready("Place to run", "yes", "Ten machines that are there already."),
        Ready("Data path", "yes", "What is asked comes through the door."),
        Ready("Monitoring", "yes", "Doubt, missing inputs and slow answers are watched."),
        Ready("Budget", "yes"),
        Ready("Operator", "yes", "Ines and her night shift."),
    ),
    plans=(
        Planned(
            agreed=62,
            who="dana",
            weeks=(
                ("Problem definition", "1", "1"),
                ("Data preparation", "2", "3"),
                ("Productionization", "8", "12"),
                ("Maintenance", "4", "6"),
            ),
            methodology="By scope: the list is known, each item is a week or less, and what is added is written down.",
            data="The inputs of one day, frozen.",
            risks="Whoever must agree sits in other departments.",
        ),
    ),
    decisions=(
        Decided(
            decided=61,
            who="dana",
            kind="go",
            why="Four models, four ways in and none back. One door costs less than the next bad night.",
        ),
        Decided(
            decided=9,
            who="dana",
            kind="go",
            why="Releases on Fridays are no worse than others.",
            evidence="All releases since spring, looked through by day of the week.",
        ),
    ),
    pages=(
        Page("Charter", "plans", "dana", 64, CHARTER),
        Page("What each model reads", "reports", "mei", 57, INPUTS),
        Page("Run book of a bad night", "reports", "dana", 31, RUN_BOOK),
    ),
    handed=(
        Handed("Project charter", "dana", 64, attach="Charter", shared=64, signed=63, note="One door. At last."),
        Handed("Success criteria", "dana", 62, attach="Charter", shared=62, signed=61),
        Handed("Data quality report", "mei", 57, attach="What each model reads", shared=56, signed=55),
        Handed("Versioned dataset", "mei", 51, attach="What each model reads", shared=51, signed=50),
        Handed("Labelling guide", "mei", 51, attach="What each model reads", shared=51, signed=50),
        Handed(
            "Run book",
            "dana",
            31,
            attach="Run book of a bad night",
            shared=30,
            comment="Read in two minutes, and tried.",
            signed=20,
        ),
    ),
    left=(
        Left(
            phase="Problem definition",
            who="dana",
            at=61,
            answers=(
                (True, "A rule would do, and most of this is one."),
                (True, "A door that costs more nights than it saves."),
                (True, "Ines does, and she knows."),
            ),
        ),
        Left(
            phase="Data preparation",
            who="dana",
            at=50,
            answers=(
                (True, "Nobody labels anything here."),
                (True, "A frozen day in spring and one in autumn look alike."),
                (True, "No name is in it."),
            ),
        ),
    ),
)
