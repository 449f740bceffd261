"""Processes: children that do not outlive their parent, and the worker's sign of life."""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1
# Loaded once: a child between fork and exec must not load anything.
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def end_with_parent(number: int = signal.SIGKILL) -> None:
    """Have the kernel send this process a signal when its parent ends, even by kill -9. Linux only."""
    if _libc is not None:
        _libc.prctl(PR_SET_PDEATHSIG, int(number), 0, 0, 0)


def end_children_with_parent() -> None:
    """Do the same in every process forked from now on, so that a killed worker leaves no orphans."""
    os.register_at_fork(after_in_child=end_with_parent)
