"""A chart says what the pointer or the arrows point at; a browser without scripts shows titles and the table."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

CYCLE = "Half of the work takes 3 days, one task in seven more than 6"


@pytest.fixture
def chart(page: Page, served: str) -> Locator:
    page.goto(f"{served}/style")
    return page.locator("[data-theme=light] figure", has_text=CYCLE)


def test_the_arrows_walk_the_dots_and_enter_opens_one(chart: Locator, page: Page) -> None:
    plot, tip = chart.locator("[data-plot]"), chart.locator(".plot__tip")
    expect(plot).to_have_attribute("tabindex", "0")
    plot.focus()
    plot.press("End")
    expect(tip).to_have_text("CHU-37 Model 35 · 3 d · 18 Mar 2026")
    plot.press("ArrowLeft")
    expect(tip).to_have_text("CHU-36 Model 34 · 6 d · 16 Mar 2026")
    plot.press("Enter")
    expect(page).to_have_url(re.compile("#main$"))


def test_the_pointer_shows_what_is_near_and_leaving_hides_it(chart: Locator, page: Page) -> None:
    spot = chart.locator("svg:visible .spot").last
    spot.hover()
    expect(chart.locator(".plot__tip")).to_have_text("CHU-37 Model 35 · 3 d · 18 Mar 2026")
    page.mouse.move(1, 1)
    expect(chart.locator(".plot__tip")).to_be_hidden()


def test_each_width_has_its_own_drawing(served: str, page: Page) -> None:
    page.goto(f"{served}/style")
    chart = page.locator("[data-theme=light] figure", has_text="One of four projects ends after its wished day")
    for width, drawn in ((2400, "wide"), (1400, "middle"), (360, "narrow")):
        page.set_viewport_size({"width": width, "height": 900})
        expect(chart.locator("svg:visible")).to_have_count(1)
        expect(chart.locator("svg:visible")).to_have_class(f"chart plot__svg plot__svg--{drawn}")


def test_without_scripts_the_titles_and_the_table_are_there(page_of: Callable[..., Page]) -> None:
    page = page_of(None, java_script_enabled=False)
    page.goto("/style")
    chart = page.locator("[data-theme=light] figure", has_text=CYCLE)
    expect(chart.locator("svg:visible .spot title").last).to_have_text("CHU-37 Model 35 · 3 d · 18 Mar 2026")
    expect(chart.locator("[data-plot]")).not_to_have_attribute("tabindex", "0")
    chart.get_by_text("Show numbers").click()
    expect(chart.get_by_role("link", name="CHU-37 Model 35")).to_be_visible()
