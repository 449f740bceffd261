"""Git hosts tell of merged commits, which are attached to what they name."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.activity.models import Event
from assay.deliverables.models import Deliverable
from assay.deliverables.models.deliverable import DeliverableFacts
from assay.githooks.jobs import sweep_deliveries
from assay.githooks.models import GitDelivery, GitHook
from assay.githooks.naming import deliverables_named, tasks_named
from assay.githooks.reading import merged_in
from assay.githooks.tests.messages import OTHER, REPOSITORY, SHA, merge_request, pull_request, push, sent
from assay.githooks.views import MOST_BYTES
from assay.kit.clock import now
from assay.projects.models import Project
from assay.projects.workflows import workflow_named
from assay.tasks.models import Task

pytestmark = pytest.mark.django_db
HELD: list[tuple[str, str, Callable[..., Any]]] = [
    ("github", "pull_request", pull_request),
    ("gitea", "pull_request", pull_request),
    ("gitlab", "Merge Request Hook", merge_request),
]
PUSHES = [("github", "push", "repository"), ("gitlab", "Push Hook", "project")]


@pytest.fixture
def phase(kite):
    return kite.phases.in_order()[0]


@pytest.fixture
def owed(kite, ada, phase):
    return Deliverable.add(phase, DeliverableFacts(title="Merged code", kind="code"), by=ada)


@pytest.fixture
def task(kite):
    return Task.objects.filter(project=kite).order_by("pk")[0]


def hook_of(project, person, host="github"):
    return GitHook.create(project, host=host, by=person)[0]


def commits_of(deliverable):
    return [(one.subject_id, one.url, one.title) for one in deliverable.attachments.present().order_by("pk")]


@pytest.mark.parametrize(("host", "event", "message"), HELD)
def test_a_merged_request_that_names_a_deliverable_is_attached_to_it(client, kite, ada, owed, host, event, message):
    hook = hook_of(kite, ada, host)
    answer = sent(client, hook, message(f"Fit it ({owed.key})"), event=event)
    assert answer.json() == {"result": f"0123456789 is attached to {owed.key}."}
    assert commits_of(owed) == [(SHA, REPOSITORY, f"Fit it ({owed.key})")]
    found = owed.attachments.get()
    assert found.attached_by is None
    assert found.merged_at == datetime(2026, 11, 2, 10, 11, 12, tzinfo=UTC) or host == "gitlab"
    owed.refresh_from_db()
    assert owed.state == "drafted"


def test_a_branch_names_it_as_well_in_any_case(client, kite, ada, owed):
    hook = hook_of(kite, ada)
    sent(client, hook, pull_request("Fit", f"feature/{owed.key.lower()}-fit"), event="pull_request")
    assert len(commits_of(owed)) == 1


def test_what_is_not_merged_changes_nothing(client, kite, ada, owed):
    hook, titled = hook_of(kite, ada), f"Fit {owed.key}"
    messages = [
        ("pull_request", pull_request(titled, merged=False)),
        ("pull_request", pull_request(titled, action="opened")),
        ("push", push((SHA, titled), ref="refs/heads/feature")),
        ("push", {"ref": "refs/heads/main", "commits": 7, "repository": []}),
        ("issues", pull_request(titled)),
        ("ping", {"zen": titled}),
    ]
    for number, (event, message) in enumerate(messages):
        assert sent(client, hook, message, event=event, delivery=f"d-{number}").status_code == 200
    assert not commits_of(owed)
    assert hook.deliveries.count() == len(messages)


@pytest.mark.parametrize(("host", "event", "place"), PUSHES)
def test_of_a_push_the_newest_commit_that_names_it_is_attached(client, kite, ada, owed, host, event, place):
    message = push((SHA, f"Begin {owed.key}\n\nMore."), (OTHER, f"Finish {owed.key}"), ("9" * 40, "Tidy"), place=place)
    sent(client, hook_of(kite, ada, host), message, event=event)
    assert commits_of(owed) == [(OTHER, REPOSITORY, f"Finish {owed.key}")]


def test_the_same_message_twice_changes_nothing(client, kite, ada, owed):
    hook = hook_of(kite, ada)
    first = sent(client, hook, pull_request(owed.key), event="pull_request")
    owed.detach(owed.attachments.get(), by=ada)
    again = sent(client, hook, pull_request(owed.key), event="pull_request")
    assert first.json() == again.json()
    assert (commits_of(owed), hook.deliveries.count()) == ([], 1)


def test_a_task_gets_a_line_and_the_one_code_its_phase_owes_gets_the_commit(client, kite, ada, owed, task):
    task.sort(phase=owed.phase, by=ada)
    hook = hook_of(kite, ada)
    sent(client, hook, pull_request(f"Wrap it [{task.key}]"), event="pull_request")
    sent(client, hook, push((SHA, f"Merge {task.key}")), event="push", delivery="d-2")
    assert [one[0] for one in commits_of(owed)] == [SHA]
    (event,) = Event.objects.about(task.subject).filter(kind="task.merged")
    assert event.happening.wording() == "merged 0123456789, which names this"
    assert f"({REPOSITORY}/pull/7)" in event.happening.quote()


def test_two_deliverables_of_code_would_be_a_guess(client, kite, ada, owed, phase, task):
    Deliverable.add(phase, DeliverableFacts(title="Other code", kind="code"), by=ada)
    task.sort(phase=phase, by=ada)
    answer = sent(client, hook_of(kite, ada), pull_request(task.key), event="pull_request")
    assert answer.json()["result"] == f"{task.key} knows of 0123456789."
    assert not commits_of(owed)


def test_a_waived_one_says_so_and_other_projects_are_not_reached(client, kite, ada, owed):
    owed.waive(reason="Not now", by=ada)
    answer = sent(client, hook_of(kite, ada), pull_request(owed.key), event="pull_request")
    assert answer.json()["result"].startswith(f"{owed.key}: ")
    other = hook_of(Project.start(key="OTHER", name="Other", workflow=workflow_named("tdsp"), by=ada), ada)
    assert sent(client, other, pull_request(owed.key), event="pull_request").json() == {
        "result": "No key of this project is named."
    }


@pytest.mark.parametrize("host", ["github", "gitlab", "gitea"])
def test_a_wrong_secret_is_not_heard(client, kite, ada, owed, host):
    hook = hook_of(kite, ada, host)
    answer = sent(client, hook, pull_request(owed.key), event="pull_request", secret="wrong")
    assert answer.status_code == 401
    assert client.post(f"/hooks/git/{hook.uid}", b"{}", "application/json").status_code == 401
    assert (commits_of(owed), GitDelivery.objects.count()) == ([], 0)


def test_odd_bodies_are_answered(client, kite, ada):
    hook = hook_of(kite, ada)
    assert client.post("/hooks/git/unknown", b"{}", "application/json").status_code == 404
    assert client.get(f"/hooks/git/{hook.uid}").status_code == 405
    assert sent(client, hook, b"x" * (MOST_BYTES + 1), event="push").status_code == 413
    for number, body in enumerate((b"", b"\xff", b"[]", b"[" * 100_000, b'{"ref": "\\u0000"}', b"payload=%7B%7D")):
        assert sent(client, hook, body, event="push\u00e9"[:4], delivery=f"d-{number}").status_code == 200
    odd = pull_request("\0" + "x" * 5_000, sha="not a sha")
    assert sent(client, hook, odd, event="pull_request", delivery="odd").status_code == 200


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2026-11-02T10:11:12"])
def test_what_no_database_keeps_is_left_out_of_what_is_merged(client, kite, ada, owed, at):
    message = pull_request(f"Half a pair \ud800 of {owed.key}")
    message["pull_request"]["merged_at"] = at
    assert sent(client, hook_of(kite, ada), message, event="pull_request").status_code == 200
    assert commits_of(owed) == [(SHA, REPOSITORY, f"Half a pair ? of {owed.key}")]
    assert owed.attachments.get().merged_at is None


def test_who_guesses_has_to_wait(client, kite, ada):
    hook = hook_of(kite, ada)
    answers = [client.post("/hooks/git/guess", b"", "application/json").status_code for _ in range(31)]
    assert (answers[0], answers[-1]) == (404, 429)
    assert sent(client, hook, {}, event="ping").status_code == 429


def test_the_secret_is_shown_once_and_sealed(ada_client, kite):
    shown = ada_client.post("/projects/KITE/git/", {"host": "gitea"}).content.decode()
    hook = GitHook.objects.get()
    assert hook.secret in shown
    assert hook.secret not in hook.sealed
    again = ada_client.get("/projects/KITE/git/").content.decode()
    assert hook.secret not in again
    assert f"/hooks/git/{hook.uid}" in again
    assert ada_client.post("/projects/KITE/git/", {"host": "sourceforge"}).status_code == 422


def test_the_page_shows_what_came_and_removes(ada_client, client, kite, ada, owed):
    hook = hook_of(kite, ada)
    sent(client, hook, pull_request(owed.key), event="pull_request")
    assert f"is attached to {owed.key}" in ada_client.get("/projects/KITE/git/").content.decode()
    assert ada_client.post(f"/git-hooks/{hook.pk}/removal").status_code == 303
    assert sent(client, hook, {}, event="ping").status_code == 404
    kinds = Event.objects.about(kite.subject).filter(kind__startswith="git-hook.").values_list("kind", flat=True)
    assert sorted(kinds) == ["git-hook.created", "git-hook.removed"]


def test_only_who_may_edit_the_project_sees_its_hooks(cy_client, ben_client, kite, ada):
    hook = hook_of(kite, ada)
    for client, status in ((cy_client, 404), (ben_client, 403)):
        assert client.get("/projects/KITE/git/").status_code == status
        assert client.post(f"/git-hooks/{hook.pk}/removal").status_code == status


def test_old_messages_are_forgotten(kite, ada):
    hook = hook_of(kite, ada)
    hook.deliveries.create(delivery="old", event="push", at=now().replace(year=2020))
    hook.deliveries.create(delivery="new", event="push", at=now())
    sweep_deliveries.work()
    assert [one.delivery for one in hook.deliveries.all()] == ["new"]


def test_keys_are_found_in_words_and_not_within_others():
    texts = ["ML-D2, ml-d03 and XML-D4; ML-D5x ml_d6", "feature/ML-D2-fit"]
    assert deliverables_named(texts, project="ML") == [2, 3]
    assert tasks_named(["ML-PROD-06: ml-7, ML-D2, HTML-8, ML-EXP-9_x"], project="ML") == [6, 7, 9]


NAMES = st.sampled_from(
    ["action", "pull_request", "merged", "repository", "commits", "ref", "object_attributes", "project"]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=6,
)
EVENTS = st.sampled_from(["push", "pull_request", "Merge Request Hook", "Push Hook", ""])


@given(EVENTS, st.dictionaries(NAMES, JSON, max_size=4))
def test_any_shape_of_a_message_is_read(event, message):
    assert isinstance(merged_in(event, json.loads(json.dumps(message))), list)


def test_rest_makes_lists_and_removes(api, ada, ben, kite):
    rest, address = api(ada), "/api/v1/projects/KITE/git-hooks"
    made = rest.post(address, {"host": "gitlab"}, "application/json").json()
    assert GitHook.objects.get().secret == made["secret"]
    (listed,) = rest.get(address).json()
    assert (listed["url"], "secret" in listed) == (made["url"], False)
    assert api(ben).get(address).status_code == 403
    assert rest.post(address, {"host": "x"}, "application/json").status_code == 422
    assert rest.delete(f"/api/v1/git-hooks/{made['id']}").status_code == 204
