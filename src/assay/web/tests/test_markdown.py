import pytest

from assay.web.markdown import markdown


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        '<div hx-get="/people/1" hx-trigger="load">x</div>',
        "<svg onload=alert(1)>",
        '<form action="/tasks"><input name=a></form>',
        "<a href=x style='position:fixed'>x</a>",
    ],
)
def test_html_is_shown_as_text(text: str) -> None:
    html = markdown(text)
    assert "&lt;" in html
    assert not any(f"<{tag}" in html for tag in ("script", "img", "div", "svg", "form", "a "))


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "vbscript:x", "JaVaScRiPt:alert(1)"])
def test_a_link_that_runs_something_loses_its_address(address: str) -> None:
    assert "href" not in markdown(f"[x]({address})")


@pytest.mark.parametrize(
    "address", ["https://other.example/x.png", "//other.example/x.png", "data:image/png;base64,AA"]
)
def test_an_image_from_elsewhere_is_not_loaded(address: str) -> None:
    assert "src" not in markdown(f"![x]({address})")


def test_an_own_image_is_shown() -> None:
    assert 'src="/files/1.png"' in markdown("![loss](/files/1.png)")


def test_links_give_nothing_away() -> None:
    assert 'rel="nofollow noopener"' in markdown("[x](https://example.org)")


def test_tables_task_lists_and_strike_through_work() -> None:
    html = markdown("| a | b |\n|---|---|\n| 1 | 2 |\n\n- [x] done\n- [ ] open\n\n~~old~~")
    assert "<table>" in html
    assert html.count('type="checkbox"') == 2
    assert html.count(" checked=") == 1
    assert "<s>old</s>" in html
