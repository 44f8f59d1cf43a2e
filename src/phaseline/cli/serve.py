"""`phaseline serve CASE`: the case as pages in a browser of this machine, following its files."""

import argparse
import os
import sys
import webbrowser
from datetime import UTC, datetime

from phaseline.cli.opening import draws_argument
from phaseline.cli.outputs import say
from phaseline.errors import QuestionError

PORT = 8020
MOST_READERS = 7  # with the owner's link as many as wait to be used
WORKER = (sys.executable, "-m", "phaseline.cli.desk_worker")
DRAWING = (sys.executable, "-m", "phaseline.cli.page_worker")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument(
        "case", metavar="CASE", help="a folder, a file, or the name of a shipped case"
    )
    parser.add_argument(
        "--sources",
        metavar="DIR",
        default=os.environ.get("PHASELINE_SOURCES") or "",
        help="the folder of the source texts (default: $PHASELINE_SOURCES)",
    )
    draws_argument(parser)
    parser.add_argument(
        "--port",
        type=int,
        default=PORT,
        metavar="N",
        help=f"the port that is served, or 0 for any that is free (default: {PORT})",
    )
    parser.add_argument(
        "--host",
        default="127.0.0.1",
        metavar="H",
        help="an address of this machine alone (default: 127.0.0.1)",
    )
    parser.add_argument(
        "--readers",
        type=int,
        default=0,
        metavar="N",
        help=f"print links for N more browsers that read and enter nothing, {MOST_READERS} at most",
    )
    parser.add_argument("--open", action="store_true", help="open the first page in a browser")


def run(args: argparse.Namespace) -> int:
    """
    Serve until the command is ended.

    Raises:
        QuestionError: There is no such case, the port is taken, so many draws cannot be made, the
            address is not of this machine alone, or there are too many readers.
    """
    from phaseline.cli.case_papers import CasePapers
    from phaseline.cli.own_key import configuration_folder, own_key
    from phaseline.desk.comparison.draws import require_draws
    from phaseline.web.app import desk_app
    from phaseline.web.guard import Entrance
    from phaseline.web.ledger_desk import DeskOwner
    from phaseline.web.permission import DeskRole
    from phaseline.web.server import hosts, listening, loopback, run_server
    from phaseline.web.sessions import Sessions
    from phaseline.web.what_ifs import Served

    require_draws(args.draws)
    if not 0 <= args.readers <= MOST_READERS:
        raise QuestionError(
            f"--readers: found {args.readers}; expected a number from 0 to {MOST_READERS}"
        )
    host = loopback(args.host)
    with listening(host, args.port) as listener:
        port = int(listener.getsockname()[1])
        sessions = Sessions(port)
        entrance = Entrance(hosts=hosts(host, port), sessions=sessions, tell=_tell)
        served = Served(case=args.case, sources=args.sources, draws=args.draws)
        app = desk_app(
            served,
            entrance,
            worker=WORKER,
            papers=lambda: CasePapers(args.case),
            drawing=DRAWING,
            owner=DeskOwner(
                key=lambda: own_key(configuration_folder(os.environ)),
                now=lambda: datetime.now(UTC).astimezone(),
            ),
        )
        name = f"[{host}]" if ":" in host else host
        login = f"http://{name}:{port}/login?token="
        link = f"{login}{sessions.new_link()}"
        shared = [
            f"to read: {login}{sessions.new_link(DeskRole.READER)}" for _ in range(args.readers)
        ]
        lines = (f"{args.case}: {link}", *shared, "A link lets one browser in, once; Ctrl-C ends.")
        print("\n".join(lines), flush=True)
        if args.open and not webbrowser.open(link):
            say("phaseline: warning: --open: no browser could be opened; the link is above")
        run_server(app, listener)
    return 0


def _tell(sentence: str) -> None:
    say(f"phaseline: {sentence}")
