"""The board under the hand, under the keys, and on the screen of somebody else."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Locator, Page, Route, expect

from assay.tasks.models import Task

# SortableJS keeps itself in a property of each list.
CAN_BE_DRAGGED = """() => [...document.querySelectorAll("[data-drag-list]")]
  .every((list) => Object.keys(list).some((name) => name.startsWith("Sortable")))"""
# When a card reaches a cell on this page, in the clock that all pages share.
NOTE_ARRIVAL = """([card, cell]) => {
  const look = () => {
    if (document.querySelector(card)?.closest(".cell")?.id !== cell) return;
    watcher.disconnect();
    window.arrived = performance.timeOrigin + performance.now();
  };
  const watcher = new MutationObserver(look);
  watcher.observe(document.body, { childList: true, subtree: true });
}"""
NOTE_SENDING = """() => {
  const before = window.fetch;
  window.fetch = (...args) => {
    window.sent ??= performance.timeOrigin + performance.now();
    return before(...args);
  };
}"""


def make(project: Any, title: str, by: Any, *, kind: str = "task", mine: bool = True) -> Task:
    return Task.create(project, title=title, by=by, kind=kind, assignee=by if mine else None)


def card(page: Page, task: Task) -> Locator:
    return page.locator(f"#task-{task.pk}")


def cell(task: Task, column: str, person: Any = None) -> str:
    number = task.project.columns.get(name=column).pk
    return f"#cell-{number}-{person.pk if person else 0}"


def column_of(task: Task) -> str:
    task.refresh_from_db()
    return str(task.column.name)


def open_board(page: Page, served: str, query: str = "") -> None:
    page.goto(f"{served}/projects/KITE/board{query}")
    page.wait_for_function(CAN_BE_DRAGGED)


def drag(page: Page, what: Locator, where: str) -> None:
    """Take the card by its upper edge, where no link is in the way, and let it go in the cell."""
    taken, target = what.bounding_box(), page.locator(where).bounding_box()
    assert taken
    assert target
    page.mouse.move(taken["x"] + 40, taken["y"] + 8)
    page.mouse.down()
    page.mouse.move(taken["x"] + 60, taken["y"] + 16, steps=4)
    page.mouse.move(target["x"] + target["width"] / 2, target["y"] + 12, steps=12)
    page.mouse.up()


def test_a_card_dragged_to_another_column_stays_there(ada_page: Page, served: str, kite: Any, ada: Any) -> None:
    task = make(kite, "Drag me", ada)
    open_board(ada_page, served)
    with ada_page.expect_response("**/column") as answered:
        drag(ada_page, card(ada_page, task), cell(task, "Waiting", ada))
    assert answered.value.status == 204
    expect(ada_page.locator(cell(task, "Waiting", ada)).locator(f"#task-{task.pk}")).to_be_visible()
    assert column_of(task) == "Waiting"
    expect(ada_page.locator("#announcer")).to_contain_text(f"{task.key}")


def test_a_card_is_moved_by_keys_alone(ada_page: Page, served: str, kite: Any, ada: Any) -> None:
    task = make(kite, "Move me", ada)
    open_board(ada_page, served)
    card(ada_page, task).get_by_role("link", name="Move me").focus()
    ada_page.keyboard.press("m")
    column = ada_page.get_by_role("dialog").get_by_label("Column")
    expect(column).to_be_focused()
    ada_page.keyboard.type("Waiting")
    ada_page.keyboard.press("Control+Enter")
    expect(ada_page.get_by_role("dialog")).to_be_hidden()
    expect(ada_page.locator(cell(task, "Waiting", ada)).locator(f"#task-{task.pk}")).to_be_visible()
    assert column_of(task) == "Waiting"


def test_cards_are_walked_by_keys_and_the_focus_is_seen(ada_page: Page, served: str, kite: Any, ada: Any) -> None:
    for number in range(2):
        make(kite, f"Card {number}", ada)
    open_board(ada_page, served)
    ada_page.keyboard.press("j")
    first = ada_page.evaluate("document.activeElement.closest('[data-walk]')?.id")
    ada_page.keyboard.press("j")
    second = ada_page.evaluate("document.activeElement.closest('[data-walk]')?.id")
    assert first
    assert second
    assert first != second
    outline = ada_page.evaluate(
        """() => [document.activeElement, document.activeElement.closest("[data-walk]")]
          .flatMap((one) => [getComputedStyle(one), getComputedStyle(one, "::after")])
          .some((style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2)"""
    )
    assert outline


def test_the_other_screen_sees_the_move_within_a_second(
    ada_page: Page, page_of: Callable[..., Page], ben_client: Client, served: str, kite: Any, ada: Any
) -> None:
    task = make(kite, "Watch me", ada)
    theirs = page_of(ben_client)
    open_board(theirs, served)
    open_board(ada_page, served)
    milliseconds = []
    for column in ("Waiting", "To do", "Waiting", "Done", "To do"):
        where = cell(task, column, ada)
        theirs.evaluate(NOTE_ARRIVAL, [f"#task-{task.pk}", where.removeprefix("#")])
        ada_page.evaluate(NOTE_SENDING)
        with ada_page.expect_response("**/column"):
            drag(ada_page, card(ada_page, task), where)
        expect(theirs.locator(where).locator(f"#task-{task.pk}")).to_be_visible()
        milliseconds.append(theirs.evaluate("window.arrived") - ada_page.evaluate("window.sent"))
        ada_page.evaluate("window.sent = undefined")
    print("\nfrom the drop to the other screen:", ", ".join(f"{one:.0f} ms" for one in milliseconds))
    assert sorted(milliseconds)[len(milliseconds) // 2] < 1000


@pytest.mark.parametrize(
    ("way", "first_goes_to", "reason"),
    [
        ("Pause it", "Waiting", ""),
        ("Finish it", "Done", ""),
        ("Keep both", "In progress", "The cluster is free only now"),
    ],
)
def test_a_second_task_in_progress_asks_what_becomes_of_the_first(
    ada_page: Page, served: str, kite: Any, ada: Any, way: str, first_goes_to: str, reason: str
) -> None:
    first, second = make(kite, "The first", ada), make(kite, "The second", ada)
    first.move_to(kite.columns.get(name="In progress"), by=ada)
    open_board(ada_page, served)
    drag(ada_page, card(ada_page, second), cell(second, "In progress", ada))
    dialog = ada_page.get_by_role("dialog")
    expect(dialog).to_contain_text("What becomes of it?")
    assert column_of(second) == "To do"
    dialog.get_by_text(way).click()
    if reason:
        dialog.get_by_label("Why both at once").fill(reason)
    dialog.get_by_role("button", name="Move", exact=True).click()
    expect(dialog).to_be_hidden()
    expect(ada_page.locator(cell(first, first_goes_to, ada)).locator(f"#task-{first.pk}")).to_be_visible()
    expect(ada_page.locator(cell(second, "In progress", ada)).locator(f"#task-{second.pk}")).to_contain_text(
        reason or "The second"
    )
    assert (column_of(first), column_of(second)) == (first_goes_to, "In progress")


def test_a_refused_answer_leaves_the_whole_question_and_says_what_is_missing(
    ada_page: Page, served: str, kite: Any, ada: Any
) -> None:
    first, second = make(kite, "The first", ada), make(kite, "The second", ada)
    first.move_to(kite.columns.get(name="In progress"), by=ada)
    open_board(ada_page, served)
    for again in range(2):
        drag(ada_page, card(ada_page, second), cell(second, "In progress", ada))
        dialog = ada_page.get_by_role("dialog")
        dialog.get_by_text("Hand it over").click()
        dialog.get_by_role("button", name="Move", exact=True).click()
        expect(dialog.locator(".field__error")).to_be_visible()
        expect(dialog).to_contain_text("What becomes of it?")
        expect(dialog.get_by_role("radio")).to_have_count(5)
        if not again:
            ada_page.keyboard.press("Escape")
            expect(dialog).to_be_hidden()
    dialog.get_by_text("Pause it").click()
    dialog.get_by_role("button", name="Move", exact=True).click()
    expect(dialog).to_be_hidden()
    assert (column_of(first), column_of(second)) == ("Waiting", "In progress")


def test_a_card_whose_question_is_not_answered_goes_back(ada_page: Page, served: str, kite: Any, ada: Any) -> None:
    first, second = make(kite, "The first", ada), make(kite, "The second", ada)
    first.move_to(kite.columns.get(name="In progress"), by=ada)
    open_board(ada_page, served)
    drag(ada_page, card(ada_page, second), cell(second, "In progress", ada))
    expect(ada_page.get_by_role("dialog")).to_be_visible()
    ada_page.keyboard.press("Escape")
    expect(ada_page.get_by_role("dialog")).to_be_hidden()
    expect(ada_page.locator(cell(second, "To do", ada)).locator(f"#task-{second.pk}")).to_be_visible()
    assert column_of(second) == "To do"


def test_a_refused_drop_returns_the_card_and_says_why(ada_page: Page, served: str, kite: Any, ada: Any) -> None:
    task = make(kite, "Nothing is planned yet", ada, kind="experiment")
    open_board(ada_page, served)
    drag(ada_page, card(ada_page, task), cell(task, "In progress", ada))
    expect(ada_page.locator("#toasts")).to_contain_text("hypothesis")
    expect(ada_page.locator(cell(task, "To do", ada)).locator(f"#task-{task.pk}")).to_be_visible()
    assert column_of(task) == "To do"


def test_a_move_is_taken_back_by_one_key(ada_page: Page, served: str, kite: Any, ada: Any) -> None:
    task = make(kite, "Take me back", ada)
    open_board(ada_page, served)
    drag(ada_page, card(ada_page, task), cell(task, "Waiting", ada))
    expect(ada_page.locator("#toasts")).to_contain_text("moved to Waiting")
    ada_page.keyboard.press("z")
    expect(ada_page.locator(cell(task, "To do", ada)).locator(f"#task-{task.pk}")).to_be_visible()
    assert column_of(task) == "To do"


def test_what_is_being_typed_survives_the_news(ada_page: Page, served: str, kite: Any, ada: Any, ben: Any) -> None:
    task = make(kite, "Talk about me", ada)
    ada_page.goto(f"{served}/tasks/{task.key}")
    comment = ada_page.get_by_label("Comment", exact=True)
    comment.fill("Half a sen")
    task.comment("Somebody else was faster", by=ben)
    expect(ada_page.locator("#task-feed")).to_contain_text("Somebody else was faster")
    expect(comment).to_have_value("Half a sen")
    expect(comment).to_be_focused()
    comment.press_sequentially("tence")
    ada_page.keyboard.press("Control+Enter")
    expect(ada_page.locator("#task-feed")).to_contain_text("Half a sentence")
    expect(ada_page.get_by_label("Comment", exact=True)).to_have_value("")


def test_what_happens_while_the_page_comes_up_is_not_lost(
    ada_page: Page, served: str, kite: Any, ada: Any, ben: Any
) -> None:
    task = make(kite, "Talk about me", ada)

    def be_faster(route: Route) -> None:
        """Say something when the page is made already and its stream is not open yet."""
        if not task.comments.exists():
            task.comment("Said in between", by=ben)
        route.continue_()

    ada_page.route("**/live?*", be_faster)
    ada_page.goto(f"{served}/tasks/{task.key}")
    expect(ada_page.locator("#task-feed")).to_contain_text("Said in between")


def test_a_new_task_is_made_by_one_key(ada_page: Page, served: str, kite: Any) -> None:
    open_board(ada_page, served)
    ada_page.keyboard.press("c")
    title = ada_page.get_by_role("dialog").get_by_label("Title")
    expect(title).to_be_visible()
    title.fill("Made by a key")
    ada_page.keyboard.press("Control+Enter")
    expect(ada_page.get_by_role("dialog")).to_be_hidden()
    expect(ada_page.get_by_role("link", name="Made by a key")).to_be_visible()


def test_keys_are_listed_and_stay_silent_while_somebody_types(ada_page: Page, served: str, kite: Any) -> None:
    open_board(ada_page, served)
    ada_page.keyboard.press("?")
    expect(ada_page.locator("#shortcuts")).to_contain_text("New task")
    ada_page.keyboard.press("Escape")
    ada_page.keyboard.press("c")
    title = ada_page.get_by_role("dialog").get_by_label("Title")
    title.press_sequentially("cm?")
    expect(title).to_have_value("cm?")
    expect(ada_page.locator("#shortcuts")).to_be_hidden()


def test_without_javascript_the_board_is_read_and_cards_are_made_and_moved(
    page_of: Callable[..., Page], ada_client: Client, served: str, kite: Any, ada: Any
) -> None:
    page = page_of(ada_client, java_script_enabled=False)
    page.goto(f"{served}/projects/KITE/board")
    page.get_by_role("link", name="New task").first.click()
    page.get_by_label("Title").fill("Made without a script")
    page.get_by_label("Assignee").select_option(label=ada.name)
    page.get_by_role("button", name="Create task").click()
    task = Task.objects.filter(title="Made without a script")[0]
    page.get_by_role("link", name=f"Move {task.key}").click()
    page.get_by_label("Column").select_option(label="Waiting")
    page.get_by_role("button", name="Move", exact=True).click()
    expect(page.locator(cell(task, "Waiting", ada)).locator(f"#task-{task.pk}")).to_be_visible()
    assert column_of(task) == "Waiting"
