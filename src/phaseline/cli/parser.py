"""The parser of the words after a command: what it refuses is said as everything else is."""

import argparse
import re
from typing import NoReturn

from phaseline.case.addresses import did_you_mean, nearest
from phaseline.errors import QuestionError

_UNKNOWN = "unrecognized arguments: "
_CHOICE = re.compile(r"argument (?P<name>\S+): invalid choice: '(?P<word>.*)' \(choose from (.*)\)")
_ARGUMENT = re.compile(r"argument (?P<name>\S+): (?P<fault>.*)", re.DOTALL)
_VALUE = re.compile(r"invalid (?P<kind>int|float) value: (?P<word>'.*')", re.DOTALL)
_KINDS = {"int": "a whole number", "float": "a number"}
_NEEDED = "the following arguments are required: "


class CommandParser(argparse.ArgumentParser):
    """Parses the words after a command, and raises what others print with the usage."""

    def error(self, message: str) -> NoReturn:
        """
        Refuse the words.

        Raises:
            QuestionError: Always; the nearest option or word is named where one is near.
        """
        raise QuestionError(f"{self._in_words(message)} (`{self.prog} --help` lists what there is)")

    def _in_words(self, message: str) -> str:
        choice, argument = _CHOICE.fullmatch(message), _ARGUMENT.fullmatch(message)
        if message.startswith(_UNKNOWN):
            return self._unknown(message.removeprefix(_UNKNOWN))
        if message.startswith(_NEEDED):
            return f"{message.removeprefix(_NEEDED)} is missing"
        if choice:
            known = re.findall(r"'([^']*)'", choice[3])
            return (
                f"{choice['name']}: found {choice['word']!r}; expected one of"
                f" {', '.join(known)}{did_you_mean(choice['word'], known)}"
            )
        return f"{argument['name']}: {_of_value(argument['fault'])}" if argument else message

    def _unknown(self, words: str) -> str:
        """Say which word is no option, or one too many."""
        options = {
            option.lstrip("-"): option
            for action in self._actions
            for option in action.option_strings
        }
        unknown = words.split()
        option = next((word for word in unknown if word.startswith("-")), "")
        if option:
            name = option.partition("=")[0]
            near = options.get(nearest(name.lstrip("-"), options), "")
            return f"there is no option {name!r}{f'; did you mean {near!r}?' if near else ''}"
        return f"{unknown[0]!r} is one word too many" if unknown else "there is a word too many"


def _of_value(fault: str) -> str:
    """Say what is wrong with the value of an option."""
    number = _VALUE.fullmatch(fault)
    if number:
        return f"found {number['word']}; expected {_KINDS[number['kind']]}"
    return "a value is missing after it" if fault == "expected one argument" else fault
