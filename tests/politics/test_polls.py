"""Polls: one figure for several only where they put the same question."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phaseline.case.model.politics import Poll, PollOption
from phaseline.politics.polls import PooledPolls, Refusal, net, pooled
from phaseline.terms.quantity import UNKNOWN, quantity
from phaseline.terms.when import NO_DATE, When


def poll(name="one", yes=30.0, no=60.0, sample=1000, form="two answers"):
    """A poll with two answers."""
    return Poll(
        id=name,
        title="A poll",
        question_form=form,
        pollster="a house",
        mode="telephone",
        fieldwork=When.parse("2031-03-01/2031-03-03"),
        sample=quantity(f"{sample} respondent"),
        options=(
            PollOption(says="yes", share=quantity(f"{yes} percent"), counts_as="support"),
            PollOption(says="no", share=quantity(f"{no} percent"), counts_as="oppose"),
        ),
    )


@given(
    st.lists(
        st.tuples(st.floats(0, 50), st.floats(0, 50), st.integers(100, 5000)),
        min_size=2,
        max_size=5,
    ),
)
def test_pooling_within_one_form_is_a_mean_weighted_by_samples(rows):
    """Support is the sum of share times sample over all respondents, and so is its net."""
    total = sum(sample for _, _, sample in rows)

    found = pooled(
        [
            poll(str(index), yes=yes, no=no, sample=sample)
            for index, (yes, no, sample) in enumerate(rows)
        ]
    )

    assert isinstance(found, PooledPolls)
    assert found.support == pytest.approx(sum(yes * sample for yes, _, sample in rows) / total)
    assert found.net == pytest.approx(sum((yes - no) * sample for yes, no, sample in rows) / total)
    assert found.sample == total


def test_a_pool_keeps_who_asked_how_and_when():
    """House, mode and dates of each poll stand in the result."""
    found = pooled([poll(), replace(poll("two"), pollster="another house", mode="online")])

    assert isinstance(found, PooledPolls)
    assert found.houses == ("a house", "another house")
    assert found.modes == ("telephone", "online")
    assert [one.text for one in found.fieldwork] == ["2031-03-01/2031-03-03"] * 2


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (
            poll("two", form="three answers"),
            "the questions differ (one: two answers; two: three answers)",
        ),
        (poll("two", form="unknown"), "the question form of two is unknown"),
        (replace(poll("two"), sample=UNKNOWN), "the sample of two is not given"),
        (replace(poll("two"), fieldwork=NO_DATE), "the dates of two are not given"),
        (
            replace(poll("two"), options=poll().options[:1]),
            (
                "two: no single answer stands for opposition; answers of different meaning are not"
                " added up"
            ),
        ),
    ],
    ids=["form", "unknown", "sample", "dates", "side"],
)
def test_a_pool_is_refused_with_its_reason(other, reason):
    """
    Another form, an unknown one, no sample, no dates, no such side: each is said in words, and
    nothing is raised.
    """
    found = pooled([poll(), other])

    assert isinstance(found, Refusal)
    assert found.polls == ("one", "two")
    assert found.reasons == (reason,)


def test_one_poll_is_no_pool():
    """A single poll, and none, have nothing to be joined with."""
    assert isinstance(pooled([poll()]), Refusal)
    assert isinstance(pooled([]), Refusal)


def test_a_poll_of_nobody_is_no_pool():
    """Samples of nothing carry no weight."""
    found = pooled([poll(sample=0), poll("two", sample=0)])

    assert isinstance(found, Refusal)
    assert found.reasons == ("no respondent was asked",)


def test_several_answers_of_one_side_are_not_added_up():
    """
    Non-military support alone and no support at all are two answers: opposition has no single
    share, and there is no net.
    """
    three = replace(
        poll(),
        options=(
            PollOption(says="weapons", share=quantity("13 percent"), counts_as="support"),
            PollOption(says="food alone", share=quantity("66 percent"), counts_as="oppose"),
            PollOption(says="nothing", share=quantity("16 percent"), counts_as="oppose"),
        ),
    )

    found = net(three)

    assert (found.support, found.oppose, found.net) == (13, None, None)
    assert "opposition" in found.why
    assert net(poll()).net == -30


def test_a_poll_with_several_answers_has_no_net_and_is_pooled_with_nothing():
    """Of 100 persons 70 may name both sides, so that 80 less 75 is no surplus of persons."""
    several = replace(poll(yes=80, no=75), several_answers=True)

    found = net(several)

    assert (found.support, found.oppose, found.net) == (80, 75, None)
    assert (
        found.why
        == "a person could give several answers, so that the same one may stand on both sides"
    )
    assert pooled([several, poll("two")]) == Refusal(
        polls=("one", "two"), reasons=(f"one: {found.why}",)
    )


def test_an_unknown_share_is_why_there_is_no_net():
    """A share that is not given is another reason than one that stands for nothing."""
    open_end = replace(
        poll(), options=(poll().options[0], replace(poll().options[1], share=UNKNOWN))
    )

    found = net(open_end)

    assert (found.oppose, found.net, found.why) == (
        None,
        None,
        "the share for opposition is not given",
    )
