"""Ask for a page again and again, as one who is signed in: `python -m bench.inside.pages SESSION PATH TIMES`.

Prints the CPU time of one answer, its bytes as a browser gets them, and its database queries.
"""

import json
import statistics
import sys
import time
from typing import Any

from assay.cli.prepare import set_up_django

WARM = 3


def main(session: str, path: str, times: int) -> None:
    set_up_django()
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(SERVER_NAME="127.0.0.1", HTTP_ACCEPT_ENCODING="br, gzip")
    client.cookies["sessionid"] = session
    took = [_cpu_ms(client, path) for _ in range(WARM + times)][WARM:]
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(path)
    if answer.status_code != 200:
        raise SystemExit(f"{path} answered {answer.status_code}.")
    print(json.dumps({"cpu": statistics.median(took), "bytes": len(answer.content), "queries": len(captured)}))


def _cpu_ms(client: Any, path: str) -> float:
    before = time.process_time()
    client.get(path)
    return 1000 * (time.process_time() - before)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
