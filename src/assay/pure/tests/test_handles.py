"""Handles: everybody has one of their own, and only what stands alone is a mention."""

import re

from hypothesis import given
from hypothesis import strategies as st

from assay.pure.handles import PATTERN, called, handle_of, handles_of, spelled

names = st.text(min_size=1, max_size=30)
teams = st.dictionaries(st.integers(min_value=1, max_value=10**6), names, max_size=12)


def found(text: str) -> list[str]:
    return re.findall(PATTERN, text)


def test_a_handle_is_the_name_in_small_letters_joined_by_dots() -> None:
    assert handle_of("Ada Lovelace") == "ada.lovelace"
    assert handle_of("Jean-Luc O'Neil") == "jean.luc.o.neil"
    assert handle_of("Иван  Петров") == "иван.петров"
    assert handle_of("José García") == "josé.garcía"
    assert handle_of("…") == ""


def test_of_two_with_one_name_the_later_gets_a_number() -> None:
    assert handles_of({7: "Ada Lovelace", 3: "ada lovelace", 9: "Ada"}) == {
        3: "ada.lovelace",
        7: "ada.lovelace2",
        9: "ada",
    }


def test_a_first_name_will_do_where_it_fits_only_one() -> None:
    team = {1: "Ada Lovelace", 2: "Ben Okafor", 3: "Ben Nakamura"}
    assert called(team)["ada"] == 1
    assert "ben" not in called(team)


def test_a_whole_handle_goes_before_a_first_name() -> None:
    assert called({1: "Ada Lovelace", 2: "Ada"})["ada"] == 2


def test_what_stands_alone_is_a_mention() -> None:
    assert found("@ada, (@ben.okafor) and @Иван.Петров. Then @cy!") == ["@ada", "@ben.okafor", "@Иван.Петров", "@cy"]


def test_mail_addresses_paths_and_other_networks_are_none() -> None:
    for text in ("ada@ada.example", "x.@ada", "/@ada", "@ada@social.example", "@@ada", "@ada_x", "a-@ada", "@", "@."):
        assert found(text) == [], text


@given(teams)
def test_no_two_people_share_a_handle(team: dict[int, str]) -> None:
    handles = handles_of(team)
    assert len(set(handles.values())) == len(handles)


@given(teams)
def test_every_handle_can_be_written_and_means_its_person(team: dict[int, str]) -> None:
    meant = called(team)
    for number, handle in handles_of(team).items():
        assert meant[handle] == number
        if handle.isascii():
            assert found(f"Hello @{handle.upper()}, look.") == [f"@{handle.upper()}"]
            assert spelled(f"@{handle.upper()}") == handle


@given(st.text(max_size=200))
def test_any_text_is_read_without_fault(text: str) -> None:
    for mention in found(text):
        assert mention.startswith("@")
        assert spelled(mention) == spelled(f"@{spelled(mention)}")


@given(st.text(alphabet=st.characters(categories=("L", "Nd")), min_size=1, max_size=20), names)
def test_nothing_behind_a_letter_is_a_mention(before: str, name: str) -> None:
    assert found(f"{before}@{handle_of(name)}") == []
