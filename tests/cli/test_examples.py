"""The help of each command shows one way to call it, which the command understands."""

import shlex
from argparse import ArgumentParser
from importlib import import_module

import pytest

from phaseline.case.shipped import case_path, shipped_cases
from phaseline.case.values import at
from phaseline.cli.examples import EXAMPLES
from phaseline.cli.main import COMMANDS


def test_every_command_has_an_example():
    """A new command comes with one."""
    assert list(EXAMPLES) == list(COMMANDS)


@pytest.mark.parametrize("command", EXAMPLES)
def test_a_help_shows_an_example_that_is_understood(phaseline, command):
    """It stands below the arguments, and every word of it is one that the command takes."""
    _, name, *words = shlex.split(EXAMPLES[command])
    parser = ArgumentParser()
    import_module(f"phaseline.cli.{command}").configure(parser)

    args = parser.parse_intermixed_args(words)

    assert name == command
    shown = " ".join(phaseline(command, "--help").out.split())  # however wide the terminal
    assert f"example: {EXAMPLES[command]}" in shown
    if getattr(args, "case", "my-case") != "my-case":
        assert args.case in shipped_cases()
        assert case_path(args.case).is_dir()


def test_what_an_example_names_is_there(korea):
    """The addresses and ids of the worked case that examples name."""
    for address in ("facts.troops-sent.value", "ladders.recommended"):
        assert at(korea, address) is not None
