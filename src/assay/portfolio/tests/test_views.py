"""Saved views of the portfolio: whose they are, who sees them, what they keep."""

from typing import Any

import pytest
from django.test import Client

from assay.portfolio.models import MOST_VIEWS, PortfolioView
from assay.projects.models import Project

pytestmark = pytest.mark.django_db
QUERY = "lead=me&group=phase"


def save(client: Client, name: str = "Mine", query: str = QUERY, **more: str) -> Any:
    return client.post("/portfolio/views", {"name": name, "query": query, **more})


def removal(client: Client) -> int:
    return client.post(f"/portfolio/views/{PortfolioView.objects.get().pk}/removal").status_code


def test_a_view_keeps_filter_order_and_groups_and_nothing_else(kite: Project, ada_client: Client) -> None:
    answer = save(ada_client, query=f"?{QUERY}&page=3&evil=1")
    assert answer.headers["Location"] == f"/?{QUERY}"
    assert PortfolioView.objects.get().query == QUERY
    assert 'aria-current="true">Mine' in ada_client.get(f"/?{QUERY}").content.decode()


def test_a_view_is_ones_own_until_it_is_shared(kite: Project, ada_client: Client, ben_client: Client) -> None:
    save(ada_client)
    assert "Mine" not in ben_client.get("/").content.decode()
    save(ada_client, shared="on")
    assert "Mine" in ben_client.get("/").content.decode()
    assert PortfolioView.objects.count() == 1


def test_only_its_maker_and_leads_take_a_shared_view_away(
    kite: Project, lea_client: Client, ada_client: Client, ben_client: Client, cy_client: Client
) -> None:
    save(ada_client, shared="on")
    assert [removal(ben_client), removal(cy_client), removal(lea_client)] == [403, 404, 303]
    save(ada_client)
    assert [removal(lea_client), removal(ada_client)] == [404, 303]


def test_a_guest_keeps_views_but_shares_none(kite: Project, ada: Any, gil: Any, gil_client: Client) -> None:
    kite.add_member(gil, by=ada)
    assert save(gil_client).status_code == 303
    assert save(gil_client, "Ours", shared="on").status_code == 403


def test_a_view_needs_a_name_and_there_is_a_limit(kite: Project, ada: Any, ada_client: Client) -> None:
    assert save(ada_client, "").status_code == 422
    assert save(ada_client, "n" * 61).status_code == 422
    for number in range(MOST_VIEWS):
        PortfolioView.keep(name=str(number), query="", is_shared=False, by=ada)
    assert "Remove one first" in save(ada_client, "One more").content.decode()
    assert save(ada_client, "7").status_code == 303
