"""The start without Django's test client; in a process of its own, as it changes what is loaded."""

import subprocess
import sys

BEGUN = "import sys; from assay.config import lean; from django.test.signals import setting_changed; "
CLIENT_IS_THERE = "print('django.test.client' in sys.modules); "
SETTLED = "lean.settled(); from django.test import Client, signals; print(signals.setting_changed is setting_changed)"


def test_the_test_client_stays_out_and_can_be_had_once_all_is_loaded() -> None:
    words = [sys.executable, "-c", BEGUN + CLIENT_IS_THERE + SETTLED]
    assert subprocess.run(words, capture_output=True, text=True, check=True).stdout.split() == ["False", "True"]
