"""Fill an empty data folder for the benchmarks: `python -m bench.inside.fill TASKS`."""

import json
import sys

from assay.cli.prepare import prepare


def main(count: int) -> None:
    prepare()
    from bench.inside.planting import plant  # models can be imported only now

    print(json.dumps(plant(count)))


if __name__ == "__main__":
    main(int(sys.argv[1]))
