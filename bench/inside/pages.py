"""Ask for a page again and again, as one who is signed in: `python -m bench.inside.pages SESSION PATH TIMES`.

Prints the CPU time of the first answer of a process and of a later one, its bytes as a browser gets them, and its
database queries. With a fourth word, the number of a project, a task of that project changes before each answer.
"""

import gc
import json
import statistics
import sys
import time
from typing import Any

from assay.cli.prepare import set_up_django

WARM = 3


def main(session: str, path: str, times: int, project: int = 0) -> None:
    set_up_django()
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(SERVER_NAME="127.0.0.1", HTTP_ACCEPT_ENCODING="br, gzip")
    client.cookies["sessionid"] = session
    _cpu_ms(client, "/health", 0)
    gc.freeze()  # as the server does before it answers (`config.lean`)
    took = [_cpu_ms(client, path, project) for _ in range(WARM + times)]
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(path)
    if answer.status_code != 200:
        raise SystemExit(f"{path} answered {answer.status_code}.")
    cpu = {"first": took[0], "cpu": statistics.median(took[WARM:])}
    print(json.dumps({**cpu, "bytes": len(answer.content), "queries": len(captured)}))


def _cpu_ms(client: Any, path: str, project: int) -> float:
    if project:
        from assay.insights.models import Keeping

        Keeping.renew([project])
    before = time.process_time()
    client.get(path)
    return 1000 * (time.process_time() - before)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), *map(int, sys.argv[4:]))
