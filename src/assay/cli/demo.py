"""`assay demo`: as `up`, with the sample workspace, whose models train once the pages are there."""

import argparse

from assay.cli.prepare import prepare
from assay.cli.up import announce_address, check_port, hand_over


def demo(args: argparse.Namespace) -> int:
    """Start Assay with the sample. A second start keeps everything."""
    announce_address(args)
    check_port(args)
    prepare()
    from assay.accounts import first
    from assay.demo import sample

    team = sample.team_of_sample()
    if team is None:
        print("Planting the sample workspace …", flush=True)
        team = sample.plant()
    hand_over(args, link=first.owner_link(team["ana"]), trainings=not args.no_training)
    return 0
