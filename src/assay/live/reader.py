"""One reader per process: it waits for touches in the database and hands them to the open streams.

SQLite tells in microseconds whether another connection committed (`PRAGMA data_version`), so it is asked ten
times a second. PostgreSQL wakes us by NOTIFY; a slow look besides is the net under it. Row numbers of
concurrent PostgreSQL transactions commit out of order, so each look reads the last seconds once more and
skips what it has handed out.
"""

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from django.db import DatabaseError, connection

from assay.activity.models import Touch
from assay.activity.recording import CHANNEL
from assay.kit.clock import now

LOOK_EVERY_SECONDS = 0.08
NET_EVERY_SECONDS = 0.5
OVERLAP = timedelta(seconds=10)
# A touch is stamped a moment before others can see it.
LAG = timedelta(seconds=2)
REMEMBERED = 20_000
log = logging.getLogger(__name__)

Listener = Callable[[list[Touch]], None]


class Reader:
    """Looks for touches in a thread of its own while anybody listens."""

    def __init__(self) -> None:
        self._listeners: set[Listener] = set()
        self._seen: OrderedDict[int, None] = OrderedDict()
        self._wanted = threading.Event()
        self._woken_at: datetime = now()
        self._at_rest = threading.Event()
        self._at_rest.set()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def listen(self, listener: Listener) -> None:
        """Call `listener` with each batch of new touches, from the reader's thread."""
        with self._lock:
            if not self._listeners:
                self._woken_at = now()
                self._at_rest.clear()
            self._listeners.add(listener)
            self._wanted.set()
            if self._thread is None:
                self._thread = threading.Thread(target=self._read_for_ever, name="live-reader", daemon=True)
                self._thread.start()

    def forget(self, listener: Listener) -> None:
        with self._lock:
            self._listeners.discard(listener)
            if not self._listeners:
                self._wanted.clear()

    def wait_for_rest(self, seconds: float) -> bool:
        """Wait until nobody listens and the reader's connection is closed; False when it takes too long."""
        return self._at_rest.wait(seconds)

    def _read_for_ever(self) -> None:
        while True:
            self._wanted.wait()
            try:
                self._read_while_wanted()
            except DatabaseError:
                log.warning("The live reader lost the database; it looks again in a second.", exc_info=True)
                connection.close()
                time.sleep(1)

    def _read_while_wanted(self) -> None:
        wait = _waiting()  # before the first look: what is committed between the two must not go unseen
        self._pass_over_old()
        self._hand_out(self._fresh())
        while self._wanted.is_set():
            if wait():
                self._hand_out(self._fresh())
        connection.close()
        with self._lock:
            if not self._listeners:
                self._at_rest.set()

    def _pass_over_old(self) -> None:
        """What lay there well before anybody listened is no news."""
        old = Touch.objects.filter(at__gt=now() - OVERLAP, at__lte=self._woken_at - LAG)
        self._seen.update((number, None) for number in old.values_list("pk", flat=True))

    def _fresh(self) -> list[Touch]:
        recent = Touch.objects.filter(at__gt=now() - OVERLAP).order_by("pk")
        fresh = [touch for touch in recent if touch.pk not in self._seen]
        self._seen.update((touch.pk, None) for touch in fresh)
        while len(self._seen) > REMEMBERED:
            self._seen.popitem(last=False)
        return fresh

    def _hand_out(self, touches: list[Touch]) -> None:
        if not touches:
            return
        with self._lock:
            listeners = list(self._listeners)
        for listener in listeners:
            listener(touches)


def _waiting() -> Callable[[], bool]:
    """Return a function that waits a moment and tells whether it is worth looking."""
    return _wait_on_postgresql() if connection.vendor == "postgresql" else _wait_on_sqlite()


def _wait_on_sqlite() -> Callable[[], bool]:
    known = _data_version()

    def wait() -> bool:
        nonlocal known
        time.sleep(LOOK_EVERY_SECONDS)
        before, known = known, _data_version()
        return known != before

    return wait


def _data_version() -> int:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA data_version")
        return int(cursor.fetchone()[0])


def _wait_on_postgresql() -> Callable[[], bool]:
    with connection.cursor() as cursor:
        cursor.execute(f"LISTEN {CHANNEL}")
    driver = connection.connection

    def wait() -> bool:
        _first(driver.notifies(timeout=NET_EVERY_SECONDS, stop_after=1))
        return True

    return wait


def _first(notices: Iterable[object]) -> None:
    for _notice in notices:
        return


reader = Reader()
