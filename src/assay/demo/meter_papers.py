"""What *Meter reading* says of itself."""

from assay.demo.papers import Decided, Measured, Papers, Planned, Reader, Ready

METER_PAPERS = Papers(
    measure="Photos of meters read by hand: 40,000 a month",
    proxy_trap="A model that is unsure of everything makes no mistake. Watch how many photos are left to people.",
    status="The plain line stands; now we learn which digits it may leave to people.",
    decision_due=9,
    ends=52,
    reader=Reader("Henrik Aas", "henrik.aas@meters.example", "Field operations, reads by hand today"),
    readiness=(
        Ready("Relevant", "unknown", "Bundled digits stand in until the field team delivers photos.", 5),
        Ready("Labelled", "yes"),
        Ready("Enough", "no", "Wet and scratched glass is missing.", 12),
        Ready("Allowed", "yes", "No name is on a meter."),
        Ready("Place to run", "yes"),
        Ready("Operator", "yes", "Dana."),
    ),
    metrics=(
        Measured(key="accuracy", title="Digits read right", role="primary", is_share=True, target=0.97),
        Measured(
            key="latency_ms",
            title="Time for one answer",
            role="guardrail",
            direction="lower",
            unit="ms",
            limit=30.0,
            notes="A single request, as the service sees it.",
        ),
        Measured(
            key="error_rate", title="Digits read wrong", role="other", direction="lower", is_share=True, target=0.005
        ),
    ),
    plans=(
        Planned(
            agreed=12,
            who="dana",
            weeks=(
                ("Research", "1", "1"),
                ("Data prep", "1", "2"),
                ("Experimentation", "2", "4"),
                ("Evaluation", "1", "1"),
                ("Productionize", "2", "3"),
                ("Deploy", "1", "1"),
            ),
            methodology="A plain line first. Then doubt: which answers may be left to people, and at what price.",
            data="The digits that come with scikit-learn, until there are photos.",
            risks="Rain and scratches. Nobody knows yet how many photos show them.",
        ),
    ),
    decisions=(
        Decided(
            decided=11,
            who="dana",
            kind="go",
            why="Even a reader that leaves every tenth photo to people saves nine tenths of the work.",
        ),
    ),
)
