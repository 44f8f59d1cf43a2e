"""Consent asked for beforehand and when a rung is called, solved without anything else."""

import pytest

from phaseline.api.cases import open_case
from phaseline.api.insight import ask_first, why
from phaseline.desk.comparison.asked_first import ladder_asked
from phaseline.desk.findings.threats import asked_first_of, threat_findings
from phaseline.present.wording.asked_first import asked_first_parts
from phaseline.present.wording.table import WordTable

DRAWS = 8


@pytest.fixture(scope="module")
def case():
    """The small case, whose council may refuse."""
    return open_case("strait").reading.case


def test_it_is_what_lifting_all_brakes_says_of_it(case):
    """Both effects draw by draw, and the finding, are those of `why`, which solves far more."""
    (leakage,) = why(case, ladder="patient", draws=DRAWS)
    asked = ladder_asked(case, "patient", draws=DRAWS)

    assert asked.consent.first == pytest.approx(leakage.consent.first, abs=1e-9)
    assert asked.consent.when_called == pytest.approx(leakage.consent.when_called, abs=1e-9)
    (said,) = [row for row in threat_findings(leakage) if row.kind == "consent_asked_first"]
    mine = asked_first_of(asked, asked.consent)
    assert (mine.id, mine.is_own, mine.is_alike) == (said.id, said.is_own, said.is_alike)
    assert mine.first == pytest.approx(said.first, abs=1e-9)


def test_one_course_is_a_sentence_and_several_are_rows(case):
    """One table either way, whose rows are the courses in the order of the case."""
    ladders = ask_first(case, draws=DRAWS)
    single = list(asked_first_parts(case, ladders[:1]))
    several = list(asked_first_parts(case, ladders))

    (board,) = [part for part in several if isinstance(part, WordTable)]
    waiting = [ladder for ladder in ladders if ladder.consent is not None]
    assert len(board.rows) == len(waiting) > 1
    assert board.head == ("Ladder", "Asked first", "When called", "Difference")
    assert "consent is asked for beforehand" in single[0]
    assert "a no is final" in several[0]


def test_a_step_that_waits_for_nobody_has_nothing_to_ask(case):
    """Said in words, and no table stands there."""
    (asked,) = ask_first(case, ladder="patient", draws=DRAWS)
    idle = type(asked)(policy=asked.policy, consent=None, horizon=asked.horizon, draws=DRAWS)

    (said,) = asked_first_parts(case, (idle,))
    assert said.endswith("no step waits for a consent that may be refused.")
