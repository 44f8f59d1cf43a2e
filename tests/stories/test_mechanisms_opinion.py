"""Opinion: two polls that ask different things."""

from phaseline.case.values import derivation
from phaseline.desk.findings.opinion import net_support


def test_both_polls_are_against_and_neither_is_averaged(korea, entry, phaseline):
    """28 - 64 = -36 and 13 - 82 = -69; the questions differ, so they stand side by side."""
    told = phaseline("ask", "korea-2024", "6").out

    assert [net_support(entry(f"polls.{name}")) for name in ("joongang-2024", "kim-poll")] == [
        -36,
        -69,
    ]
    assert derivation(korea, entry("derived.net-gap")).value.number == 33
    assert "Yes, in every poll of the papers" in told
    assert "never averaged" in told
