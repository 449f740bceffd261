"""`assay worker`: one background worker (django-q2's cluster) that gives a sign of life."""

import argparse
import os
import socket
import sys
import threading
import time

from assay.cli.parsing import Commands, add
from assay.cli.prepare import check_is_current, set_up_django


def add_to(commands: Commands) -> None:
    add(commands, "worker", "Run one more background worker.", worker)


def worker(_args: argparse.Namespace) -> int:
    """Run until told to stop."""
    set_up_django()
    check_is_current()
    from django.db import connections
    from django_q.cluster import Cluster

    from assay.kit.jobs import write_schedules
    from assay.kit.processes import end_children_with_parent

    write_schedules()
    connections.close_all()  # a forked child must not share the parent's connection
    end_children_with_parent()
    cluster = Cluster()  # it handles SIGTERM and SIGINT by itself
    cluster.start()
    threading.Thread(target=_beat_for_ever, name="beat", daemon=True).start()
    while cluster.is_running or cluster.is_starting:
        if not cluster.sentinel.is_alive() and not cluster.is_stopping:
            # It was killed, and its children with it. Who keeps us running starts us afresh.
            print("assay: The worker's watchman was killed.", file=sys.stderr)
            return 1
        time.sleep(0.2)
    return 0


def _beat_for_ever() -> None:
    """Write a sign of life every ten seconds; a database that is away is no reason to end."""
    from django.db import DatabaseError, InterfaceError, connection

    from assay.kit.clock import now
    from assay.kit.models import BEAT_EVERY, WorkerBeat

    name = f"{socket.gethostname()}:{os.getpid()}"
    while True:
        try:
            WorkerBeat.beat(name, at=now())
        except (DatabaseError, InterfaceError):
            connection.close()
        time.sleep(BEAT_EVERY.total_seconds())
