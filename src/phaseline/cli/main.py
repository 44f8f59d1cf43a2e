"""
The parser and the exit statuses.

0 fine · 1 the answer to `check` is "no" · 2 the file or the question is wrong · 3 a solver or a fault of ours stopped it · 130 interrupted
"""

import codecs
import io
import os
import signal
import sys
from importlib import import_module

COMMANDS = {
    "run": "check a case, work out its numbers, compare its ladders, and write the brief",
    "check": "check a case: references, quotes, numbers, dates, ladders",
    "ask": "answer the twelve questions a reader has, in at most 60 cited words",
    "show": "show the case, or one entry of it, with its citations",
    "facts": "list what is said, by whom, with what standing",
    "timeline": "list what happened when; count the days between two events",
    "sources": "list the texts that are cited",
    "assumptions": "list what the sources do not give: range, reason, owner",
    "conflicts": "list what does not go together, with every side",
    "law": "say what may be done under which reading of the law, what that turns on, and what would have to change",
    "supply": "say what can be delivered, by which route, when: needs, stocks, routes, plans, and what holds them back",
    "politics": "say who decides and what would pass: votes by party, power, consultation, polls, penalties",
    "ladders": "compare the ladders: rungs, triggers, demands, gaps, completions",
    "brakes": "list what holds the responder back, what loosens it, which recommendation aims at it",
    "solve": "solve a game file, or a case as a game: what a ladder deters, and whether the threat is credible",
    "claims": "hold what the papers claim about how a response works against the case's game",
    "derive": "work out the derived numbers, with units and inputs",
    "cases": "list the cases that come with Phaseline",
    "new": "write a commented starter case",
    "schema": "write the JSON Schema of the case format, for editors",
    "explain": "explain a code of `check`",
}
PLAINER = {
    "−": "-",
    "–": "-",
    "—": "-",
    "─": "-",
    "│": "|",
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
    "…": "...",
    "→": "->",
    "·": ";",
    "×": "x",
}
INTERRUPTED = 130
STOPPED = 3
WRONG = 2


def main(arguments: list[str] | None = None) -> int:
    """
    Run one command and give its exit status; no traceback ever reaches a user.

    Args:
        arguments: The words after `phaseline`; those of the process if None.
    """
    try:
        _prepare_outputs()
        status = _run(sys.argv[1:] if arguments is None else arguments)
        sys.stdout.flush()
    except KeyboardInterrupt:
        _say("phaseline: interrupted; nothing was left half-written")
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # the reader has gone; that is no fault
        return 0
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        _say(f"phaseline: the answer could not be written out: {(error.strerror or str(error)).lower()}")
        return STOPPED
    finally:
        if arguments is None:
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # the answer is out: nothing is left to interrupt but the goodbye
    return status


def _prepare_outputs() -> None:
    """Make both outputs able to take any answer: a terminal without typographic signs, or no output at all."""
    codecs.register_error("plainer", _plainer)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="plainer")  # a terminal without typographic signs is no reason to stop
    if sys.stdout is None or sys.stderr is None:  # closed by the caller: answers go nowhere, files are still written
        nowhere = io.TextIOWrapper(io.FileIO(os.devnull, "w"), encoding="utf-8")
        sys.stdout, sys.stderr = sys.stdout or nowhere, sys.stderr or nowhere


def _run(arguments: list[str]) -> int:
    from phaseline.errors import CaseError, PhaselineError, QuestionError

    try:
        return _command(arguments)
    except CaseError as error:
        for problem in error.problems:
            _say(problem)
        return WRONG
    except QuestionError as error:
        _say(f"phaseline: {error}")
        return WRONG
    except PhaselineError as error:
        _say(f"phaseline: {error}")
        return STOPPED
    except (KeyboardInterrupt, BrokenPipeError, SystemExit):
        raise
    except Exception as error:
        _let_pass(error)
        if os.environ.get("PHASELINE_DEBUG"):
            raise
        _say(f"phaseline: a fault of ours, please report it: {type(error).__name__}: {error} (PHASELINE_DEBUG=1 shows where)")
        return STOPPED


def _let_pass(error: Exception) -> None:
    """
    Raise again what is no fault of ours: an output that cannot take the answer, or an interrupt that came as another error.

    Raises:
        KeyboardInterrupt: The error came of an interrupt.
    """
    if isinstance(error, OSError):
        raise error
    if isinstance(error.__context__, KeyboardInterrupt) or isinstance(error.__cause__, KeyboardInterrupt):
        raise KeyboardInterrupt from error


def _command(arguments: list[str]) -> int:
    import argparse

    parser = argparse.ArgumentParser(
        prog="phaseline",
        description="Check and explain phased responses: it advises, it never decides.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog=_tour(),
    )
    parser.add_argument("--version", action="version", version=f"phaseline {_version()}")
    parser.add_argument(
        "command", choices=tuple(COMMANDS), metavar="COMMAND", help="one of the commands below; `phaseline COMMAND --help` says more"
    )
    name = arguments[0] if arguments else "--help"
    if name not in COMMANDS and not name.startswith("-"):
        raise _unknown(name)
    if name not in COMMANDS:
        parser.parse_args([name])
    module = import_module(f"phaseline.cli.{name}")
    inner = argparse.ArgumentParser(prog=f"phaseline {name}", description=f"{COMMANDS[name][:1].upper()}{COMMANDS[name][1:]}.")
    module.configure(inner)
    return int(module.run(inner.parse_intermixed_args(arguments[1:])))


def _unknown(name: str) -> Exception:
    from phaseline.case.addresses import did_you_mean
    from phaseline.errors import QuestionError

    return QuestionError(f"there is no command {name!r}{did_you_mean(name, list(COMMANDS))} (`phaseline --help` lists them)")


def _tour() -> str:
    width = max(map(len, COMMANDS))
    lines = [f"  {name:<{width}}  {summary}" for name, summary in COMMANDS.items()]
    return "\n".join(["commands:", *lines, "", "CASE is a folder, a file, or the name of a shipped case such as korea-2024."])


def _version() -> str:
    from phaseline import __version__

    return __version__


def _plainer(error: UnicodeError) -> tuple[str, int]:
    """Replace what an output cannot carry by the nearest plain sign: a minus stays a minus."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(PLAINER.get(sign, "?") for sign in error.object[error.start : error.end]), error.end


def _say(text: str) -> None:
    print(text, file=sys.stderr)
