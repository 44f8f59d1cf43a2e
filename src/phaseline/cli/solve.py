"""
`phaseline solve FILE|CASE`: a ladder against a challenger who answers it best, solved exactly; or
the model of a file that others have published.
"""

import argparse
from collections.abc import Mapping
from dataclasses import replace

from phaseline.api.ladders import compare
from phaseline.case.check.report import Report
from phaseline.case.games import policies_of, policy_of
from phaseline.case.model.case import Case
from phaseline.cli.games import names_game, open_game
from phaseline.cli.kept_results import spread_once
from phaseline.cli.kernels import settle_kernels
from phaseline.cli.opening import (
    Progress,
    case_arguments,
    draws_argument,
    open_case,
    print_json,
)
from phaseline.cli.outputs import game_text, json_text
from phaseline.cli.published import names_model, solve_model
from phaseline.cli.workers import prepare_workers
from phaseline.desk.comparison.game_file import emitted
from phaseline.desk.comparison.game_of_case import game_of
from phaseline.desk.comparison.results import Depth
from phaseline.desk.comparison.search import searched
from phaseline.desk.comparison.study import base_setting
from phaseline.desk.estimates.valuation import best_values
from phaseline.errors import QuestionError
from phaseline.game.answer import answer
from phaseline.game.quantiles import spread_out
from phaseline.game.spec import Game
from phaseline.present.data.envelope import envelope
from phaseline.present.data.findings import findings_data
from phaseline.present.terminal.contest import (
    comparison_findings,
    contest_data,
    overview_text,
)
from phaseline.present.terminal.game import solved_text
from phaseline.present.terminal.search import search_data, search_text
from phaseline.present.wording.rounding import rounded

CONCEPTS = ("evaluate", "commit", "no_commitment")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    case_arguments(parser)
    draws_argument(parser)
    parser.add_argument(
        "--ladder",
        metavar="ID",
        default="",
        help="of a case: one completed ladder in full; all of them side by side if left out",
    )
    parser.add_argument(
        "--line",
        metavar="ID",
        default="union",
        help="of a case: the red line that is run: its id, union or intersection",
    )
    parser.add_argument(
        "--reading",
        metavar="ID",
        default="",
        help="of a case: the reading of the law under which consent is asked",
    )
    parser.add_argument(
        "--concept",
        choices=CONCEPTS,
        help=(
            "evaluate, commit (the best policy of a file's menu, or of the class that a case"
            " declares) or no_commitment"
        ),
    )
    parser.add_argument(
        "--strategy", action="store_true", help="list the challenger's strategy state by state"
    )
    parser.add_argument(
        "--emit-game",
        action="store_true",
        help="write the game that is solved as a game file, and stop",
    )


def run(args: argparse.Namespace) -> int:
    """
    Solve a game file, a published model, or the game of a case, and print the answer.

    Raises:
        QuestionError: There is no such ladder or red line, or the question does not fit the game.
    """
    if args.strategy and not args.json:
        raise QuestionError("--strategy lists every state for a program: add --json")
    if names_model(args):
        return solve_model(args)
    progress = Progress()
    settle_kernels()
    if names_game(args):
        return _solve_game_file(args, progress)
    case, report = open_case(args)
    if args.ladder:
        return _solve_ladder(args, case, report, progress)
    prepare_workers()
    return (
        _search(args, case, report, progress)
        if args.concept == "commit"
        else _compare_all(args, case, report, progress)
    )


def _solve_game_file(args: argparse.Namespace, progress: Progress) -> int:
    """
    Solve the game of a file.

    Raises:
        QuestionError: A ladder, a red line or a reading is named, of which a file holds one.
    """
    if args.ladder or args.reading or args.line != "union":
        raise QuestionError(
            "--ladder, --line and --reading are questions to a case; a game file holds one"
            " ladder and one red line"
        )
    game, reading = open_game(args)
    head = {"file": {"name": reading.name, "hash": reading.hash}, "set": dict(reading.changes)}
    return _answer_one(args, game, head, progress)


def _solve_ladder(args: argparse.Namespace, case: Case, report: Report, progress: Progress) -> int:
    """
    Solve the game of one ladder of a case.

    Raises:
        QuestionError: There is no such ladder, red line or reading.
    """
    setting = base_setting(case, policy_of(case, args.ladder), args.line, reading=args.reading)
    game = game_of(setting, best_values(case))
    read_as = f" · reading of the law: {setting.reading}" if setting.reading else ""
    named = replace(game, title=f"{game.title} · red line: {args.line}{read_as}")
    head = {**envelope(report), "red_line": args.line, "reading": setting.reading or None}
    return _answer_one(args, named, head, progress)


def _answer_one(
    args: argparse.Namespace, game: Game, head: Mapping[str, object], progress: Progress
) -> int:
    asked = replace(game, solve=replace(game.solve, concept=args.concept)) if args.concept else game
    if args.emit_game:
        print(game_text(emitted(_labelled_what_if(asked, head["set"]))))
        return 0
    solution = answer(asked, with_strategy=args.strategy, tick=progress)
    progress.done()
    played = spread_out(asked)
    print(json_text({**head, **solution}) if args.json else solved_text(played, rounded(solution)))
    return 0


def _labelled_what_if(game: Game, changes: object) -> Game:
    """Say in the title of a game that is written to a file that it is a what-if."""
    what_if = (
        ", ".join(f"{address} = {value}" for address, value in changes.items())
        if isinstance(changes, Mapping)
        else ""
    )
    return (
        replace(
            game, title=" · ".join(part for part in (game.title, f"what-if: {what_if}") if part)
        )
        if what_if
        else game
    )


def _search(args: argparse.Namespace, case: Case, report: Report, progress: Progress) -> int:
    """
    Look for the best ladder of the class that a case declares.

    Raises:
        QuestionError: No class is declared, or something is asked that only one ladder can answer.
    """
    if args.emit_game or args.strategy:
        raise QuestionError("--emit-game and --strategy are asked of one ladder: add --ladder")
    search = rounded(
        searched(
            case,
            draws=args.draws,
            line=args.line,
            reading=args.reading,
            mapper=spread_once(report),
            tick=progress,
        )
    )
    progress.done()
    if args.json:
        print_json(report, search_data(case, search))
    else:
        print(search_text(case, search))
    return 0


def _compare_all(args: argparse.Namespace, case: Case, report: Report, progress: Progress) -> int:
    """
    Set all ladders of a case side by side.

    Raises:
        QuestionError: Something is asked that only one ladder can answer.
    """
    if args.emit_game or args.strategy or args.concept or args.reading or args.line != "union":
        known = ", ".join(policies_of(case).ids)
        raise QuestionError(
            "--emit-game, --strategy, --concept, --reading and --line are asked of one ladder: add"
            f" --ladder with one of {known}"
        )
    depth = Depth(variants=False, answers=False, claims=False)
    comparison = rounded(
        compare(case, depth=depth, draws=args.draws, mapper=spread_once(report), tick=progress)
    )
    progress.done()
    if args.json:
        findings = findings_data(case, comparison_findings(case, comparison))
        print_json(report, {**contest_data(case, comparison), "findings": findings})
    else:
        print(overview_text(case, comparison))
    return 0
