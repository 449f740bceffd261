"""The pages on which a project's way of working is seen, changed and saved."""

import pytest

from assay.activity.models import Event
from assay.projects.models import PhaseFacts, Project, SavedWorkflow
from assay.projects.workflows import built_in

PATHS = ["/projects/KITE/workflow", "/projects/KITE/template", "/projects/KITE/connection"]


@pytest.fixture
def column(kite):
    return lambda name: kite.columns.get(name=name)


@pytest.fixture
def saved(ada_client, kite):
    ada_client.post("/projects/KITE/template", {"name": "Ours", "summary": "How we work.", "tasks": ["x"]})
    assert not SavedWorkflow.objects.exists()
    tasks = list(kite.tasks.filter(number__in=[1, 3]).values_list("pk", flat=True))
    answer = ada_client.post("/projects/KITE/template", {"name": "Ours", "summary": "How we work.", "tasks": tasks})
    assert answer.status_code == 303
    return SavedWorkflow.objects.get()


def test_a_new_project_is_chosen_with_all_that_each_workflow_plants(ada_client, saved):
    page = ada_client.get("/projects/new").content.decode()
    for workflow in [*built_in().values(), saved.workflow]:
        assert page.count(f'value="{workflow.slug}"') == 1
        assert workflow.summary in page
        for part in (*workflow.phases, *workflow.columns, *workflow.labels):
            assert part.name in page
    for words in ("Maintenance", "ongoing", "Access granted", "at most 2"):
        assert words in page


def test_a_link_picks_the_workflow_and_nonsense_picks_the_usual_one(ada_client):
    chosen = 'value="tdsp" checked'
    assert chosen in ada_client.get("/projects/new?workflow=tdsp").content.decode()
    assert chosen not in ada_client.get("/projects/new?workflow=none").content.decode()


def test_the_tab_shows_columns_phases_labels_and_first_tasks(ada_client, kite, django_assert_max_num_queries):
    with django_assert_max_num_queries(15):
        page = ada_client.get("/projects/KITE/workflow").content.decode()
    for words in ("In progress", "Active", "A/B testing", "2–4 wk", "model-tree", "Write the research plan"):
        assert words in page


@pytest.mark.parametrize("path", PATHS)
def test_an_outsider_cannot_tell_that_the_project_exists(cy_client, kite, path):
    foreign, missing = cy_client.get(path), cy_client.get(path.replace("KITE", "NONE"))
    assert foreign.status_code == missing.status_code == 404
    assert foreign.content == missing.content


def test_a_member_who_does_not_lead_changes_nothing(ben_client, kite, column):
    waiting = column("Waiting")
    assert ben_client.get("/projects/KITE/workflow").status_code == 403
    assert ben_client.post("/projects/KITE/columns", {"name": "x", "state": "queue"}).status_code == 403
    assert ben_client.post(f"/projects/KITE/columns/{waiting.pk}/retirement").status_code == 403
    assert ben_client.post("/projects/KITE/template", {"name": "x"}).status_code == 403


def test_a_column_is_added_edited_moved_taken_off_and_brought_back(ada_client, kite, column):
    post = ada_client.post
    assert post("/projects/KITE/columns", {"name": "Review", "state": "waiting", "limit": "3"}).status_code == 303
    review = column("Review")
    page = f"/projects/KITE/columns/{review.pk}"
    assert 'value="Review"' in ada_client.get(page).content.decode()
    assert post(page, {"name": "In review", "state": "waiting", "limit": ""}).status_code == 303
    assert post(f"{page}/position", {"position": "1"}).status_code == 303
    assert post(f"{page}/position", {"position": "x"}).status_code == 422
    assert [one.name for one in kite.columns.in_order()][1] == "In review"
    assert "In review" in ada_client.get("/projects/KITE/board").content.decode()
    assert post(f"{page}/retirement", {"to": ""}).status_code == 303
    assert "In review left the board" in ada_client.get("/projects/KITE/board").content.decode()
    assert "In review" not in ada_client.get("/projects/KITE/board").content.decode()
    assert ada_client.get(page).status_code == 404
    assert post(f"{page}/return").status_code == 303
    assert post(f"{page}/return").status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [{"name": ""}, {"name": "Done"}, {"name": "x" * 41}, {"state": "later"}, {"limit": "0"}],
)
def test_a_wrong_column_is_said_at_its_field(ada_client, kite, wrong):
    answer = ada_client.post("/projects/KITE/columns", {"name": "New", "state": "queue"} | wrong)
    assert answer.status_code == 422
    assert "field__error" in answer.content.decode()
    assert kite.columns.count() == 4


def test_what_holds_a_column_is_said_where_it_was_asked(ada, ada_client, kite, column):
    todo = column("To do")
    answer = ada_client.post(f"/projects/KITE/columns/{todo.pk}/retirement", {"to": column("Waiting").pk})
    assert answer.status_code == 422
    assert "only column with the state Queue" in answer.content.decode()
    ada_client.post("/projects/KITE/columns", {"name": "Later", "state": "queue"})
    answer = ada_client.post(f"/projects/KITE/columns/{todo.pk}/retirement", {"to": ""})
    assert "Say where they go" in answer.content.decode()
    answer = ada_client.post(f"/projects/KITE/columns/{todo.pk}", {"name": "To do", "state": "active"})
    assert answer.status_code == 422
    assert "KITE-EXP-03" in answer.content.decode()


def test_a_phase_is_added_written_retired_and_brought_back(ada_client, kite):
    post = ada_client.post
    answer = post("/projects/KITE/phases", {"name": "Hand-over", "hue": "3"})
    page = answer.headers["Location"].removesuffix("/facts")
    text = {"name": "Hand-over", "weeks_low": "1", "weeks_high": "", "hue": "3", "version": "1"}
    assert post(f"{page}/facts", text | {"exit_questions": "- Run book?\r\n\r\nThanks?"}).status_code == 303
    phase = kite.phases.get(name="Hand-over")
    assert (phase.exit_questions, phase.weeks) == (["Run book?", "Thanks?"], "1 wk and on")
    assert post(f"{page}/position", {"position": "0"}).status_code == 303
    assert post(f"{page}/retirement").status_code == 303
    assert ada_client.get(f"{page}/facts").status_code == 404
    assert "Retired" in ada_client.get(page).content.decode()
    assert "Hand-over" in ada_client.get("/projects/KITE/workflow").content.decode()
    assert post(f"{page}/return").status_code == 303


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "Modeling"},
        {"weeks_low": "3", "weeks_high": "2"},
        {"weeks_low": "", "weeks_high": "2"},
        {"weeks_low": "-1"},
        {"exit_questions": "x" * 201},
        {"exit_questions": "\n".join("abcdefghijklmnopqrstuvwxyz")},
        {"hue": "9"},
    ],
)
def test_a_wrong_phase_keeps_what_was_typed(ada_client, kite, wrong):
    phase = kite.phases.get(name="Research")
    typed = {"name": "Reading", "hue": "1", "purpose": "To read on", "version": "1"} | wrong
    answer = ada_client.post(f"/projects/KITE/phases/{phase.pk}/facts", typed)
    assert answer.status_code == 422
    assert "To read on" in answer.content.decode()


def test_a_conflict_about_a_phase_shows_both_texts(ada, ada_client, kite):
    phase = kite.phases.get(name="Research")
    typed = {"name": "Reading", "hue": "1", "purpose": "Mine", "version": "1"}
    phase.edit(PhaseFacts(name="Research", purpose="Theirs"), version=1, by=ada)
    answer = ada_client.post(f"/projects/KITE/phases/{phase.pk}/facts", typed)
    assert answer.status_code == 409
    assert {"Mine", "Theirs"} <= set(answer.content.decode().replace("<", " ").replace(">", " ").split())
    assert ada_client.post(f"/projects/KITE/phases/{phase.pk}/facts", typed | {"version": "2"}).status_code == 303


def test_a_label_is_renamed_and_removed(ada_client, kite):
    label = kite.labels.get(name="model-tree")
    page = f"/projects/KITE/labels/{label.pk}"
    assert ada_client.post(page, {"name": "model-linear", "hue": "1"}).status_code == 422
    assert ada_client.post(page, {"name": "model-forest", "hue": "1"}).status_code == 303
    assert ada_client.post(f"{page}/removal").status_code == 303
    assert ada_client.get(page).status_code == 404


def test_a_template_is_saved_listed_and_planted(ada, ada_client, saved, kite):
    assert "Ours" in ada_client.get("/workspace/workflows").content.decode()
    page = ada_client.get(f"/workspace/workflows/{saved.slug}").content.decode()
    assert "Write the research plan" in page
    ada_client.post("/projects/new", {"name": "Second", "lead": ada.pk, "workflow": saved.slug})
    second = Project.objects.get(name="Second")
    assert [task.title for task in second.tasks.order_by("number")] == [task.title for task in saved.workflow.tasks]
    assert second.tasks.get(number=1).checks.count() == kite.tasks.get(number=1).checks.count()
    assert [one.name for one in second.phases.in_order()] == [one.name for one in kite.phases.in_order()]
    assert "begun from the workflow Ours" in ada_client.get("/projects/SECO/settings").content.decode()
    ada_client.post(f"/workspace/workflows/{saved.slug}/removal")
    assert "a template that is gone" in ada_client.get("/projects/SECO/settings").content.decode()
    assert "is gone" in ada_client.get("/projects/SECO/workflow").content.decode()


def test_a_template_is_there_once_and_renamed_by_leads_or_who_saved_it(ada, ada_client, ben_client, lea_client, saved):
    page = f"/workspace/workflows/{saved.slug}"
    assert ada_client.post("/projects/KITE/template", {"name": "Ours"}).status_code == 422
    assert ben_client.get(page).status_code == 200
    assert ben_client.post(page, {"name": "Mine"}).status_code == 403
    assert ben_client.post(f"{page}/removal").status_code == 403
    assert lea_client.post(page, {"name": "Theirs", "summary": ""}).status_code == 303
    assert lea_client.post(page, {"name": ""}).status_code == 422
    assert lea_client.post("/workspace/workflows/tdsp", {"name": "x"}).status_code == 404
    assert lea_client.post(f"{page}/removal").status_code == 303
    kinds = set(Event.objects.values_list("kind", flat=True))
    assert {"workflow.saved", "workflow.edited", "workflow.removed"} <= kinds


def test_templates_are_the_workspace_s_own_and_none_of_a_guest_s(cy, cy_client, gil_client, saved):
    page = f"/workspace/workflows/{saved.slug}"
    assert cy_client.get(page).content == cy_client.get("/workspace/workflows/team-999").content
    assert "Ours" not in cy_client.get("/projects/new").content.decode()
    assert cy_client.post("/projects/new", {"name": "x", "lead": cy.pk, "workflow": saved.slug}).status_code == 422
    assert gil_client.get("/workspace/workflows").status_code == 403
    assert gil_client.get(page).status_code == 404
