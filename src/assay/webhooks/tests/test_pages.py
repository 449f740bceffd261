"""The pages of webhooks: who sees them, what can be typed, what the log shows."""

import pytest

from assay.activity.models import Event
from assay.webhooks.actions import ask_for_test
from assay.webhooks.jobs import send_test
from assay.webhooks.models import Webhook

pytestmark = pytest.mark.django_db
LIST = "/workspace/webhooks/"


@pytest.fixture
def typed(receiver):
    return {"name": "chat", "url": f"http://127.0.0.1:{receiver.port}/in", "events": ["task.created", "run.finished"]}


def test_a_lead_makes_one_and_its_secret_is_never_shown(lea, lea_client, typed):
    answer = lea_client.post(LIST, typed | {"secret": "s3cret-of-the-chat"})
    made = Webhook.objects.get()
    assert answer.headers["Location"] == f"{LIST}{made.uid}"
    assert (made.secret, made.events, made.person) == (
        "s3cret-of-the-chat",
        ["run.finished", "task.created"],
        lea,
    )
    for page in (LIST, f"{LIST}{made.uid}"):
        assert b"s3cret" not in lea_client.get(page).content
    assert Event.objects.filter(kind="webhook.created").exists()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": "-chat"}, "A name has 1 to 63"),
        ({"events": []}, "Choose at least one event"),
        ({"events": ["moon.rises"]}, "Select a valid choice"),
        ({"url": "http://chat.example/"}, "must begin with https://"),
        ({"url": "ftp://chat.example/"}, "begins with https://"),
        ({"url": "https://10.0.0.1/"}, "not on the public internet"),
        ({"url": "https://[::ffff:a9fe:a9fe]/"}, "not on the public internet"),
        ({"url": "https://chat.example:22/"}, "Port 22"),
        ({"url": "https://me:pw@chat.example/"}, "must not hold a name or a password"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_stored(ada_client, typed, wrong, said):
    answer = ada_client.post(LIST, typed | wrong)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Webhook.objects.exists()


def test_changing_keeps_the_secret_and_can_switch_it_off(ada_client, hook, typed):
    made = hook("task.created", "prompt.created", secret="kept")
    answer = ada_client.post(f"{LIST}{made.uid}", typed | {"secret": "", "name": "other"})
    made.refresh_from_db()
    assert answer.status_code == 303
    assert (made.name, made.secret, made.is_on) == ("other", "kept", False)
    assert made.events == ["prompt.created", "run.finished", "task.created"]  # also what only a client can choose


def test_changing_checks_the_address_as_making_does(ada_client, hook, typed):
    made = hook("task.created")
    answer = ada_client.post(f"{LIST}{made.uid}", typed | {"url": "https://169.254.169.254/"})
    assert answer.status_code == 422
    made.refresh_from_db()
    assert made.url == typed["url"]


def test_a_test_stands_in_the_log(ada_client, hook, receiver):
    receiver.answers = [(418, {}, b"<b>teapot</b>")]
    made = hook("task.created")
    ada_client.post(f"{LIST}{made.uid}/test")
    send_test.work(made.deliveries.get().pk)
    page = ada_client.get(f"{LIST}{made.uid}").content.decode()
    assert "418" in page
    assert "&lt;b&gt;teapot" in page
    assert "given up" in page


def test_tests_are_limited(ada_client, hook):
    made = hook("task.created")
    codes = [ada_client.post(f"{LIST}{made.uid}/test").status_code for _ in range(11)]
    assert codes == [303] * 10 + [429]


def test_deleting_takes_the_log_along(ada_client, hook):
    made = hook("task.created")
    ask_for_test(made)
    ada_client.post(f"{LIST}{made.uid}/removal")
    assert not Webhook.objects.exists()
    assert Event.objects.filter(kind="webhook.deleted").exists()


def test_members_do_not_see_them(ben_client, gil_client, hook):
    made = hook("task.created")
    assert ben_client.get(LIST).status_code == 403
    assert ben_client.get(f"{LIST}{made.uid}").status_code == 404
    assert ben_client.post(f"{LIST}{made.uid}/removal").status_code == 404
    assert b"/workspace/webhooks/" not in ben_client.get("/workspace/").content
    assert gil_client.get(LIST).status_code == 403


def test_an_outsider_cannot_tell_that_one_exists(cy_client, hook):
    made = hook("task.created")
    assert cy_client.get(f"{LIST}{made.uid}").status_code == 404
    assert made.uid.encode() not in cy_client.get(LIST).content


def test_queries_of_the_pages(ada_client, hook, django_assert_max_num_queries):
    made, *_others = [hook("task.created", name=f"chat{number}") for number in range(5)]
    with django_assert_max_num_queries(15):
        ada_client.get(LIST)
    with django_assert_max_num_queries(15):
        ada_client.get(f"{LIST}{made.uid}")
