"""What rules say of experiments and hand-offs: since when, and who should act."""

import pytest

from assay.experiments.models import Experiment
from assay.experiments.models.experiment.writing import Draft
from assay.experiments.tests.trainings import Training, write_plan
from assay.kit.clock import as_of
from assay.pure.criteria import parse_criterion
from assay.signals.tests.days import day
from assay.tasks.models import Handoff, Task
from assay.tasks.models.handoff import Offer, Recipient
from assay.tasks.taking import may_be_given, may_take


@pytest.fixture
def wing(kite, ada):
    with as_of(day(0)):
        return Task.create(kite, title="Wing area lifts f1", by=ada, kind="experiment", assignee=ada)


def test_an_experiment_lacks_its_criterion_since_it_began_however_many_runs_follow(wing, heard, ada, column):
    Experiment.of(wing)
    Task.objects.filter(pk=wing.pk).update(column=column("active"), started_at=day(0))
    for number in (1, 2):
        with as_of(day(number)):
            Training.begin(wing, by=ada).log(f1=0.8).end()
    (signal,) = heard(3)["no-criterion"]
    assert (signal.since, signal.who) == (day(0), (ada,))


def test_an_experiment_that_nobody_started_and_that_ran_says_what_its_plan_lacks(wing, heard, ada):
    assert heard(1) == {}
    for number in (1, 2):
        with as_of(day(number)):
            Training.begin(wing, by=ada).log(f1=0.8).end()
    (signal,) = heard(2)["no-criterion"]
    assert signal.since == day(1)
    assert "no-baseline" not in heard(2)
    Experiment.of(wing).write(Draft(criteria=(parse_criterion("f1 >= 0.8"),)), by=ada)
    assert set(heard(2)) == {"no-baseline"}


def test_an_experiment_over_its_timebox_says_so_wherever_its_card_lies(wing, heard, ada, column):
    write_plan(wing, by=ada)
    with as_of(day(0)):
        wing.move_to(column("active"), by=ada)
        wing.move_to(column("queue"), by=ada)
    assert "over-timebox" in heard(30)


@pytest.fixture
def engineers(ben, gil):
    """A member and a guest of one discipline."""
    for person in (ben, gil):
        person.edit(name=person.name, discipline="ml-engineering", hue=1)
    return ben, gil


@pytest.mark.parametrize(("is_private", "is_named"), [(False, False), (True, False), (True, True)])
def test_an_unanswered_hand_off_asks_only_those_who_may_accept_it(
    wing, heard, kite, ada, engineers, is_private, is_named
):
    ben, _gil = engineers
    to = Recipient(discipline="ml-engineering")
    with as_of(day(0)):
        Handoff.offer(wing, Offer(title="Serve it", to=to, phase=wing.phase), by=ada)
    kite.edit(version=kite.version, by=ada, is_private=is_private)
    if is_named:
        kite.add_member(ben, by=ada)
    (signal,) = heard(3)["handoff-unanswered"]
    assert set(signal.who) == ({ada} if is_private and not is_named else {ada, ben})


@pytest.mark.parametrize("is_private", [False, True])
def test_one_person_may_be_given_a_task_exactly_when_the_team_holds_them(kite, ada, ben, gil, engineers, is_private):
    kite.edit(version=kite.version, by=ada, is_private=is_private)
    for is_named in (False, True):
        if is_named:
            kite.add_member(ben, by=ada)
            kite.add_member(gil, by=ada)
        team = set(may_take(kite))
        for person in (ada, ben, gil):
            named = is_named and person != ada
            assert may_be_given(person, kite, is_named=named) == (person in team)
