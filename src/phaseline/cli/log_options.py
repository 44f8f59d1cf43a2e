"""What `phaseline log` is told, and in which words."""

import argparse

_HELP = {
    "source": ("S", "who reports: a channel of the case, or one of its sources"),
    "grade": ("B2", "how far the source is trusted (A to F), and what it says (1 to 6)"),
    "when": (
        "DAY",
        "the day on which it was seen or reported, or its instant, such as 2024-10-21T23:30+09:00",
    ),
    "of": ("ID", "the indicator that was looked for; the only one of the case if left out"),
    "act": ("TRACK:LEVEL", "in place of an indicator, an act that everybody sees, such as a:b"),
    "threat": ("THREAT:STATE", "what becomes of a threat of either side, such as a:executed"),
    "measure": ("MEASURE:STATE", "that a measure is in_force, or ended, such as a:in_force"),
    "resolved": ("HYPOTHESIS:STATE", "that a hypothesis was so or not_so, such as a:not_so"),
    "tlp": ("LEVEL", "how far it may be passed on: CLEAR, GREEN, AMBER, AMBER+STRICT or RED"),
    "origin": ("TEXT", "the original source; if left out, who reports, on that day"),
    "because": ("TEXT", "why it is graded otherwise than its channel, or is retracted"),
    "by": ("NAME", "who enters it (default: who prepared the case)"),
}
TYPED = (
    "says",
    "source",
    "grade",
    "when",
    "origin",
    "because",
    "act",
    "threat",
    "measure",
    "resolved",
    "tlp",
)


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("case", metavar="CASE", help="a case of your own")
    parser.add_argument("says", nargs="?", metavar="TEXT", default="", help="what is reported")
    for name, (letter, says) in _HELP.items():
        parser.add_argument(f"--{name}", metavar=letter, default="", help=says)
    parser.add_argument("--not-seen", action="store_true", help="it was looked for in vain")
    parser.add_argument(
        "--retract", metavar="ENTRY", default="", help="an entry, by number or name"
    )
    parser.add_argument(
        "--from",
        dest="list",
        metavar="FILE",
        default="",
        help="a list: .csv, .jsonl, or .json of STIX",
    )
    parser.set_defaults(sources=None, changes=[], json=False)
