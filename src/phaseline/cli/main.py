"""
The parser and the exit statuses.

0 fine · 1 the answer to `check` is "no" · 2 the file or the question is wrong · 3 a solver or a
fault of ours stopped it 129 the terminal hung up · 130 interrupted · 143 asked to end
"""

import errno
import gc
import os
import sys
from importlib import import_module

from phaseline.cli.ending import ended, heed_endings, unheed_endings
from phaseline.cli.examples import EXAMPLES
from phaseline.cli.outputs import OutputError, abandon_output, own_outputs, prepare_outputs, say
from phaseline.cli.screen import on_screen
from phaseline.terms.letters import capitalised

COMMANDS = {
    "run": "check a case, work out its numbers, compare its ladders, and write the brief",
    "serve": "open a case as pages in a browser of this machine, which follow its files",
    "check": "check a case: references, quotes, numbers, dates, ladders",
    "ask": "answer the questions that a reader has, each in at most 60 cited words",
    "show": "show the case, or one entry of it, with its citations",
    "search": "say where words stand in a case: facts, quotes, titles, notes, questions, claims",
    "facts": "list what is said, by whom, with what standing",
    "timeline": "list what happened when; count the days between two events",
    "sources": "list the texts that are cited",
    "assumptions": "list what the sources do not give: range, reason, owner",
    "conflicts": "list what does not go together, with every side",
    "law": (
        "say what may be done under which reading of the law, what that turns on, and what would"
        " have to change"
    ),
    "supply": (
        "say what can be delivered, by which route, when: needs, stocks, routes, plans, and what"
        " holds them back"
    ),
    "politics": (
        "say who decides and what would pass: votes by party, power, consultation, polls, penalties"
    ),
    "ladders": "compare the ladders: rungs, triggers, demands, gaps, completions",
    "brakes": (
        "list what holds the responder back, what loosens it, which recommendation aims at it"
    ),
    "solve": (
        "solve a game file, or a case as a game: what a ladder deters, and whether the threat is"
        " credible"
    ),
    "classics": (
        "solve small published models, and hold today's answers against the known ones; 1 where one"
        " differs"
    ),
    "why": "say where the threat of each ladder leaks, and what each brake takes away of it",
    "whom": "say whom each ladder deters, and from what, where several decide",
    "need": "say what would have to be true for a ladder to reach a goal",
    "projects": "say what the ladders do where a crossing is work that is done for good",
    "offer": "say who takes up what is offered beside a ladder, and what it comes to",
    "explore": (
        "say how ladders fare under thousands of futures: where each works, and how firm that is"
    ),
    "claims": "hold what the papers claim about how a response works against the case's game",
    "derive": "work out the derived numbers, with units and inputs",
    "cases": "list the cases that come with Phaseline",
    "diff": "say what differs between two cases, or between two answers of `run`, and why",
    "new": "begin a case with its question and its sides, or write a starter or a copy of a case",
    "read": "read papers into a case: their texts, and a proposal for each sentence",
    "review": "go through what was proposed of papers: confirm, reject or skip each sentence",
    "scaffold": (
        "write the next layer of a case from what is there: ladder, law, politics, supply, game"
    ),
    "export": "give what was confirmed of papers as web annotations, for other programs",
    "log": "enter a report on the ledger of a case, in one line, or that one is retracted",
    "watch": "say what the reports on the ledger make of what a case believes, and call for",
    "ledger": (
        "verify the ledger of a case, export it, sign what it comes to, or prove an entry; 1 where"
        " it is not what was written"
    ),
    "upgrade": "write a case of the previous format as one of this format",
    "schema": "write the JSON Schema of the case format, for editors",
    "explain": "explain a code of `check`, or a term that is printed",
    "completion": "write a script that lets a shell complete commands, options and ids",
}
PAGED = frozenset(
    """
    check ask show search facts timeline sources assumptions conflicts law supply politics ladders
    brakes solve classics why whom need projects offer explore claims derive watch diff explain
    """.split()
)
"""The commands that answer with text to be read: a terminal shows a long answer page by page."""

_COMPLETE = "complete"  # asked by the scripts of `completion`, and of no use to a reader
LESS = "ask for fewer draws (--draws) or leave the game out (run --no-game), or give it more memory"
AGAIN = (
    "give it more memory if there is little, or install Phaseline again: pip install"
    " --force-reinstall phaseline"
)
STOPPED = 3
WRONG = 2
# small matrices gain nothing from threads of the library that multiplies them, and a process that
# has any cannot be forked
_ONE_THREAD = ("OPENBLAS_NUM_THREADS", "1")
_SMALL_THINGS = 500_000  # a long case is made of half as many, and all of them are in use


def main(arguments: list[str] | None = None) -> int:
    """
    Run one command and give its exit status; no traceback ever reaches a user.

    Args:
        arguments: The words after `phaseline`; those of the process if None.
    """
    is_process = arguments is None
    is_abandoned = False
    try:
        if is_process:
            gc.set_threshold(_SMALL_THINGS)
            os.environ.setdefault(*_ONE_THREAD)
            heed_endings()
            own_outputs()
        prepare_outputs()
        status = _run(sys.argv[1:] if arguments is None else arguments)
        sys.stdout.flush()
    except KeyboardInterrupt:
        words, status = ended()
        say(f"phaseline: {words}; nothing was left half-written")
        is_abandoned = True
    except OutputError as error:
        status = _unwritten(error)
        is_abandoned = True
    finally:
        if is_process:
            unheed_endings()
            gc.freeze()  # the system takes everything back at once; nothing is looked through
    if is_process and is_abandoned:
        abandon_output()  # the goodbye waits for no reader
    return status


def _unwritten(error: OutputError) -> int:
    """
    Say why an answer could not be written out, and give the exit status; a reader who has gone is
    no fault.
    """
    cause = error.__cause__
    if isinstance(cause, BrokenPipeError):
        return 0
    say(f"phaseline: the answer could not be written out: {_reason(cause)}")
    return STOPPED


def _run(arguments: list[str]) -> int:
    from phaseline.errors import CaseError, PhaselineError, QuestionError

    try:
        return _command(arguments)
    except CaseError as error:
        for problem in error.problems:
            say(problem)
        return WRONG
    except QuestionError as error:
        say(f"phaseline: {error}")
        return WRONG
    except PhaselineError as error:
        say(f"phaseline: {error}")
        return STOPPED
    except OutputError:
        raise
    except Exception as error:
        _let_pass(error)
        say(f"phaseline: {_fault(error)}")
        return STOPPED


def _let_pass(error: Exception) -> None:
    """
    Raise again an interrupt that came as another error, and anything for a developer who asks where
    it happened.

    Raises:
        KeyboardInterrupt: The error came of an interrupt.
    """
    if isinstance(error.__context__, KeyboardInterrupt) or isinstance(
        error.__cause__, KeyboardInterrupt
    ):
        raise KeyboardInterrupt from error
    if os.environ.get("PHASELINE_DEBUG"):
        raise error


def _fault(error: Exception) -> str:
    """
    Say what went wrong that no command expects: the machine has too little, a library cannot be
    loaded, or we have a fault.
    """
    if _is_lack(error):
        return f"this needs more memory than there is left: {LESS}"
    if isinstance(error, ImportError) and not (error.name or "").startswith("phaseline"):
        return f"a library could not be loaded ({_reason(error)}): {AGAIN}"
    if (
        isinstance(error, OSError) and error.errno is None
    ):  # what a loader says of a library; the system gives a number
        return f"a library could not be loaded ({_reason(error)}): {AGAIN}"
    if isinstance(error, OSError) and error.filename is not None:
        return f"{os.fsdecode(error.filename)!r} could not be used: {_reason(error)}"
    return (
        f"a fault of ours, please report it: {type(error).__name__}: {error} (PHASELINE_DEBUG=1"
        " shows where)"
    )


def _is_lack(error: Exception) -> bool:
    """Whether memory, or a thread or process for which it is needed, could not be had."""
    is_refused = isinstance(error, OSError) and error.errno in (errno.ENOMEM, errno.EAGAIN)
    return isinstance(error, MemoryError) or is_refused or "can't start new thread" in str(error)


def _reason(error: BaseException | None) -> str:
    text = getattr(error, "strerror", None) or str(error or "")
    return (text or type(error).__name__).splitlines()[0].lower()


def _command(arguments: list[str]) -> int:
    import argparse

    if arguments[:1] == [_COMPLETE]:
        return _complete(arguments[1:])
    from phaseline.cli.parser import CommandParser

    parser = CommandParser(
        prog="phaseline",
        description="Check and explain phased responses: it advises, it never decides.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog=_tour(),
    )
    parser.add_argument("--version", action="version", version=f"phaseline {_version()}")
    parser.add_argument(
        "command",
        choices=tuple(COMMANDS),
        metavar="COMMAND",
        help="one of the commands below; `phaseline COMMAND --help` says more",
    )
    name = arguments[0] if arguments else "--help"
    if name not in COMMANDS and not name.startswith("-"):
        raise _unknown(name)
    if name not in COMMANDS:
        parser.parse_args([name, next(iter(COMMANDS))])  # an option that there is ends here
    module = import_module(f"phaseline.cli.{name}")
    inner = CommandParser(
        prog=f"phaseline {name}",
        description=f"{capitalised(COMMANDS[name])}.",
        epilog=f"example: {EXAMPLES[name]}",
    )
    module.configure(inner)
    if name in PAGED:
        inner.add_argument(
            "--no-pager", action="store_true", help="print a long answer at once, on a terminal too"
        )
    args = inner.parse_intermixed_args(arguments[1:])
    is_held = name in PAGED and not getattr(args, "watch", False)
    with on_screen(is_held=is_held, may_page=is_held and not args.no_pager):
        return int(module.run(args))


def _complete(words: list[str]) -> int:
    """Print what may stand for the last of some words, a line each."""
    from phaseline.cli.complete import candidates

    for word in candidates(words):
        print(word)
    return 0


def _unknown(name: str) -> Exception:
    from phaseline.case.addresses import did_you_mean
    from phaseline.errors import QuestionError

    return QuestionError(
        f"there is no command {name!r}{did_you_mean(name, list(COMMANDS))} (`phaseline --help`"
        " lists them)"
    )


def _tour() -> str:
    width = max(map(len, COMMANDS))
    lines = [f"  {name:<{width}}  {summary}" for name, summary in COMMANDS.items()]
    return "\n".join(
        [
            "commands:",
            *lines,
            "",
            "CASE is a folder, a file, or the name of a shipped case such as korea-2024.",
        ]
    )


def _version() -> str:
    from phaseline import __version__

    return __version__
