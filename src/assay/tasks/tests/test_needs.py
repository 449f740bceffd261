"""What of the tasks of a project waits for people."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from assay.kit.clock import now
from assay.tasks.models import Handoff, Task
from assay.tasks.models.handoff import Offer, Recipient
from assay.tasks.needs import needs_of


def test_what_is_blocked_waits_the_longest_first(kite: Any, ada: Any, cy: Any) -> None:
    assert needs_of(kite, ada) == []
    later = Task.create(kite, title="Weigh it", by=ada)
    sooner = Task.create(kite, title="Buy string", by=ada)
    later.block("wind", by=ada)
    sooner.block("Finance", by=ada, since=now() - timedelta(days=6))
    first, second = needs_of(kite, ada)
    assert (first.title, first.note) == ("Buy string waits for Finance", f"{sooner.key}, 6 days")
    assert second.note == f"{later.key}, since today"
    assert needs_of(kite, cy) == []


def test_what_outlives_its_estimate_waits_until_it_gets_another(kite: Any, ada: Any) -> None:
    task = Task.create(kite, title="Weigh it", by=ada, estimate_days=Decimal(2))
    Task.objects.filter(pk=task.pk).update(overrun_told_days=2)
    assert [need.title for need in needs_of(kite, ada)] == ["Weigh it"]
    Task.objects.filter(pk=task.pk).update(estimate_days=3)
    assert needs_of(kite, ada) == []


def test_a_hand_off_waits_until_somebody_answers(kite: Any, ada: Any, ben: Any) -> None:
    source = Task.create(kite, title="Tail with tenure", by=ada)
    offer = Offer(title="Ship it", to=Recipient(person=ben), phase=source.phase)
    made = Handoff.offer(source, offer, by=ada, at=now() - timedelta(days=3))
    need = needs_of(kite, ada)[0]
    assert (need.title, need.note) == (f"Hand-off to {ben.name} waits: Ship it", f"{made.task.key}, 3 days")
    made.accept(by=ben)
    assert needs_of(kite, ada) == []
