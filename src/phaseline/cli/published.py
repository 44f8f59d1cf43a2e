"""`phaseline solve FILE` for a model that others have published."""

import argparse

from phaseline.case.shipped import case_path
from phaseline.cli.games import sound_record
from phaseline.cli.opening import what_ifs
from phaseline.cli.outputs import json_text
from phaseline.errors import QuestionError
from phaseline.game.published.answer import model_answer
from phaseline.game.published.read import is_published_model, read_model
from phaseline.present.terminal.published import model_text
from phaseline.present.wording.rounding import rounded

_OF_LADDERS = ("ladder", "reading", "concept", "strategy", "emit_game")


def names_model(args: argparse.Namespace) -> bool:
    """
    Whether CASE is the file of a published model.

    Raises:
        QuestionError: There is no such path and no such case.
    """
    return is_published_model(case_path(args.case))


def solve_model(args: argparse.Namespace) -> int:
    """
    Solve the model of a file and print its answer.

    Raises:
        CaseError: The file has errors; they are listed in full.
        QuestionError: Something is asked that only a game with a ladder can answer.
    """
    asked = [name for name in _OF_LADDERS if getattr(args, name)]
    if asked or args.line != "union":
        option = f"--{asked[0].replace('_', '-')}" if asked else "--line"
        raise QuestionError(
            f"{option} is a question to a case or a game with a ladder; a published model has none:"
            " leave it out"
        )
    reading = read_model(case_path(args.case), name=args.case, changes=what_ifs(args))
    model = sound_record(args, reading)
    solution = model_answer(model)
    head = {"file": {"name": reading.name, "hash": reading.hash}, "set": dict(reading.changes)}
    shown = {**head, "kind": model.kind, **solution}
    print(json_text(shown) if args.json else model_text(model, rounded(solution)))
    return 0
