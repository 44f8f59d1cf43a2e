"""`phaseline completion SHELL`: a script that lets a shell complete commands, options and ids."""

import argparse
from collections.abc import Mapping, Sequence
from importlib import import_module

from phaseline.cli.shell_scripts import SCRIPTS


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("shell", choices=tuple(SCRIPTS), metavar="SHELL", help=", ".join(SCRIPTS))


def run(args: argparse.Namespace) -> int:
    """Print the script."""
    print(SCRIPTS[args.shell](_options()))
    return 0


def _options() -> Mapping[str, Sequence[str]]:
    """
    Give the options of every command; they stand in the script, as some commands take a second to
    load.
    """
    from phaseline.cli.main import COMMANDS, PAGED

    options: dict[str, Sequence[str]] = {}
    for name in COMMANDS:
        parser = argparse.ArgumentParser()
        import_module(f"phaseline.cli.{name}").configure(parser)
        words = (word for action in parser._actions for word in action.option_strings)  # noqa: SLF001  # as docs/tables.py has it
        pager = ["--no-pager"] if name in PAGED else []
        options[name] = [*(word for word in words if word.startswith("--")), *pager]
    return options
