"""What happens is sent once, signed, and tried again when it did not arrive."""

import json
from datetime import timedelta

import pytest
from django_q.models import OrmQ

from assay.activity.models import Event
from assay.kit.clock import now
from assay.tasks.models import Task
from assay.webhooks.jobs import PAUSE, send, send_what_waits, sweep_deliveries
from assay.webhooks.models import Delivery, Webhook
from assay.webhooks.writing import signature

pytestmark = pytest.mark.django_db
DOWN: tuple[int, dict[str, str], bytes] = (503, {}, b"try later")


def later(webhook, span=PAUSE):
    """Let the last try of the webhook lie further back."""
    Webhook.objects.filter(pk=webhook.pk).update(tried_at=now() - span - timedelta(seconds=1))


def logged(webhook):
    return [(one.name, one.status, one.tries, bool(one.done_at)) for one in webhook.deliveries.order_by("pk")]


def test_an_event_arrives_with_what_it_is_about(hook, receiver, kite, ada):
    webhook = hook("task.created", secret="s3cret")
    task = Task.create(kite, title="Label the digits", by=ada)
    send.work(webhook.pk)
    (method, path, headers, body) = receiver.requests[0]
    said = json.loads(body)
    assert (method, path, said["entity"], said["action"]) == ("POST", "/in", "task", "created")
    assert said["data"]["person"] == ada.name
    assert task.key in said["data"]["about"]["url"]
    signed = f"{headers['X-MLflow-Delivery-Id']}.{headers['X-MLflow-Timestamp']}.{body.decode()}"
    assert headers["X-MLflow-Signature"] == signature("s3cret", signed)
    assert logged(webhook) == [("task.created", 200, 1, True)]


def test_the_job_is_written_with_the_event(hook, kite, ada):
    webhook, before = hook("task.created"), OrmQ.objects.count()
    Task.create(kite, title="Label the digits", by=ada)
    assert OrmQ.objects.count() == before + 1
    assert webhook.deliveries.waiting().count() == 1


@pytest.mark.parametrize("events", [("task.moved",), ("run.finished", "stop.fired")])
def test_others_are_not_heard(hook, kite, ada, events):
    webhook = hook(*events)
    Task.create(kite, title="Label the digits", by=ada)
    assert not webhook.deliveries.exists()


def test_a_webhook_hears_of_its_own_workspace_only(hook, kite, ada, cy):
    webhook = hook("task.created", by=cy)
    Task.create(kite, title="Label the digits", by=ada)
    assert not webhook.deliveries.exists()


def test_without_secret_nothing_is_signed(hook, receiver, kite, ada):
    webhook = hook("task.created")
    Task.create(kite, title="Label the digits", by=ada)
    send.work(webhook.pk)
    assert "X-MLflow-Signature" not in receiver.requests[0][2]


def test_a_failure_is_tried_again_with_the_same_id_and_body(hook, receiver, kite, ada):
    webhook = hook("task.created")
    receiver.answers = [DOWN, (200, {}, b"ok")]
    task = Task.create(kite, title="Label the digits", by=ada)
    send.work(webhook.pk)
    assert logged(webhook) == [("task.created", 503, 1, False)]
    task.trash(by=ada)
    later(webhook)
    send.work(webhook.pk)
    first, second = receiver.requests
    assert first[2]["X-MLflow-Delivery-Id"] == second[2]["X-MLflow-Delivery-Id"]
    assert first[3] == second[3]
    assert logged(webhook) == [("task.created", 200, 2, True)]
    webhook.refresh_from_db()
    assert (webhook.failures, webhook.failing_since) == (0, None)


def test_after_a_failure_the_clock_comes_back_and_nobody_waits_for_it(hook, receiver, kite, ada):
    webhook = hook("task.created")
    receiver.answers = [DOWN]
    Task.create(kite, title="One", by=ada)
    Task.create(kite, title="Two", by=ada)
    send.work(webhook.pk)
    send.work(webhook.pk)
    assert len(receiver.requests) == 1
    before = OrmQ.objects.count()
    send_what_waits.work()
    assert OrmQ.objects.count() == before + 1


def test_five_tries_are_enough_and_the_next_gets_its_turn(hook, receiver, kite, ada):
    webhook = hook("task.created")
    receiver.answers = [*[DOWN] * 5, (200, {}, b"ok")]
    Task.create(kite, title="One", by=ada)
    Task.create(kite, title="Two", by=ada)
    for _try in range(6):
        later(webhook)
        send.work(webhook.pk)
    assert logged(webhook) == [("task.created", 503, 5, False), ("task.created", 200, 1, True)]
    assert not webhook.deliveries.waiting().exists()


def test_ten_failures_over_an_hour_switch_it_off_and_the_history_says_so(hook, ada):
    webhook, at = hook("task.created"), now()
    for _ in range(10):
        webhook.note(is_fine=False, at=at)
    assert webhook.is_on  # a bad minute is no reason
    webhook.note(is_fine=False, at=at + timedelta(minutes=61))
    assert not webhook.is_on
    assert "11 tries" in webhook.disabled_because
    assert Event.objects.filter(kind="webhook.stopped").get().data["name"] == "chat"
    webhook.change(webhook.settings, by=ada, is_on=True)
    assert (webhook.is_on, webhook.failures, webhook.disabled_because) == (True, 0, "")


def test_switching_off_gives_up_what_waits(hook, receiver, kite, ada):
    webhook = hook("task.created")
    Task.create(kite, title="One", by=ada)
    webhook.stop("enough")
    send.work(webhook.pk)
    assert receiver.requests == []
    assert not webhook.deliveries.waiting().exists()


def test_who_leads_no_more_is_told_nothing_more(hook, receiver, kite, ada, lea):
    webhook = hook("task.created", by=lea)
    Task.create(kite, title="One", by=ada)
    lea.change_role("member", by=ada)
    send.work(webhook.pk)
    webhook.refresh_from_db()
    assert (receiver.requests, webhook.is_on) == ([], False)
    assert lea.name in webhook.disabled_because


def test_what_was_erased_meanwhile_is_not_told(hook, receiver, kite, ada):
    webhook = hook("task.created")
    Task.create(kite, title="One", by=ada)
    Event.objects.filter(kind="task.created").update(subject_id="990099")
    send.work(webhook.pk)
    assert receiver.requests == []
    assert "gone" in webhook.deliveries.get().said


@pytest.mark.parametrize("host", ["127.0.0.1", "[::ffff:a9fe:a9fe]", "[64:ff9b::a9fe:a9fe]", "2130706433", "localhost"])
def test_no_connection_goes_inside_and_the_log_says_why(hook, receiver, settings, kite, ada, host):
    webhook = hook("task.created")
    settings.ASSAY_PRIVATE_HOSTS, settings.ASSAY_OUTGOING_PORTS = [], [str(receiver.port)]
    Webhook.objects.update(url=f"https://{host}:{receiver.port}/")
    Task.create(kite, title="One", by=ada)
    send.work(webhook.pk)
    assert receiver.connections == 0
    assert "may not be reached" in webhook.deliveries.get().said


def test_a_redirect_is_a_failure(hook, receiver, kite, ada):
    receiver.answers = [(302, {"Location": "http://169.254.169.254/"}, b"")]
    webhook = hook("task.created")
    Task.create(kite, title="One", by=ada)
    send.work(webhook.pk)
    assert logged(webhook) == [("task.created", 302, 1, False)]


def test_a_long_answer_is_cut_off(hook, receiver, kite, ada):
    receiver.answers = [(200, {}, b"x" * 200_000)]
    webhook = hook("task.created")
    Task.create(kite, title="One", by=ada)
    send.work(webhook.pk)
    assert "more than 100000 bytes" in webhook.deliveries.get().said


def test_two_workers_do_not_send_the_same_twice(hook, receiver, kite, ada):
    webhook = hook("task.created")
    Task.create(kite, title="One", by=ada)
    Webhook.objects.update(held_until=now() + timedelta(seconds=30))
    send.work(webhook.pk)
    assert receiver.requests == []


def test_the_log_is_kept_a_month(hook, kite, ada):
    webhook = hook("task.created")
    Task.create(kite, title="One", by=ada)
    Task.create(kite, title="Two", by=ada)
    first = webhook.deliveries.order_by("pk")[0]
    Delivery.objects.filter(pk=first.pk).update(created_at=now() - timedelta(days=31))
    sweep_deliveries.work()
    assert webhook.deliveries.count() == 1
