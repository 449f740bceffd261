"""Addresses are loaded before a transaction, not inside."""

import os
import subprocess
import sys

LOOK = """
import django
django.setup()
from django.urls import get_resolver, reverse
from assay.kit.pages import load_addresses
assert not get_resolver()._populated
load_addresses()
assert get_resolver()._populated
assert reverse("projects:home") == "/"
"""


def test_what_the_first_reverse_would_load_is_loaded_before() -> None:
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "assay.config.settings"}
    words = [sys.executable, "-c", LOOK]
    done = subprocess.run(words, env=env, check=False, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr
