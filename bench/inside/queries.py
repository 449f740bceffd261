"""Count the database queries of a page: `python -m bench.inside.queries SESSION PATH`."""

import json
import sys

from assay.cli.prepare import set_up_django


def main(session: str, path: str) -> None:
    set_up_django()
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(SERVER_NAME="127.0.0.1")
    client.cookies["sessionid"] = session
    client.get(path)  # the first page of a process loads templates
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(path)
    if answer.status_code != 200:
        raise SystemExit(f"{path} answered {answer.status_code}.")
    print(json.dumps({"queries": len(captured)}))


if __name__ == "__main__":
    main(*sys.argv[1:])
