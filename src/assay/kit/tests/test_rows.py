"""Rows of plain SQL become the objects that the ORM would have made."""

from typing import Any

from assay.kit.rows import RowsOf, fetched, moment


def test_a_row_becomes_the_same_object_as_through_the_orm(kite: Any) -> None:
    rows = RowsOf(type(kite), "p")
    [row] = fetched(f"SELECT {rows.columns} FROM projects_project p WHERE p.id = %s", [kite.pk])  # noqa: S608
    made, known = rows.take(iter(row)), type(kite).objects.get(pk=kite.pk)
    assert {name: getattr(made, name) for name in rows.names} == {name: getattr(known, name) for name in rows.names}


def test_a_moment_keeps_its_time_zone(kite: Any) -> None:
    [(created_at,)] = fetched("SELECT created_at FROM projects_project WHERE id = %s", [kite.pk])
    assert moment(created_at) == kite.created_at
