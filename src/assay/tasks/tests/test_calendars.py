"""Ages and due days count on the calendar of the assignee, and the board says who is away."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assay.accounts.models import Absence, Holiday
from assay.kit.clock import now
from assay.tasks import queries
from assay.tasks.queries.task_page import task_page

BOARD = "/projects/KITE/board"
# A Monday.
START = datetime(2026, 11, 16, 9, tzinfo=UTC)
FRIDAY = datetime(2026, 11, 20, 9, tzinfo=UTC)


@pytest.fixture
def doing(make, column, ben):
    task = make("Slow", assignee=ben, estimate_days=Decimal(3))
    task.move_to(column("active"), by=ben, at=START)
    return task


def away(person, first, last):
    return Absence.enter(person, first_on=date(2026, 11, first), last_on=date(2026, 11, last), by=person)


def card_of(task, reader, *, at):
    board = queries.board(task.project, reader, at=at)
    return next(card for lane in board.lanes for cell in lane.cells for card in cell.cards if card.id == task.pk)


def test_an_absence_stops_the_age_and_moves_the_end(doing, ada, ben):
    assert (card_of(doing, ada, at=FRIDAY).age, card_of(doing, ada, at=FRIDAY).is_over) == ("day 5 of 3", True)
    away(ben, 17, 19)
    card, page = card_of(doing, ada, at=FRIDAY), task_page(doing, ada, at=FRIDAY)
    assert (card.age, card.is_over) == ("day 2 of 3", False)
    assert (page.day, page.is_over, page.ends_on) == (2, False, date(2026, 11, 23))


def test_a_holiday_counts_for_nobodys_task_too(doing, ada, ben):
    Holiday.add({date(2026, 11, 18): "Holiday"}, by=ada)
    assert card_of(doing, ada, at=FRIDAY).day == 4
    doing.assign(None, by=ada)
    away(ben, 17, 17)
    assert card_of(doing, ada, at=FRIDAY).day == 4


def test_days_that_are_never_worked_do_not_count(doing, ada, ben):
    ben.edit(name=ben.name, discipline="", hue=1, working_days=[1, 5])
    assert card_of(doing, ada, at=FRIDAY).day == 2


def test_the_lane_says_who_is_away_and_when_they_are_back(doing, ada, ben, ada_client):
    today = now().date()
    Absence.enter(ben, first_on=today, last_on=today + timedelta(days=1), by=ben)
    page = ada_client.get(BOARD).content.decode()
    assert page.count("away until") == 1
    assert "Back on " in page
    assert "away until" in ada_client.get(f"/tasks/{doing.key}").content.decode()


def test_giving_a_task_to_somebody_away_says_so_and_does_it(ada_client, ben, make):
    Absence.enter(ben, first_on=now().date(), last_on=now().date() + timedelta(days=1), by=ben)
    task = make("Hand over")
    ada_client.post(f"/tasks/{task.key}/assignee", {"lane": ben.pk})
    task.refresh_from_db()
    assert task.assignee == ben
    assert "who is away until" in ada_client.get(BOARD).content.decode()


def test_the_board_asks_the_same_however_many_are_away(kite, ada, ben, lea, make):
    def cost():
        with CaptureQueriesContext(connection) as queried:
            queries.board(kite, ada, at=now())
        return len(queried)

    before = cost()
    for person in (ada, ben, lea):
        away(person, 16, 20)
        make("More", assignee=person)
    Holiday.add({date(2026, 12, 25): "Christmas", date(2027, 1, 1): "New Year"}, by=ada)
    assert cost() == before <= 10
