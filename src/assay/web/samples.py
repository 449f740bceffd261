"""What the living style page shows. The names are made up, and so is every number."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from assay.web import samples_of_charts
from assay.web.charts import LineChart, Series


@dataclass(frozen=True)
class Named:
    name: str
    hue: int = 1


@dataclass(frozen=True)
class Link:
    url: str
    title: str


@dataclass(frozen=True)
class Entry:
    icon: str
    wording: str
    at: datetime
    tone: str = "plain"
    person: Named | None = None
    quote: str | None = None
    link: Link | None = None
    about: Link | None = None
    said: None = None

    @property
    def actor(self) -> str:
        return self.person.name if self.person else ""


def _named(text: str) -> list[Named]:
    """`Research 6, Modeling 1` as names with their hues."""
    pairs = (item.rsplit(" ", 1) for item in text.split(", "))
    return [Named(name, int(hue)) for name, hue in pairs]


PEOPLE = _named(
    "Ana Ferreira 1, Bo Lindqvist 2, Chidi Okafor 3, Mei Tanaka 4, "
    "Yusuf Demir 5, Priya Raman 6, Irina Sokolova 7, Lucía Ortega 8"
)
PHASES = _named("Research 6, Data exploration 5, Modeling 1, Productization 3, A/B testing 2, Results analysis 4")
LABELS = _named("model-gbm 6, stage-training 1, stage-staging 3, model-gru 5, urgent 8, paper 7")
KINDS = {
    "task": "Task",
    "flask": "Experiment",
    "dataset": "Data",
    "pipeline": "Pipeline",
    "deploy": "Deployment",
    "retrain": "Retraining",
    "monitor": "Monitoring",
}
SURFACES = ["canvas", "surface", "sunken", "raised"]
INKS = ["ink", "ink-2", "ink-3", "control", "line", "accent", "good", "warn", "bad"]
PROSE = "Tenure carries **most of the gain**, see `features.py`.\n\n- [x] baseline\n- [ ] three seeds\n"
AUC = [0.8102, 0.8112, 0.8122, 0.8125, 0.8132, 0.8134, 0.8140]


def _curve(top: float, pace: float, *, epochs: int = 20) -> list[tuple[float, float]]:
    return [(float(e), top - 0.05 * pace**e) for e in range(1, epochs + 1)]


CHART = LineChart(
    title="Run 831 passed the target at epoch 7",
    note="AUC on valid by epoch, higher is better, 5 runs",
    x_name="Epoch",
    target=("target", 0.8152),
    baseline=("baseline", 0.8102),
    series=[
        Series(name="831 depth 8", points=_curve(0.8183, 0.72), hue=1, is_main=True),
        Series(name="834 seed 7", points=_curve(0.8172, 0.74), hue=6, dash=4),
        Series(name="832 depth 6", points=_curve(0.8148, 0.70), hue=3, dash=2),
        Series(name="830 linear", points=_curve(0.8114, 0.62), hue=5, dash=3),
        Series(
            name="833 polynomial",
            points=[(1.0, 0.781), (2.0, 0.786), (3.0, 0.779), (4.0, 0.762)],
            hue=8,
            stopped="833 stopped: loss diverges",
        ),
    ],
)


def style_page(*, now: datetime | None = None) -> dict[str, Any]:
    """Everything the style page needs, as plain values."""
    now = now or datetime.now(UTC)
    return {
        "people": PEOPLE,
        "phases": PHASES,
        "labels": LABELS,
        "kinds": list(KINDS.items()),
        "colours": SURFACES + INKS,
        "auc": AUC,
        "chart": CHART,
        "charts": samples_of_charts.charts(),
        "entries": _feed(now),
        "prose_text": PROSE,
    }


def _feed(now: datetime) -> list[Entry]:
    ago = {hours: now - timedelta(hours=hours) for hours in (1, 30, 72, 960)}
    return [
        Entry("runs", "Run 834 finished: AUC .8176", ago[1], about=Link("#main", "CHU-EXP-44")),
        Entry(
            "comment",
            "commented",
            ago[30],
            person=PEOPLE[3],
            quote="Is contract age **known** 30 days ahead?",
        ),
        Entry("stop", "Stop condition fired on run 833: loss diverges", ago[72], tone="bad"),
        Entry("lock", "started the experiment; the plan is locked", ago[960], person=PEOPLE[0]),
    ]
