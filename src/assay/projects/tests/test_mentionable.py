"""Whom a text of a project can name: exactly those who may see it."""

import pytest

from assay.accounts.models import Person
from assay.projects.models import Project
from assay.projects.readers import readers_of
from assay.projects.workflows import workflow_named

pytestmark = pytest.mark.django_db


@pytest.fixture
def hush(ada):
    return Project.start(key="HUSH", name="Hush", workflow=workflow_named("six-phases"), by=ada, is_private=True)


def test_readers_are_those_to_whom_the_project_is_visible(kite, hush, ada, lea, ben, gil, cy):
    hush.add_member(gil, by=ada)
    for project in (kite, hush):
        seeing = [one for one in Person.objects.all() if Project.objects.visible_to(one).filter(pk=project.pk).exists()]
        assert set(readers_of(project)) == set(seeing)


def test_who_left_reads_no_more(kite, ada, ben):
    ben.leave(by=ada)
    assert ben not in readers_of(kite)


def test_the_list_gives_names_and_handles(kite, ada, ben, gil, ada_client):
    people = ada_client.get("/projects/KITE/mentionable").json()["people"]
    assert {"name": "Ben Okafor", "handle": "ben.okafor"} in people
    assert "Gil Soto" not in {person["name"] for person in people}


def test_an_outsider_gets_no_list(kite, cy_client):
    assert cy_client.get("/projects/KITE/mentionable").status_code == 404
