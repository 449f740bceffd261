"""Seal the tails of a run in slices of a few points for ever, for somebody who kills it: `… sealing_at_work.py RUN`."""

import sys
import time

import django


def main(run_id: int) -> None:
    django.setup()
    from assay.runs import points, sealing

    points.CHUNK, sealing.SLICE, sealing.LONG, sealing.KEPT = 10, 40, 30, 5
    print("at work", flush=True)
    while True:
        if not sealing.seal_slice(run_id, set()):
            time.sleep(0.002)


main(int(sys.argv[1]))
