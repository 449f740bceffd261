"""Names of objects in what people write become links, for those who may see what they lead to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.activity.references import MOST, found_in, linked
from assay.web.markdown import markdown, plain

HANDLE = "@ada.lovelace"


def shown(text, reader):
    return linked(str(markdown(text)), reader)


def test_a_name_in_code_in_a_link_or_escaped_is_none():
    for text in (
        f"`{HANDLE}`",
        f"```\n{HANDLE}\n```",
        f"    {HANDLE}",
        f"[{HANDLE}](/x)",
        f"<mail{HANDLE}.example>",
        f"\\{HANDLE}",
        f"&#64;{HANDLE[1:]}",
        f"![{HANDLE}](/x.png)",
        f"mail{HANDLE}.example",
    ):
        assert found_in(text, kind="person") == [], text


def test_a_name_is_found_in_every_kind_of_paragraph():
    for text in (
        HANDLE,
        f"# {HANDLE}",
        f"- [x] {HANDLE}",
        f"> **{HANDLE}**",
        f"| a |\n|---|\n| {HANDLE} |",
        f"({HANDLE}).",
    ):
        assert found_in(text, kind="person") == [HANDLE], text


def test_keys_are_found_as_people_write_them():
    text = (
        "ML-12, ML-EXP-05 and (ML-7). Not ml-12, utf-8, X-1, A/ML-12, ML-12-branch, see https://x.example/tasks/ML-12"
    )
    assert found_in(text, kind="task") == ["ML-12", "ML-EXP-05", "ML-7"]


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_mention_is_found_inside_a_code_span(before, after):
    clean = [part.replace("`", "").replace("\\", "").replace("@", "").replace("<", "") for part in (before, after)]
    assert found_in(f"{' '.join(clean[0].split())} ``` {HANDLE} ``` {' '.join(clean[1].split())}", kind="person") == []


@given(st.text(max_size=200))
def test_no_text_leaves_a_mark_on_the_page(text):
    assert linked(str(markdown(text)), None) == linked(linked(str(markdown(text)), None), None)


def test_plain_words_keep_names_and_drop_marks():
    assert plain(f"**Look**, {HANDLE}: `f1`\n\nSee ML-12", most=100) == f"Look, {HANDLE}: f1 See ML-12"
    assert plain("one two three", most=9) == "one two …"


@pytest.mark.django_db
def test_a_key_becomes_a_link_that_tells_the_title(kite, ada):
    html = shown("See KITE-1 and kite.", ada)
    assert '<a class="ref ref--task" href="/tasks/KITE-1" title="KITE-1 Write the research plan">KITE-1</a>' in html


@pytest.mark.django_db
def test_all_spellings_of_a_key_lead_to_the_task(kite, ada):
    assert shown("KITE-EXP-01 and KITE-001", ada).count('href="/tasks/KITE-1"') == 2


@pytest.mark.django_db
def test_a_mention_becomes_a_link_with_the_name(ada):
    assert ">@Ada Lovelace</a>" in shown(f"Ask {HANDLE}", ada)
    assert ">@Ada Lovelace</a>" in shown("Ask @Ada.", ada)


@pytest.mark.django_db
def test_what_the_reader_may_not_see_stays_a_word(kite, ada, cy):
    assert shown(f"KITE-1 {HANDLE} KITE-999 @nobody", cy) == f"<p>KITE-1 {HANDLE} KITE-999 @nobody</p>\n"
    assert shown("KITE-1", None) == "<p>KITE-1</p>\n"


@pytest.mark.django_db
def test_many_names_cost_one_query_for_each_kind(kite, ada, django_assert_num_queries):
    text = " ".join(f"KITE-{number}" for number in range(1, 50)) + f" {HANDLE} @ada @ben"
    with django_assert_num_queries(2):
        shown(text, ada)


@pytest.mark.django_db
def test_a_page_of_thousands_of_names_is_still_shown(kite, ada):
    html = shown(" ".join(f"KITE-{number}" for number in range(1, 3 * MOST)), ada)
    assert html.count("<a") == kite.tasks.count()


@pytest.mark.django_db
def test_titles_are_escaped(kite, ada):
    task = kite.tasks.all()[0]
    type(task).objects.filter(pk=task.pk).update(title='"><script>alert(1)</script>')
    assert "<script" not in shown(task.key, ada)
