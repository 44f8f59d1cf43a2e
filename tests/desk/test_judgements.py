"""Direct judgements: each beside the chance that it names, whatever its own id."""

from dataclasses import replace

import pytest
from desk.test_limits import HALL, at, read

from phaseline.desk.consent.politics import feasibility
from phaseline.desk.estimates.valuation import best_values

JUDGEMENTS = (
    ("a", 0.4, 0.8, "procedures.vote.consulted"),
    ("b", 0.0, 0.2, "amendments.mines_allowed.passes"),
    ("c", 0.5, 0.9, "amendments.tax.passes"),
    ("d", 0.0, 1.0, "whips.changing.bypassed"),
)
TAX = (
    "  - {id: tax, says: A tax., proposed_by: merrow, route: vote, provisions: [act],"
    ' repeals: [act.never], cites: [{source: paper, locator: "2"}]}\n'
)


@pytest.fixture
def judged(tmp_path):
    """The invented case with two changes of law, and judgements of what is counted."""

    def found(rename="c"):
        text = HALL.read_text(encoding="utf-8")
        added = "".join(
            f"  - {{id: {rename if name == 'c' else name}, asks: {name}, owner: me, rationale: So,"
            f" low: {low}, high: {high}, judges: {judges}}}\n"
            for name, low, high, judges in JUDGEMENTS
        )
        text = text.replace("\nassumptions:\n", f"\nassumptions:\n{added}", 1)
        text = text.replace("amendments:\n", f"amendments:\n{TAX}", 1)
        (tmp_path / "hall.yaml").write_text(text, encoding="utf-8")
        case = read(tmp_path / "hall.yaml")
        answer = feasibility(case, at(best_values(case), swing=0.0))
        return {each.assumption.id: each for each in answer.judged}

    return found


def test_two_changes_of_law_are_each_compared_with_their_own(judged):
    """
    Of three members a half agree to a consent and a quarter to a change of law: 0.5 and 0.15625;
    the tax goes by the vote of consent.
    """
    found = judged()

    assert {name: each.counted for name, each in found.items()} == pytest.approx(
        {"a": 0.5, "b": 0.15625, "c": 0.5, "d": 0.15625}
    )
    assert [each.judged.best for each in found.values()] == pytest.approx([0.6, 0.1, 0.7, 0.5])
    assert not any(each.is_used for each in found.values())


def test_a_judgement_is_known_by_what_it_judges_and_not_by_its_id(judged):
    """Renamed, it stands beside the same chance."""
    renamed = judged(rename="amendments-pass")

    found = renamed["amendments-pass"]

    assert found == replace(judged()["c"], assumption=found.assumption)
