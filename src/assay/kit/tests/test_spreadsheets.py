"""Cells of a table: a spreadsheet shows what they say and runs nothing."""

import pytest

from assay.kit.spreadsheets import bare, csv_line, safe


@pytest.mark.parametrize("cell", ["plain", "", "-0.5", "+1", "-1e-05", "-inf", "3,5", "it's"])
def test_texts_and_numbers_stay_as_they_are(cell: str) -> None:
    assert safe(cell) == cell == bare(cell)


@pytest.mark.parametrize("cell", ["=A1", "@x", "-x", " =A1", "\t=A1", "|cmd", "-1\n=A1", "-inf()"])
def test_formulas_get_a_mark_that_can_be_taken_off(cell: str) -> None:
    assert safe(cell) == f"'{cell}"
    assert bare(safe(cell)) == cell


def test_a_line_is_csv() -> None:
    assert csv_line(["a", "=b", "c, d"]) == 'a,\'=b,"c, d"\r\n'
