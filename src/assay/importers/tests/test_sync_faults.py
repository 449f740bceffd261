"""A server, or what it says, is not as it should be: nothing of it stops the rest, and somebody hears why."""

from itertools import count
from typing import Any

import pytest

from assay.importers.models import LeftOut, Source, SourceState
from assay.importers.remote.faults import NotThere, RemoteFault
from assay.importers.remote.server import AGAIN_WITHIN_SECONDS, Remote
from assay.importers.tests.bringing import bring
from assay.importers.tests.stub import Stub
from assay.kit.clock import now, to_milliseconds
from assay.registry.models import RegisteredModel
from assay.runs.arrival import Arriving, arrive
from assay.runs.groups import default_group
from assay.runs.models import Run


def test_an_id_that_another_workspace_has_is_refused_with_words(stub: Stub, source: Source, cy: Any) -> None:
    uid = stub.add_run(stub.add_experiment("churn"), 5)
    theirs, _link = arrive(default_group(cy), Arriving(uid=uid, name="theirs", started_at=now()), by=cy)
    bring(source)
    assert source.state == SourceState.DONE
    assert "has the id" in LeftOut.objects.get(what="run", name=uid).why
    theirs.refresh_from_db()
    assert theirs.name == "theirs"


def test_a_name_that_was_taken_here_since_is_left_out(stub: Stub, source: Source, ada: Any) -> None:
    stub.registered.append({"name": "clf"})
    bring(source)
    source.models.get().model.rename("old", by=ada)
    RegisteredModel.register("clf", by=ada)
    assert bring(source).state == SourceState.DONE
    assert LeftOut.objects.get().name == "clf"


def test_a_wrong_token_is_said_and_not_tried_again_and_again(stub: Stub, source: Source) -> None:
    stub.token = "right"
    bring(source)
    assert source.state == SourceState.FAILED
    assert "token" in source.last_error
    assert source.next_at is None
    source.change(schedule="off", copies_files=False, user_name="", secret="right")
    assert bring(source).state == SourceState.DONE
    assert "right" not in source.sealed


def test_a_busy_server_is_asked_again(stub: Stub, source: Source) -> None:
    stub.add_run(stub.add_experiment("churn"), 1)
    stub.refusals = [503]
    assert bring(source).state == SourceState.DONE


def test_a_server_that_took_long_to_fail_is_not_asked_again(stub: Stub) -> None:
    """Else it would hold the worker until that is killed, and nobody would hear why."""
    clock = count(0, AGAIN_WITHIN_SECONDS + 1)
    stub.refusals = [503, 503]
    with Remote(stub.address, is_trusted=True, clock=lambda: next(clock)) as remote, pytest.raises(RemoteFault):
        remote.experiments()
    assert len(stub.asked) == 1


def no_wait(_seconds: float) -> None:
    """Ask again at once."""


def test_a_file_is_asked_for_again_while_the_server_is_busy(stub: Stub) -> None:
    stub.files["1/x.txt"], stub.refusals = b"x", [503, 500]
    with Remote(stub.address, is_trusted=True, wait=no_wait) as remote:
        assert b"".join(remote.file("1/x.txt")) == b"x"


def test_a_file_that_the_server_fails_over_is_left_out_and_a_busy_server_is_not_blamed_on_it(stub: Stub) -> None:
    with Remote(stub.address, is_trusted=True, wait=no_wait) as remote:
        stub.refusals = [500] * 9
        with pytest.raises(NotThere, match="500"):
            list(remote.file("1/x.txt"))
        stub.refusals = [503] * 9
        with pytest.raises(RemoteFault, match="503") as busy:
            list(remote.file("1/x.txt"))
    assert not isinstance(busy.value, NotThere)


@pytest.mark.parametrize("odd", ["not hex at all, but thirty-two ch", "f" * 40, ""])
def test_a_run_with_an_odd_id_is_left_out(stub: Stub, source: Source, odd: str) -> None:
    uid = stub.add_run(stub.add_experiment("churn"), 1)
    stub.run(uid)["info"]["run_id"] = odd
    assert bring(source).state == SourceState.DONE
    assert Run.objects.count() == 0
    assert source.left_out.count() == 1


def test_a_run_that_is_removed_while_it_is_read_is_left_out(stub: Stub, source: Source) -> None:
    churn = stub.add_experiment("churn")
    lost, kept = stub.add_run(churn, 1, metrics={"loss": [1.0]}), stub.add_run(churn, 2)
    stub.on_request = lambda path: stub.refusals.extend([404] if path.endswith("get-history") else [])
    assert bring(source).state == SourceState.DONE
    assert Run.objects.get(deleted_at=None).uid == kept
    assert source.left_out.get().name == lost


def test_a_run_of_the_future_hides_none_that_begins_now(stub: Stub, source: Source) -> None:
    churn = stub.add_experiment("churn")
    stub.run(stub.add_run(churn, 1))["info"]["start_time"] = 10**18
    bring(source)
    new = stub.add_run(churn, 2)
    stub.run(new)["info"]["start_time"] = to_milliseconds(now())
    bring(source)
    assert Run.objects.filter(uid=new).exists()


def test_an_id_with_nul_is_no_id_of_a_server(stub: Stub, source: Source) -> None:
    stub.run(stub.add_run(stub.add_experiment("churn"), 1))["info"]["run_id"] = "a\0b"
    assert bring(source).state == SourceState.FAILED
    assert "not that of an MLflow server" in source.last_error


def test_an_answer_of_something_else_is_said(stub: Stub, source: Source) -> None:
    stub.experiments = [{"name": "no id"}]
    bring(source)
    assert "not that of an MLflow server" in source.last_error


def test_a_private_address_is_not_reached_unless_the_operator_named_it(stub: Stub, kite: Any, ada: Any) -> None:
    source = Source.add(kite, stub.address, by=ada)
    bring(source)
    assert source.state == SourceState.FAILED
    assert stub.asked == []
    source.change(schedule="off", copies_files=False, user_name="", secret="", is_trusted=True)
    source.change(schedule="off", copies_files=True, user_name="", secret="")
    assert bring(source).state == SourceState.DONE
