"""A task as the side panel shows it: the same parts behind the same door as its page."""

import pytest
from django.test import Client

from assay.accounts.models import Person
from assay.projects.models import Project
from assay.tasks.models import Task

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def test_the_panel_holds_the_parts_of_the_page_and_leads_to_it(ada_client: Client, kite: Project, ada: Person) -> None:
    task = Task.create(kite, title="Beside the board", by=ada, description="Some words", checks=["Read"])
    task.comment("Looks fine", by=ada)
    body = ada_client.get(f"/tasks/{task.key}/beside", headers=HTMX).content.decode()
    for part in ("Beside the board", "Some words", "Read", "Looks fine", f'href="/tasks/{task.key}"', 'id="comment"'):
        assert part in body
    assert "<html" not in body


def test_the_panel_of_an_experiment_is_short(ada_client: Client, kite: Project, ada: Person) -> None:
    task = Task.create(kite, title="Try it", by=ada, kind="experiment")
    body = ada_client.get(f"/tasks/{task.key}/beside", headers=HTMX).content.decode()
    assert "Open the experiment" in body
    assert 'id="conclusion"' not in body


def test_without_a_script_the_address_of_the_panel_is_the_page(ada_client: Client, kite: Project, ada: Person) -> None:
    task = Task.create(kite, title="Beside the board", by=ada)
    assert ada_client.get(f"/tasks/{task.key}/beside").headers["Location"] == f"/tasks/{task.key}"
