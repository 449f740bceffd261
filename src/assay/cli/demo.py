"""`assay demo`: as `up`, with the sample workspace, whose models train once the pages are there."""

import argparse
import os

from assay.cli.parsing import DEMO_DATA, Commands, add, add_address
from assay.cli.prepare import prepare
from assay.cli.up import announce_address, check_port, hand_over


def add_to(commands: Commands) -> None:
    parser = add(commands, "demo", "Start Assay with the sample workspace and train its models.", demo)
    parser.set_defaults(default_data=DEMO_DATA)
    parser.add_argument("--no-training", action="store_true", help="show the sample without training anything")
    add_address(parser)


def demo(args: argparse.Namespace) -> int:
    """Start Assay with the sample. A second start keeps everything."""
    announce_address(args)
    check_port(args)
    prepare()
    from assay.accounts import first
    from assay.demo import reader, sample

    team = sample.team_of_sample()
    if team is None:
        print("Planting the sample workspace …", flush=True)
        team = sample.plant()
    os.environ["ASSAY_READER_LINK"] = reader.share_with_reader(team)
    hand_over(args, link=first.owner_link(team["ana"]), trainings=not args.no_training)
    return 0
