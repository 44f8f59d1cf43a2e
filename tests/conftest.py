"""
What the tests share: the worked case, its check, the papers' texts where they are at hand, and a
way to run a command.
"""

import gc
import os
import signal
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from casefiles import FEW_DRAWS, UNCHANGED
from depth import IS_SOAK, LONGEST  # which also says how many examples a property test sees

from phaseline.api import insight, ladders
from phaseline.api.insight import ShownPlay, shown_leakage, shown_turns
from phaseline.api.ladders import compare
from phaseline.case.check.report import Report, checked
from phaseline.case.model.case import Case
from phaseline.case.read import CaseReading, read_case
from phaseline.case.shipped import case_path, shipped_cases
from phaseline.case.texts import source_texts
from phaseline.case.values import at
from phaseline.cli import opening
from phaseline.cli.kernels import settle_kernels
from phaseline.cli.main import main
from phaseline.cli.workers import spread
from phaseline.desk.comparison import results
from phaseline.desk.comparison.draws import DRAWS
from phaseline.desk.comparison.results import Depth, Judgement, LadderComparison, Ranking
from phaseline.desk.consent import law_findings, law_queries
from phaseline.desk.consent.law_findings import with_law
from phaseline.desk.consent.law_queries import Legal
from phaseline.desk.delivery.plans import Deliverable
from phaseline.desk.findings import assessment, question_inputs
from phaseline.desk.findings import constraints as limits
from phaseline.desk.findings.assessment import Assessment, assess
from phaseline.desk.findings.constraints import Constraints
from phaseline.terms.record import record

KOREA = "korea-2024"
os.environ.setdefault(
    "PHASELINE_CACHE", str(Path(__file__).parents[1] / "build" / "cache")
)  # commands leave the user's own folder alone
for _folder in ("PHASELINE_SOURCES", "PHASELINE_DATA"):
    # Named from where the tests were begun, read from wherever one of them goes.
    if os.environ.get(_folder):
        os.environ[_folder] = str(Path(os.environ[_folder]).absolute())
NO_TEXTS = "the papers' texts are not here: PHASELINE_SOURCES names no folder that holds them"


# What asks whole commands or pages, and what holds an engine to thousands of inputs.
WHOLE = frozenset({"api", "brief", "cases", "cli", "laws", "present", "stories", "web"})
LONG = frozenset(
    """
    test_against_oracle test_answers test_counting test_deliverable test_equilibrium test_hostile
    test_kernels test_leaks test_legal test_oracle test_plan test_race test_random_laws test_rungs
    test_search test_search_checks test_speed
    """.split()
)


def pytest_collection_modifyitems(items):
    """Leave `make quick` what a room is tested by alone, in a moment."""
    for item in items:
        if item.path.stem in LONG or WHOLE & set(item.path.parts):
            item.add_marker(pytest.mark.slow)


class OutOfTimeError(BaseException):
    """
    A test took too long: no exception that a library would catch and try again.
    """


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    """End a test that would hold up a soak, and say so; `make test` is short without it."""
    if not IS_SOAK:
        return (yield)

    def stop(*_: object) -> None:
        raise OutOfTimeError(f"{item.nodeid}: more than {LONGEST} seconds")

    signal.signal(signal.SIGALRM, stop)  # and stays: what is late ends no session by itself
    signal.alarm(LONGEST)
    try:
        return (yield)
    finally:
        signal.alarm(0)


@record
class Ran:
    """A command as it ended: its exit status, what it printed, and what it complained about."""

    status: int
    out: str
    err: str


HOW = frozenset({"mapper", "tick"})  # by whom a question is worked out, and who hears of it
# What commands ask of a case's game, by the command.
PLAYED = {
    "ask": ("told",),
    "need": ("need",),
    "offer": ("offer",),
    "projects": ("projects",),
    "solve": ("searched",),
    "whom": ("whom",),
    "why": ("why",),
}


class Shared:
    """What was worked out from a shipped case, so that the next command need not do it again."""

    def __init__(self) -> None:
        self.answers: dict[Any, Any] = {}
        self.values: dict[int, Any] = {}  # by identity; kept, so that no other takes its id

    def remembered(self, key: Any, work: Callable[[], Any]) -> Any:
        """What the work gave before for an equal key, or what it gives now."""
        if key not in self.answers:
            value = self.answers[key] = work()
            self.values[id(value)] = value
            gc.freeze()  # what is kept is looked through no more, or later tests would wait for it
        return self.answers[key]

    def read(self, path, *, name="", changes=None):
        """Read a case; one that no test writes once for each what-if."""
        work = lambda: read_case(path, name=name, changes=changes)  # noqa: E731
        if path.parent != case_path(KOREA).parent and path not in UNCHANGED:
            return work()
        reading = self.remembered((path, name, *sorted((changes or {}).items())), work)
        if reading.case is not None:
            self.values[id(reading.case)] = reading.case
        return reading

    def check(self, reading, texts):
        """Check a reading; that of a shipped case once for the texts at hand."""
        work = lambda: checked(reading, texts)  # noqa: E731
        if id(reading) not in self.values:
            return work()
        kind = type(texts).__name__  # a folder without texts is not the same as no folder
        return self.remembered((id(reading), kind, *sorted(texts)), work)

    def ask_law(self, report):
        """Ask the law about a case; about a shipped one once."""
        work = lambda: with_law(report)  # noqa: E731
        return self.remembered(id(report), work) if id(report) in self.values else work()

    def by_case(self, answer: Callable[..., Any]) -> Callable[..., Any]:
        """
        Let a question about a case be answered once for each shipped case that was read here; one
        that a test read by itself is asked about anew.
        """

        def shared_answer(case, *about, **asked):
            work = lambda: answer(case, *about, **asked)  # noqa: E731
            if id(case) not in self.values:
                return work()
            question = (*map(self.word_for, about), *self.words_of(asked))
            return self.remembered((answer, id(case), *question), work)

        return shared_answer

    def played(self, case: Case, **asked: Any) -> LadderComparison:
        """Play a case's game once for so many draws: what was played in full answers for less."""
        asked = {"depth": Depth(), "draws": DRAWS, **asked}
        known = self.in_full(case, **asked)
        return known or self.by_case(results.contest)(case, **asked)

    def in_full(self, case: Case, **asked: Any) -> LadderComparison | None:
        """What a case's game came to over so many draws where it was played in full."""
        words = self.words_of({"draws": DRAWS, **asked, "depth": Depth()})
        return self.answers.get((results.contest, id(case), *words))

    def ranked(self, case: Case, *, draws: int = DRAWS) -> Ranking:
        """Which ladders tell who is ahead: those that were played in full are not studied anew."""
        asked, known = results.ranking(case, draws=draws), self.in_full(case, draws=draws)
        if known is None:
            return asked
        studies = {ladder.policy.id: ladder.studied for ladder in known.contenders}
        return replace(asked, plan=known.plan, work=replace(asked.work, does=studies.__getitem__))

    def judged(self, case: Case, *, claims: Sequence[str] = (), **asked: Any) -> Judgement:
        """Judge all claims of a case once for so many draws, and give those that are asked for."""
        known = self.in_full(case, draws=asked.get("draws", DRAWS))
        whole = known and Judgement(plan=known.plan, verdicts=known.claims)
        whole = whole or self.by_case(results.judgement)(case, **asked)
        wanted = claims or case.claims.ids
        verdicts = tuple(verdict for verdict in whole.verdicts if verdict.claim.id in wanted)
        return replace(whole, verdicts=verdicts)

    def shown(
        self, case: Case, *, depth: Depth | None = None, draws: int = DRAWS, **_: Any
    ) -> tuple[ShownPlay, tuple[()]]:
        """What pages show of a case's game, each part of it once; nothing beside it."""
        comparison = self.played(case, depth=depth or Depth(), draws=draws)
        leakage, turns, otherwise = map(
            self.by_case, (shown_leakage, shown_turns, insight.shown_otherwise)
        )
        return ShownPlay(
            comparison=comparison,
            leakage=leakage(case, comparison, draws=draws),
            turns=turns(case, comparison),
            otherwise=otherwise(case, comparison),
        ), ()

    def words_of(self, asked: Mapping[str, Any]) -> list[str]:
        """The named parts of a question, as they are told from others."""
        return [
            f"{name}={self.word_for(part)}"
            for name, part in sorted(asked.items())
            if name not in HOW
        ]

    def word_for(self, part: Any) -> str:
        """A part of a question as it is told from others: what is kept by what it is, not says."""
        return f"kept {id(part)}" if id(part) in self.values else repr(part)


@pytest.fixture(scope="session", autouse=True)
def shared():
    """
    Commands of this process that ask about a shipped case share its reading, its check, what the
    law says of it, what that leaves, what can be delivered, what a goal needs and where a threat
    leaks: all are values, and no test writes those files.
    """
    known = Shared()
    settle_kernels()  # kept where those of commands are: nothing is compiled or walked twice
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opening, "read_case", known.read)
        patch.setattr(opening, "checked", known.check)
        patch.setattr(law_findings, "with_law", known.ask_law)
        law = known.by_case(law_queries.legal)
        patch.setattr(law_queries, "legal", law)
        patch.setattr(limits, "legal", law)
        patch.setattr(assessment, "constraints", known.by_case(assessment.constraints))
        patch.setattr(assessment, "deliverable", known.by_case(assessment.deliverable))
        patch.setattr(insight, "needs", known.by_case(insight.needs))
        patch.setattr(insight, "leakage", known.by_case(insight.leakage))
        patch.setattr(ladders, "contest", known.played)
        patch.setattr(ladders, "judgement", known.judged)
        patch.setattr(question_inputs, "ranking", known.ranked)
        for shell in ("cli.run", "web.labour"):
            patch.setattr(import_module(f"phaseline.{shell}"), "shown_play", known.shown)
        for command, questions in PLAYED.items():
            module = import_module(f"phaseline.cli.{command}")
            for question in questions:
                patch.setattr(module, question, known.by_case(getattr(module, question)))
        yield known


@pytest.fixture(scope="session")
def korea_reading(shared) -> CaseReading:
    """The worked case as it was read."""
    return shared.read(case_path(KOREA), name=KOREA)


@pytest.fixture(scope="session")
def korea(korea_reading) -> Case:
    """The worked case."""
    assert korea_reading.case is not None, korea_reading.diagnostics[:3]
    return korea_reading.case


@pytest.fixture(scope="session")
def texts(korea) -> Mapping[str, str]:
    """The source texts that are at hand, by hash; none if PHASELINE_SOURCES is not set."""
    folder = os.environ.get("PHASELINE_SOURCES")
    return source_texts(Path(folder), [source.sha256 for source in korea.sources]) if folder else {}


@pytest.fixture(scope="session")
def korea_report(korea_reading, texts) -> Report:
    """The worked case, checked against the texts that are at hand."""
    return checked(korea_reading, texts)


@pytest.fixture(scope="session")
def korea_law(korea) -> Legal:
    """What the law of the worked case says."""
    return law_queries.legal(korea)


@pytest.fixture(scope="session")
def korea_limits(korea) -> Constraints:
    """What law and politics leave of the worked case."""
    return assessment.constraints(korea)


@pytest.fixture(scope="session")
def korea_plans(korea) -> Deliverable:
    """What can be delivered in the worked case."""
    return assessment.deliverable(korea)


@pytest.fixture(scope="session")
def korea_unplayed(korea_reading) -> Assessment:
    """The worked case, checked without texts, with all that is computed but the game."""
    return assess(checked(korea_reading, {}))


@pytest.fixture(scope="session")
def korea_assessed(korea_reading, korea_contest) -> Assessment:
    """
    The worked case, checked without texts, with all that is computed from it; of where its shown
    course leaks over few draws.
    """
    leakage = shown_leakage(korea_reading.case, korea_contest, draws=FEW_DRAWS)
    turns = shown_turns(korea_reading.case, korea_contest)
    return assess(checked(korea_reading, {}), played=korea_contest, leakage=leakage, turns=turns)


class EachOnce(Mapping[str, Any]):
    """What is worked out for each name when it is first asked for."""

    def __init__(self, names: Iterable[str], work: Callable[[str], Any]) -> None:
        self.names, self.work, self.known = tuple(names), work, dict[str, Any]()

    def __getitem__(self, name: str) -> Any:
        if name not in self.known:
            self.known[name] = self.work(name)
        return self.known[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)


@pytest.fixture(scope="session")
def all_assessed(request, shared) -> Mapping[str, Assessment]:
    """Every shipped case with all that is computed from it, by its name; but one over few draws."""

    def assessed(name: str) -> Assessment:
        if name == KOREA:
            return request.getfixturevalue("korea_assessed")
        report = checked(shared.read(case_path(name), name=name), {})
        comparison = compare(report.reading.case, draws=FEW_DRAWS)
        leakage = shown_leakage(report.reading.case, comparison, draws=FEW_DRAWS)
        turns = shown_turns(report.reading.case, comparison)
        return assess(report, played=comparison, leakage=leakage, turns=turns)

    return EachOnce((KOREA, *sorted({*shipped_cases()} - {KOREA})), assessed)


@pytest.fixture(scope="session")
def papers(korea, texts) -> Mapping[str, str]:
    """
    The texts of both papers by the id of the source; tests that need them are skipped without them.
    """
    found = {
        source.id: texts[source.sha256]
        for source in korea.sources
        if source.role.value == "paper" and source.sha256 in texts
    }
    if len(found) < 2:
        pytest.skip(NO_TEXTS)
    return found


@pytest.fixture(scope="session")
def entry(korea) -> Callable[[str], Any]:
    """What stands at an address of the worked case."""
    return lambda address: at(korea, address)


@pytest.fixture(scope="session")
def korea_contest(korea) -> LadderComparison:
    """
    Everything that the game says about the worked case, worked out once for all commands and tests.
    """
    return compare(korea, mapper=spread)


@pytest.fixture
def phaseline(capsys) -> Callable[..., Ran]:
    """A command, run in this process: `phaseline("ask", "korea-2024")`."""

    def ran(*words: str) -> Ran:
        capsys.readouterr()
        try:
            status = main(list(words))
        except SystemExit as stopped:  # argparse has said what is wrong
            status = int(stopped.code or 0)
        out, err = capsys.readouterr()
        return Ran(status=status, out=out, err=err)

    return ran
