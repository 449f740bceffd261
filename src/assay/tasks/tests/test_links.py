"""Links between tasks: from both ends, across projects, and only where they say something."""

from itertools import pairwise

import pytest

from assay.activity.models import Event
from assay.kit.clock import now
from assay.projects.models import Project
from assay.projects.workflows import workflow_named
from assay.tasks.models import LinkKind, TaskLink
from assay.tasks.models.task.linking import LinkRefused
from assay.tasks.queries import board
from assay.tasks.queries.parts import links_of, offered

pytestmark = pytest.mark.django_db


@pytest.fixture
def secret(ada):
    """A private project that only ada sees."""
    project = Project.start(key="HID", name="Hidden", goal="", workflow=workflow_named("six-phases"), by=ada)
    project.private_at = now()
    project.save(update_fields=["private_at"])
    return project


def card(kite, reader, task):
    shown = board(kite, reader, at=now())
    return next(one for lane in shown.lanes for cell in lane.cells for one in cell.cards if one.id == task.pk)


def test_a_link_stands_in_the_history_of_both(ada, make):
    one, other = make("One"), make("Other")
    one.link_to(other, as_=LinkKind.FOLLOWS, by=ada)
    told = [Event.objects.about(task.subject).order_by("-pk")[0].happening.wording() for task in (one, other)]
    assert told == ["noted that this follows from", "noted that this is followed by"]


def test_a_blocked_task_says_so_while_the_blocker_is_open(ada, make, column, kite):
    blocker, blocked = make("Blocker"), make("Blocked")
    blocker.link_to(blocked, as_="blocks", by=ada)
    assert card(kite, ada, blocked).is_blocked
    assert not card(kite, ada, blocker).is_blocked
    blocker.move_to(column("done"), by=ada)
    assert not card(kite, ada, blocked).is_blocked


@pytest.mark.parametrize("put_away", ["archive", "trash"])
def test_a_blocker_that_was_put_away_holds_up_nobody(ada, make, kite, put_away):
    blocker, blocked = make("Blocker"), make("Blocked")
    blocker.link_to(blocked, as_="blocks", by=ada)
    getattr(blocker, put_away)(by=ada)
    assert not card(kite, ada, blocked).is_blocked


def test_a_task_is_not_linked_to_itself(ada, make):
    task = make()
    with pytest.raises(LinkRefused, match="itself"):
        task.link_to(task, as_="blocks", by=ada)


@pytest.mark.parametrize(("first", "second"), [("blocks", "blocks"), ("relates", "relates")])
def test_no_link_is_made_twice(ada, make, first, second):
    one, other = make(), make()
    one.link_to(other, as_=first, by=ada)
    with pytest.raises(LinkRefused, match="already"):
        one.link_to(other, as_=second, by=ada)


def test_to_relate_the_other_way_round_is_the_same_link(ada, make):
    one, other = make(), make()
    one.link_to(other, as_="relates", by=ada)
    with pytest.raises(LinkRefused):
        other.link_to(one, as_="relates", by=ada)


def test_blocks_never_close_a_circle(ada, make):
    chain = [make(f"Step {number}") for number in range(4)]
    for before, after in pairwise(chain):
        before.link_to(after, as_="blocks", by=ada)
    with pytest.raises(LinkRefused, match="blocks KITE-"):
        chain[-1].link_to(chain[0], as_="blocks", by=ada)


def test_links_cross_projects_but_not_workspaces(ada, make, secret, cy):
    one, other = make(), make("Hidden", project=secret)
    assert one.link_to(other, as_="hands-over", by=ada)
    foreign = Project.start(key="CY", name="Cy", goal="", workflow=workflow_named("six-phases"), by=cy)
    with pytest.raises(LinkRefused):
        one.link_to(make("Foreign", project=foreign, by=cy), as_="blocks", by=ada)


def test_the_other_end_shows_neither_key_nor_title_to_who_may_not_see_it(ben_client, ada, make, secret):
    one, other = make(), make("Zebra", project=secret)
    other.link_to(one, as_="blocks", by=ada)
    page = ben_client.get(f"/tasks/{one.key}").content.decode()
    assert "a task you cannot see" in page
    assert "Zebra" not in page
    assert other.key not in page


def test_a_link_is_made_by_key_without_javascript(ada_client, make):
    one, other = make(), make("Other")
    response = ada_client.post(f"/tasks/{one.key}/links", {"link": "blocks.in", "other": other.key.lower()})
    assert (response.status_code, response.headers["Location"]) == (303, f"/tasks/{one.key}#links")
    link = TaskLink.objects.get()
    assert (link.task, link.other, link.kind) == (other, one, "blocks")


def test_what_the_field_offers_is_understood(ada_client, make):
    one, other = make(), make("Fold the wings")
    ada_client.post(f"/tasks/{one.key}/links", {"link": "relates.out", "other": f"{other.key} {other.title}"})
    assert TaskLink.objects.get().other == other


@pytest.mark.parametrize(("link", "other"), [("blocks.in", "NOPE-1"), ("blocks.in", ""), ("eats.out", "KITE-1")])
def test_what_cannot_be_linked_is_said_on_the_page(ada_client, make, link, other):
    response = ada_client.post(f"/tasks/{make().key}/links", {"link": link, "other": other})
    assert response.status_code == 422
    assert not TaskLink.objects.exists()


def test_a_circle_is_a_toast_to_htmx(ada_client, ada, make):
    one, other = make(), make()
    one.link_to(other, as_="blocks", by=ada)
    sent = {"link": "blocks.out", "other": one.key}
    response = ada_client.post(f"/tasks/{other.key}/links", sent, headers={"HX-Request": "true"})
    assert response.status_code == 422
    assert "would wait for the other" in response.headers["HX-Trigger"]


def test_a_link_is_removed_from_either_end(ada_client, ada, make):
    one, other = make(), make()
    for task in (one, other):
        link = one.link_to(other, as_="blocks", by=ada)
        assert ada_client.post(f"/tasks/{task.key}/links/{link.pk}/removal").status_code == 303
        assert not TaskLink.objects.exists()


def test_a_link_of_another_task_is_not_found(ada_client, ada, make):
    link = make().link_to(make(), as_="blocks", by=ada)
    assert ada_client.post(f"/tasks/{make().key}/links/{link.pk}/removal").status_code == 404


def test_a_guest_links_nothing(gil_client, guest, make):
    one, other = make(), make()
    response = gil_client.post(f"/tasks/{one.key}/links", {"link": "blocks.out", "other": other.key})
    assert response.status_code == 403


@pytest.mark.parametrize("words", ["KITE-{number}", "kite-exp-{number}", "fold wings", "{number}"])
def test_tasks_are_offered_by_key_and_by_words(ada, make, words):
    one, other = make("Own"), make("Fold the wings", kind="experiment")
    assert other in offered(one, ada, words.format(number=other.number))


def test_nothing_is_offered_of_what_one_cannot_see(ben, make, secret):
    make("Zebra", project=secret)
    assert offered(make(), ben, "zebra") == []


def test_blockers_stand_first(ada, make):
    task = make()
    task.link_to(make(), as_="relates", by=ada)
    make().link_to(task, as_="blocks", by=ada)
    assert [link.words for link in links_of(task, ada)] == ["is blocked by", "relates to"]


def test_the_api_makes_lists_and_removes_links(api, ada, make):
    one, other = make(), make()
    program = api(ada)
    sent = {"kind": "hands-over", "other": other.key}
    made = program.post(f"/api/v1/tasks/{one.key}/links", sent, content_type="application/json")
    assert made.status_code == 201
    assert program.get(f"/api/v1/tasks/{other.key}/links").json()[0]["way"] == "in"
    assert program.delete(f"/api/v1/tasks/{one.key}/links/{made.json()['id']}").status_code == 204
    again = program.post(
        f"/api/v1/tasks/{one.key}/links", {"kind": "blocks", "other": one.key}, content_type="application/json"
    )
    assert (again.status_code, again.json()["error"]["code"]) == (422, "invalid")
