"""The templates that come with Assay, in the reader's language."""

from decimal import Decimal

from django.utils.translation import gettext as _

from assay.accounts.models.person import Discipline
from assay.tasks.keys import TaskKind
from assay.tasks.kind_templates.template import Template


def built_in() -> list[Template]:
    """Return one template for each kind of work that has a shape of its own."""
    return [_experiment(), _data(), _productization(), _pipeline(), _deployment(), _retraining(), _monitoring()]


def _text(*sections: tuple[str, str]) -> str:
    """Write headings, each with a line that says what belongs there."""
    return "\n".join(f"## {heading}\n\n{words}\n" for heading, words in sections)


def _experiment() -> Template:
    return Template(
        slug=TaskKind.EXPERIMENT.value,
        kind=TaskKind.EXPERIMENT,
        name=_("Experiment"),
        description=_text(
            (_("Question"), _("What we want to know, in one sentence, and what we will do differently once we know.")),
            (_("What speaks for it"), _("Earlier results, papers, what the data shows.")),
            (_("Data"), _("Which data set and version, which split, and what keeps the test data untouched.")),
            (_("What would prove it wrong"), _("The result at which we stop believing it.")),
        ),
        checks=(
            _("Look in the library: has anyone tried this?"),
            _("Measure the baseline with the same data and split"),
            _("Write the criteria before the first run"),
            _("Fix seeds, and plan at least three of them"),
            _("Compare on slices, not only on average"),
            _("Write down what was learned, also when it failed"),
        ),
        discipline=Discipline.DATA_SCIENCE,
        labels=("experiment",),
        estimate_days=Decimal(5),
    )


def _data() -> Template:
    return Template(
        slug=TaskKind.DATA.value,
        kind=TaskKind.DATA,
        name=_("Data quality"),
        description=_text(
            (_("Data"), _("Source, owner, version, rows, the time it covers, and whether we may use it.")),
            (_("What we suspect"), _("Missing values, duplicates, wrong labels, leaks, drift: what made us look.")),
            (_("How we look"), _("The checks that are run, and the numbers at which a check fails.")),
            (_("What was found"), _("Share of rows, examples, and what it does to the model.")),
            (_("What follows"), _("Repair at the source, a filter, new labels, or live with it; who decides.")),
        ),
        checks=(
            _("Count rows, missing values and duplicates against what was expected"),
            _("Look for leaks: times, ids and anything known only after the fact"),
            _("Read a hundred labels by hand, and note how many are wrong"),
            _("Compare training data with what production sees"),
            _("Write the checks down so that they run again by themselves"),
        ),
        discipline=Discipline.DATA_ENGINEERING,
        labels=("stage-data",),
        estimate_days=Decimal(3),
    )


def _productization() -> Template:
    return Template(
        slug=TaskKind.PRODUCTIZATION.value,
        kind=TaskKind.PRODUCTIZATION,
        name=_("Productization"),
        description=_text(
            (_("From"), _("The experiment or notebook this comes from, its best run and its verdict.")),
            (_("What it must do"), _("Input, output, and what happens with input it has never seen.")),
            (_("Budget"), _("Memory, latency at the 95th percentile, cost of a thousand predictions.")),
            (
                _("The same result"),
                _("How we prove that the code gives what the experiment gave."),
            ),
            (_("Open questions"), _("What the scientist knows and the code does not say.")),
        ),
        checks=(
            _("Docstrings and formatting"),
            _("Tests of features and of the model's output on a fixed sample"),
            _("Report rows in and out, error and feature importances"),
            _("Memory and latency within the budget, measured"),
            _("Review by one data scientist"),
            _("Review by one engineer"),
        ),
        discipline=Discipline.ML_ENGINEERING,
        labels=("stage-production",),
        estimate_days=Decimal(5),
    )


def _pipeline() -> Template:
    return Template(
        slug=TaskKind.PIPELINE.value,
        kind=TaskKind.PIPELINE,
        name=_("Pipeline"),
        description=_text(
            (_("Steps"), _("From raw data to the result: what goes in, what comes out, who owns each step.")),
            (_("When it runs"), _("Schedule or trigger, how long it takes, and how late is too late.")),
            (_("When it fails"), _("What is tried again, what stops everything, who is called.")),
            (_("What it is checked by"), _("Tests of code and data that must pass before the next step.")),
        ),
        checks=(
            _("Running it twice gives the same and harms nothing"),
            _("Each step fails loudly when its input is not what it expects"),
            _("Code, data and settings of a run can be found again"),
            _("It runs from an empty machine, by one command"),
            _("An alert reaches a person"),
        ),
        discipline=Discipline.ML_ENGINEERING,
        labels=("stage-production",),
        estimate_days=Decimal(4),
    )


def _deployment() -> Template:
    return Template(
        slug=TaskKind.DEPLOYMENT.value,
        kind=TaskKind.DEPLOYMENT,
        name=_("Deployment"),
        description=_text(
            (_("What goes out"), _("Model and version, code version, and what changes for whom.")),
            (_("How it goes out"), _("Shadow, share of traffic, steps and how long each one lasts.")),
            (_("What we watch meanwhile"), _("Metrics with the values at which we stop.")),
            (_("The way back"), _("How to roll back, how long it takes, and who may decide it at night.")),
        ),
        checks=(
            _("The version passed its criteria on data it has not seen"),
            _("The roll-back was tried, not only written"),
            _("Logs and metrics are there before the traffic is"),
            _("Who uses it knows when it changes"),
            _("First share of traffic looked at for a full day"),
        ),
        discipline=Discipline.DEVOPS,
        labels=("stage-production",),
        estimate_days=Decimal(2),
    )


def _retraining() -> Template:
    return Template(
        slug=TaskKind.RETRAINING.value,
        kind=TaskKind.RETRAINING,
        name=_("Retraining"),
        description=_text(
            (_("Why now"), _("Schedule, drift, a drop of a metric, or new data: which, and since when.")),
            (_("Data"), _("The time it covers, what is new in it, and what was left out.")),
            (
                _("Against what"),
                _("The version in production, on the same data; the gain that is worth a change."),
            ),
            (_("Decision"), _("Ship, keep the old one, or look deeper; and why.")),
        ),
        checks=(
            _("New data passed the checks of the old data"),
            _("Old and new model compared on the same recent data"),
            _("No slice got worse than agreed"),
            _("Model card brought up to date"),
        ),
        discipline=Discipline.ML_ENGINEERING,
        labels=("stage-production",),
        estimate_days=Decimal(2),
    )


def _monitoring() -> Template:
    return Template(
        slug=TaskKind.MONITORING.value,
        kind=TaskKind.MONITORING,
        name=_("Monitoring"),
        description=_text(
            (_("What is watched"), _("Model, environment, and the metric that matters to the business.")),
            (_("What is normal"), _("The usual range, from how many weeks, and how late the truth arrives.")),
            (_("When we are called"), _("Thresholds for performance, drift of inputs and freshness of data.")),
            (_("What we do then"), _("First look, first aid, and when to retrain or roll back.")),
        ),
        checks=(
            _("Performance, drift and freshness each have a threshold"),
            _("The alert was seen to fire once, on purpose"),
            _("Somebody owns it, and somebody stands in for them"),
            _("What to do is written where the alert leads"),
        ),
        discipline=Discipline.DEVOPS,
        labels=("stage-production",),
        estimate_days=Decimal(2),
    )
