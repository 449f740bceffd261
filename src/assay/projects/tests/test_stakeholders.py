"""People a project is for, without an account."""

from typing import Any

from assay.activity.models import Event
from assay.projects.models import Stakeholder


def lucia(project: Any, by: Any) -> Stakeholder:
    return Stakeholder.add(project, name="Lucía Ortega", email="lucia@care.example", role="Pays for it", by=by)


def last(project: Any) -> Event:
    return Event.objects.of_project(project.pk).order_by("-id")[0]


def test_a_stakeholder_is_named_and_the_history_says_so(kite: Any, ada: Any) -> None:
    named = lucia(kite, ada)
    assert list(Stakeholder.objects.visible_to(ada).present()) == [named]
    assert last(kite).happening.wording() == "named Lucía Ortega as a stakeholder"


def test_an_edit_keeps_what_was_before(kite: Any, ada: Any) -> None:
    named = lucia(kite, ada)
    named.edit(name="Lucía Ortega", email="lo@care.example", role="Pays for it", by=ada)
    assert last(kite).data["changes"] == {"email": ["lucia@care.example", "lo@care.example"]}


def test_two_who_edit_different_facts_do_not_disturb_each_other(kite: Any, ada: Any, lea: Any) -> None:
    named = lucia(kite, ada)
    mine, theirs = (Stakeholder.objects.get(pk=named.pk) for _ in range(2))
    theirs.edit(email="lo@care.example", by=lea)
    mine.edit(role="Uses it", by=ada)
    named.refresh_from_db()
    assert (named.email, named.role) == ("lo@care.example", "Uses it")


def test_the_same_again_is_no_edit(kite: Any, ada: Any) -> None:
    named = lucia(kite, ada)
    named.edit(name=named.name, email=named.email, role=named.role, by=ada)
    assert last(kite).kind == "stakeholder.added"


def test_one_who_is_taken_off_stays_known_and_leaves_the_list(kite: Any, ada: Any) -> None:
    named = lucia(kite, ada)
    named.remove(by=ada)
    named.remove(by=ada)
    assert not Stakeholder.objects.present().exists()
    assert Event.objects.filter(kind="stakeholder.removed").count() == 1


def test_an_outsider_of_the_workspace_sees_no_stakeholder(kite: Any, ada: Any, cy: Any) -> None:
    lucia(kite, ada)
    assert not Stakeholder.objects.visible_to(cy).exists()
