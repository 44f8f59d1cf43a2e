"""A search knows numbers and no names: what it is asked again is told by the names of who asks."""

from law.by_hand import change, law, option, rule

from phaseline.law.model import Hypothesis, Standing
from phaseline.law.turns import TurningPoint, flips, turns_on


def ruled(term, strict, repealing):
    """A permission beside a bar that one reading of one term brings, and one change takes away."""
    return law(
        rule("act.open", "permit", "arms"),
        rule("act.bar", "prohibit", f"arms, {term}.{strict}"),
        terms={term: (strict, "plain")},
        options=(option("guns", "arms"), option("shells", "arms")),
        changes=(change(repealing, "act.bar"),),
    )


FIRST, SECOND = ruled("use", "narrow", "bill"), ruled("aim", "close", "motion")


def test_options_and_laws_that_are_alike_are_told_by_their_own_names():
    """
    The bar holds under the strict reading alone, so that each reading settles a standing; taking
    the bar away is the least change that opens it. Two laws that differ in names alone say so of
    their own terms and changes, of each option likewise.
    """
    for asked, term, strict, repealing in (
        (FIRST, "use", "narrow", "bill"),
        (SECOND, "aim", "close", "motion"),
    ):
        points = {
            (Standing.EXECUTIVE, (term, "plain")),
            (Standing.BARRED, (term, strict)),
        }
        for measure in asked.options:
            turning = turns_on(asked, measure)
            assert all(isinstance(point, TurningPoint) for point in turning)
            assert {(point.standing, *point.readings.items()) for point in turning} == points
            assert flips(asked, measure).sets == (frozenset({repealing}),)


def test_what_is_supposed_and_wanted_makes_another_search():
    """
    Once the change is made nothing more has to change; with its permission void nothing opens what
    no rule permits; that it is barred in every world no change brings about.
    """
    guns = FIRST.options[0]
    assert flips(FIRST, guns).sets == (frozenset({"bill"}),)
    assert flips(FIRST, guns, Hypothesis(enacted=frozenset({"bill"}))).sets == (frozenset(),)
    assert flips(FIRST, guns, Hypothesis(void=frozenset({"act"}))).sets == ()
    assert flips(FIRST, guns, target=frozenset({Standing.BARRED})).sets == ()
    assert flips(FIRST, guns).sets == (frozenset({"bill"}),)
