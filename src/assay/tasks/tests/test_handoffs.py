"""A task is handed over with all it needs, and somebody accepts it or asks back."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from assay.accounts.models import Holiday
from assay.activity.models import Event
from assay.notifications.models import Notice
from assay.notifications.telling import tell
from assay.tasks.handoff_jobs import flag_unanswered
from assay.tasks.models import Handoff, Task
from assay.tasks.models.handoff import HandoffRefused, NotForYou, Offer, Recipient
from assay.tasks.undoing import undo

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 3, 2, 10, tzinfo=UTC)


@pytest.fixture
def source(make):
    return make("Tail with tenure", kind="experiment")


@pytest.fixture
def engineer(ben):
    ben.edit(name=ben.name, discipline="ml-engineering", hue=1)
    return ben


@pytest.fixture
def offered(source, engineer, ada):
    return hand_over(source, Recipient(discipline="ml-engineering"), by=ada)


def hand_over(source, to, *, by, at=None, **more):
    offer = Offer(title="Serve the tail", to=to, phase=source.phase, memory="512 MB", latency="50 ms p95", **more)
    return Handoff.offer(source, offer, by=by, at=at)


def told(person, reason):
    for event in Event.objects.order_by("pk"):
        tell.work(event.pk)
    return Notice.objects.filter(person=person, reason=reason).count()


def test_it_makes_a_linked_task_that_is_nobodys_yet(offered, source):
    task = offered.task
    assert (task.kind, task.assignee, task.discipline) == ("productization", None, "ml-engineering")
    assert task.links_here.get(kind="hands-over").task == source
    assert task.result["label"] == "Offered"


def test_everybody_of_the_discipline_is_told_but_not_who_handed_over(offered, engineer, ada):
    assert told(engineer, "offered") == 1
    assert told(ada, "offered") == 0


def test_anybody_of_the_discipline_may_accept_and_has_the_task_then(offered, engineer, ada):
    offered.accept(by=engineer)
    offered.task.refresh_from_db()
    assert (offered.state, offered.task.assignee, offered.task.result) == ("accepted", engineer, {})
    assert told(ada, "answered") == 1


def test_somebody_else_cannot_accept(offered, ada):
    with pytest.raises(NotForYou):
        offered.accept(by=ada)


def test_who_comes_second_hears_who_was_faster(offered, engineer):
    again = Handoff.objects.with_task().get()
    offered.accept(by=engineer)
    with pytest.raises(HandoffRefused, match=engineer.name):
        again.accept(by=engineer)


def test_a_question_goes_to_who_handed_over_and_its_answer_back(offered, engineer, ada):
    for number in range(2):
        offered.ask_back(f"Which features? {number}", by=engineer)
        assert offered.waits_for == ada.name
        offered.answer(f"Tenure {number}.", by=ada)
        assert offered.waits_for == "ML engineering"
    kinds = Event.objects.about(offered.task.subject).filter(kind__startswith="handoff.").order_by("pk")
    steps = ["handoff.asked", "handoff.answered"]
    assert list(kinds.values_list("kind", flat=True)) == ["handoff.offered", *steps, *steps]
    assert offered.task.comments.count() == 4
    assert (told(ada, "answered"), told(engineer, "answered")) == (2, 2)


def test_nothing_is_answered_that_nobody_asked(offered, ada):
    with pytest.raises(HandoffRefused):
        offered.answer("Tenure", by=ada)


def test_who_takes_an_offered_task_has_accepted_it(offered, engineer, column):
    task = Task.objects.get(pk=offered.task_id)
    task.move_to(column("active"), by=engineer)
    offered.refresh_from_db()
    assert (offered.state, offered.accepted_by) == ("accepted", engineer)


def test_being_given_the_task_by_somebody_else_is_no_acceptance(offered, engineer, ada):
    offered.task.assign(engineer, by=ada)
    offered.refresh_from_db()
    assert offered.state == "offered"


def test_only_who_offered_it_or_a_lead_withdraws(offered, engineer, ada):
    with pytest.raises(NotForYou):
        offered.withdraw(by=engineer)
    offered.withdraw(by=ada)
    assert offered.state == "withdrawn"
    with pytest.raises(HandoffRefused):
        offered.accept(by=engineer)


def test_a_withdrawal_can_be_undone_and_an_offer_too(offered, ada):
    offered.withdraw(by=ada)
    undo(offered.task, [Event.objects.get(kind="handoff.withdrawn")], by=ada)
    offered.refresh_from_db()
    assert offered.state == "offered"
    undo(offered.task, [Event.objects.filter(kind="handoff.offered").latest("pk")], by=ada)
    offered.refresh_from_db()
    assert offered.state == "withdrawn"


def test_it_can_be_offered_to_somebody_else(offered, ada, engineer):
    offered.offer_again(Recipient(person=ada), by=ada)
    with pytest.raises(NotForYou):
        offered.accept(by=engineer)
    offered.accept(by=ada)


def test_a_discipline_that_nobody_has_is_refused(source, ada):
    with pytest.raises(HandoffRefused):
        hand_over(source, Recipient(discipline="devops"), by=ada)
    assert not Handoff.objects.exists()


@pytest.fixture
def waiting(source, engineer, ada):
    return hand_over(source, Recipient(discipline="ml-engineering"), by=ada, at=MONDAY)


@pytest.mark.parametrize(("hours", "is_told"), [(47, False), (48, True)])
def test_after_two_working_days_it_is_flagged(waiting, hours, is_told):
    flag_unanswered.work(at=MONDAY + timedelta(hours=hours))
    waiting.refresh_from_db()
    assert waiting.is_overdue is is_told


def test_a_holiday_and_a_weekend_do_not_count(waiting, ada):
    tuesday, friday = MONDAY.date() + timedelta(days=1), MONDAY + timedelta(days=4)
    Holiday.add({tuesday: "Kite day"}, by=ada)
    flag_unanswered.work(at=MONDAY + timedelta(hours=49))
    Handoff.objects.update(waits_since=friday)
    flag_unanswered.work(at=friday + timedelta(days=3))
    waiting.refresh_from_db()
    assert not waiting.is_overdue


def test_it_is_flagged_once_on_the_card_and_in_the_feed_and_both_are_told(waiting, engineer, ada):
    for hours in (48, 49, 90):
        flag_unanswered.work(at=MONDAY + timedelta(hours=hours))
    task = Task.objects.get(pk=waiting.task_id)
    assert task.result["label"] == "Unanswered"
    assert Event.objects.filter(kind="handoff.unanswered").count() == 1
    assert (told(ada, "unanswered"), told(engineer, "unanswered")) == (1, 1)


def test_an_answer_begins_the_waiting_anew(waiting, engineer):
    flag_unanswered.work(at=MONDAY + timedelta(days=2))
    waiting.ask_back("Which features?", by=engineer, at=MONDAY + timedelta(days=2, hours=1))
    assert not waiting.is_overdue
    flag_unanswered.work(at=MONDAY + timedelta(days=4, hours=2))
    assert Event.objects.filter(kind="handoff.unanswered").count() == 2


@pytest.mark.parametrize("settled", ["accept", "trash", "archive"])
def test_what_waits_for_nobody_is_not_flagged(waiting, settled, engineer, ada):
    if settled == "accept":
        waiting.accept(by=engineer)
    else:
        getattr(waiting.task, settled)(by=ada)
    flag_unanswered.work(at=MONDAY + timedelta(days=9))
    assert not Event.objects.filter(kind="handoff.unanswered").exists()


def test_the_list_says_what_waits_for_whom(offered, engineer, client_of, ada):
    def page(person):
        return client_of(person).get(reverse("tasks:handoffs")).content.decode()

    assert "Serve the tail" in page(engineer)
    assert "Nothing waits for you" not in page(engineer)
    assert "Nothing waits for you" in page(ada)
    assert "You wait for others" in page(ada)


def test_the_dialog_is_filled_and_hands_over(source, engineer, client_of, ada):
    address = reverse("tasks:hand-over", args=[source.key])
    client = client_of(ada)
    assert "Takes over from" in client.get(address).content.decode()
    sent = {"to": f"person:{engineer.pk}", "title": "Serve it", "kind": "productization", "phase": source.phase_id}
    assert client.post(address, sent).status_code == 303
    made = Handoff.objects.get()
    assert (made.to_person, made.task.title) == (engineer, "Serve it")


def test_the_page_shows_it_and_its_steps(offered, engineer, client_of):
    client, key = client_of(engineer), offered.task.key
    text = client.get(reverse("tasks:task", args=[key])).content.decode()
    assert "512 MB" in text
    assert "Accept" in text
    client.post(reverse("tasks:handoff-question", args=[key]), {"text": "Why?"})
    offered.refresh_from_db()
    assert offered.question == "Why?"
    client.post(reverse("tasks:handoff-answer", args=[key]), {"text": "Because"})
    client.post(reverse("tasks:handoff-acceptance", args=[key]))
    offered.refresh_from_db()
    assert offered.accepted_by == engineer


def test_a_task_that_was_not_handed_over_has_no_hand_off(make, client_of, ada):
    key = make("Plain").key
    assert client_of(ada).post(reverse("tasks:handoff-acceptance", args=[key])).status_code == 404
    assert "task-handoff" not in client_of(ada).get(reverse("tasks:task", args=[key])).content.decode()


def test_an_outsider_cannot_tell_that_it_exists(offered, client_of, cy):
    key = offered.task.key
    for name in ("handoff", "hand-over", "handoff-question"):
        assert client_of(cy).get(reverse(f"tasks:{name}", args=[key])).status_code == 404
    assert client_of(cy).post(reverse("tasks:handoff-acceptance", args=[key])).status_code == 404


def test_a_guest_sees_it_and_cannot_answer(offered, client_of, guest):
    key = offered.task.key
    assert client_of(guest).get(reverse("tasks:handoff", args=[key])).status_code == 200
    assert client_of(guest).post(reverse("tasks:handoff-acceptance", args=[key])).status_code == 403
