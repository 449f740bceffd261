"""Who reaches what: the outsider, the guest, the anonymous."""

import pytest

from assay.tasks.models import Task

pytestmark = pytest.mark.django_db
GETS = ["/projects/KITE/board", "/projects/KITE/board/cell?shown={cell}", "/projects/KITE/tasks/new", "/tasks/{key}",
        "/tasks/{key}/live", "/tasks/{key}/move", "/tasks/{key}/edit"]  # fmt: skip
POSTS = [
    "/projects/KITE/tasks/new",
    "/tasks/{key}/column",
    "/tasks/{key}/assignee",
    "/tasks/{key}/comments",
    "/tasks/{key}/edit",
]


@pytest.fixture
def task(make):
    return make("Canary in a kite")


@pytest.fixture
def address(task, column):
    return lambda path: path.format(key=task.key, cell=f"{column('queue').pk}.:30")


@pytest.mark.parametrize("path", GETS)
def test_an_outsider_cannot_tell_that_it_exists(cy_client, address, task, path):
    found = cy_client.get(address(path))
    missing = cy_client.get(address(path).replace("KITE", "NOPE"))
    assert (found.status_code, found.content) == (404, missing.content)


@pytest.mark.parametrize("path", POSTS)
def test_an_outsider_changes_nothing(cy_client, address, task, path):
    before = Task.objects.count()
    assert cy_client.post(address(path), {"text": "hello", "column": "1"}).status_code == 404
    assert (Task.objects.count(), task.comments.count()) == (before, 0)


@pytest.mark.parametrize("path", [*GETS, *POSTS])
def test_anonymous_people_are_sent_to_sign_in(anonymous, address, path):
    response = anonymous.post(address(path)) if path in POSTS else anonymous.get(address(path))
    assert response.status_code == 302
    assert "/accounts/login" in response.headers["Location"]


@pytest.mark.parametrize("path", ["/projects/KITE/tasks/new", "/tasks/{key}/move", "/tasks/{key}/edit"])
def test_a_guest_may_not_write(gil_client, guest, address, path):
    assert gil_client.get(address(path)).status_code == 403


@pytest.mark.parametrize("path", [path for path in POSTS if "comments" not in path])
def test_a_guest_changes_nothing(gil_client, guest, address, task, path):
    assert gil_client.post(address(path), {"column": "1"}).status_code == 403


def test_a_guest_who_is_not_named_sees_nothing(gil_client, address, task):
    assert gil_client.get(address("/tasks/{key}")).status_code == 404


def test_a_private_project_is_closed_to_other_members(kite, ada, ben_client, address, task):
    kite.edit(name="Kite", goal="", lead=ada, is_private=True, version=kite.version, by=ada)
    assert ben_client.get(address("/tasks/{key}")).status_code == 404
    assert ben_client.get("/projects/KITE/board").status_code == 404
