"""What was decided reads as a plain sentence, whatever the way."""

import pytest

from assay.reviews.actions import decide
from assay.reviews.queries.summary import summary_of
from assay.reviews.ways.wanted import Wanted


@pytest.mark.parametrize(
    ("of", "wanted", "said"),
    [
        ("experiment", Wanted("extend", why="So"), "{key} gets 3 days more"),
        ("experiment", Wanted("extend", why="So", days=1), "{key} gets 1 day more"),
        ("experiment", Wanted("stop", why="So"), "Work ends on {key} Try longer tails"),
        ("experiment", Wanted("pivot", why="So", instead="Try two"), "{key} gives way to “Try two”"),
        ("task", Wanted("ask", why="So?"), "Ben Okafor is asked about {key}"),
        ("task", Wanted("extend", why="So"), "{key} may take 5 days"),
        ("task", Wanted("split", why="So"), "{key} is split into 2 parts"),
        ("task", Wanted("hand-over", why="So"), "Ada Lovelace takes over {key}"),
        ("task", Wanted("stop", why="So"), "Work ends on {key} Tune the tail"),
        ("kite", Wanted("go", why="So"), "Kite goes on"),
        ("kite", Wanted("no-go", why="So"), "Kite is not taken further"),
        ("kite", Wanted("stop", why="So"), "Kite ends here"),
        ("kite", Wanted("pivot", why="So"), "Kite goes another way"),
        ("kite", Wanted("pivot", why="So", instead="Buy kites"), "Kite goes another way: Buy kites"),
    ],
)
def test_the_summary_tells_each_way_in_a_sentence(of, wanted, said, request, ada, kite, stop_at):
    found = request.getfixturevalue(of)
    thing = getattr(found, "task", found)
    stop = stop_at(thing)
    decide(stop, wanted, by=ada)
    sentence = said.format(key=getattr(thing, "key", ""))
    assert stop.decided == sentence
    assert f"- **{sentence}.** {wanted.why}" in summary_of(stop.review, reader=ada).text


def test_a_deliverable_that_is_waived_and_what_rests_read_as_sentences(ada, kite, task, stop_at):
    owed = kite.deliverables.order_by("pk")[0]
    stop = stop_at(owed)
    decide(stop, Wanted("waive", why="So"), by=ada)
    assert stop.decided == f"The project does without {owed}"
    rests = stop_at(task)
    decide(rests, Wanted("snooze", why="So"), by=ada)
    assert rests.decided.startswith(f"{task.key} is looked at again on ")
