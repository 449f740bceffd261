import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assay.pure.differences import MOST_WORDS, Piece, differences

TEXTS = st.text(alphabet="ab é\n.,", max_size=60)


def test_words_are_compared_not_letters() -> None:
    assert differences("the old plan", "the new plan") == [
        Piece("same", "the "),
        Piece("gone", "old"),
        Piece("new", "new"),
        Piece("same", " plan"),
    ]


@pytest.mark.parametrize(("before", "after", "what"), [("", "", []), ("", "a", ["new"]), ("a", "", ["gone"])])
def test_an_empty_text_has_nothing_in_common(before: str, after: str, what: list[str]) -> None:
    assert [piece.what for piece in differences(before, after)] == what


def test_long_texts_are_compared_by_lines() -> None:
    before = "same words in this line\n" * MOST_WORDS
    assert [piece.what for piece in differences(before, before + "one more\n")] == ["same", "new"]


@settings(max_examples=100, deadline=None)
@given(TEXTS, TEXTS)
def test_the_pieces_make_up_both_texts(before: str, after: str) -> None:
    pieces = differences(before, after)
    assert "".join(piece.text for piece in pieces if piece.what != "new") == before
    assert "".join(piece.text for piece in pieces if piece.what != "gone") == after
    assert all(piece.text for piece in pieces)
