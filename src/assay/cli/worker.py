"""`assay worker`: one background worker (django-q2's cluster) that gives a sign of life."""

import argparse
import os
import socket
import threading
import time

from assay.cli.prepare import set_up_django


def worker(_args: argparse.Namespace) -> int:
    """Run until told to stop."""
    set_up_django()
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
        time.sleep(0.2)
    return 0


def _beat_for_ever() -> None:
    """Write a sign of life every ten seconds; a database that is away is no reason to end."""
    from django.db import DatabaseError, connection

    from assay.kit.clock import now
    from assay.kit.models import BEAT_EVERY, WorkerBeat

    name = f"{socket.gethostname()}:{os.getpid()}"
    while True:
        try:
            WorkerBeat.beat(name, at=now())
        except DatabaseError:
            connection.close()
        time.sleep(BEAT_EVERY.total_seconds())
