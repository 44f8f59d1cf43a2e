"""Words for polls, and for where the numbers of a case come from."""

import re

from phaseline.desk.findings.opinion import (
    Challenged,
    NeverAveraged,
    NumbersEntered,
    PollBalance,
    PollsAgree,
    StillOfPattern,
)
from phaseline.present.wording.english.wording import short, wording
from phaseline.present.wording.numbers import count_words, listed, number_words
from phaseline.present.wording.spans import Spans, phrase
from phaseline.present.wording.words import Words

_ARTICLE = re.compile(r"^(?:The|An?) ")  # begins a name as its author writes it, and no sentence


@wording.register
def _(finding: PollsAgree, _: Words) -> Spans:
    form = (
        "{answer}, in the one poll {whose}{some}; another question might give another answer:"
        if finding.polls == 1
        else "{answer}, in every poll {whose}{some}; how strongly depends on the question:"
    )
    return phrase(
        form,
        answer="Yes" if finding.is_against else "No",
        whose="of the papers" if finding.is_of_papers else "on record",
        some=" that gives one share for each side" if finding.is_some else "",
    )


@wording.register
def _(finding: PollBalance, words: Words) -> Spans:
    pollster = words.entry(finding.poll).pollster
    return phrase(
        "{support} percent support, {oppose} percent oppose: net {net} points"
        " ({pollster}{unlisted}{joined}).",
        support=number_words(finding.support),
        oppose=number_words(finding.oppose),
        net=number_words(finding.net),
        pollster=words.actor(pollster) if pollster != "unknown" else "pollster not stated",
        unlisted=f"; {number_words(finding.unlisted)} percent not listed"
        if finding.unlisted
        else "",
        joined=_joined(finding, words),
    )


def _joined(finding: PollBalance, words: Words) -> str:
    """Say which answers of another poll come to a share together; nothing where none do."""
    if not finding.other:
        return ""
    share = finding.support if finding.side == "support" else finding.oppose
    pollster = words.entry(finding.other).pollster
    added = " plus ".join(number_words(number) for number in finding.joined)
    whose = words.actor(pollster) if pollster != "unknown" else "another poll"
    return f"; {number_words(share)} may be {added} of {whose}"


@wording.register
def _(_: NeverAveraged, __: Words) -> Spans:
    return phrase("The questions differ or are unknown; polls are never averaged.")


@wording.register
def _(finding: NumbersEntered, _: Words) -> Spans:
    further = [
        f"{count} {how}"
        for count, how in (
            (finding.unread, "from sources that the editors did not read"),
            (finding.unverified, "unverified"),
            (finding.inferred, "inferred or hypothetical"),
        )
        if count
    ]
    return phrase(
        "{cited} {are} cited from a source{further}; {assumed}.",
        cited=count_words(finding.cited, "number"),
        are="is" if finding.cited == 1 else "are",
        further=f", {listed(further)}" if further else "",
        assumed=_owned(finding),
    )


def _owned(finding: NumbersEntered) -> str:
    """Say whose the assumptions are; of none there is no owner."""
    if not finding.assumed:
        return "no assumption is entered"
    owned = "is" if finding.assumed == 1 else "are"
    return (
        f"{count_words(finding.assumed, 'assumption')} with reasons {owned} owned by"
        f" {listed(list(finding.owners), empty='nobody')}"
    )


@wording.register
def _(finding: Challenged, _: Words) -> Spans:
    those = " that the game rests on" if finding.is_of_game else ""
    assumed = count_words(finding.assumed, "assumption")
    if not finding.by:
        whose = "the game's" if finding.is_of_game else "the"
        which = f"{whose} one assumption" if finding.assumed == 1 else f"any of {whose} {assumed}"
        of = f", of {finding.entered} in the case" if finding.entered > finding.assumed else ""
        also = f" or {which}{of}" if finding.assumed else ""
        return phrase("Nobody has challenged the case{also}.", also=also)
    left = (
        f"; nobody has challenged {finding.unchallenged} of the {assumed}{those}"
        if finding.unchallenged
        else ""
    )
    by = [_ARTICLE.sub(lambda article: article[0].lower(), name) for name in finding.by]
    return phrase("Challenged by {by}{left}.", by=listed(by), left=left)


@wording.register
def _(finding: StillOfPattern, _: Words) -> Spans:
    assumed = count_words(finding.assumed, "number")
    which = (
        f"All {assumed} that are assumed are"
        if finding.still == finding.assumed > 1
        else f"{finding.still} of the {assumed} that are assumed are"
    )
    if finding.assumed == 1:
        which = "The one number that is assumed is"
    return phrase("{which} still a pattern's, chosen for no case.", which=which)


@short.register
def _(finding: Challenged, words: Words) -> Spans:
    """Under a head that says that nobody has, where that is so of a game."""
    if finding.by or not finding.is_of_game:
        return wording(finding, words)
    if finding.assumed == 1:
        return phrase("the one assumption used")
    return phrase(
        "the {assumed} assumptions used",
        assumed=str(finding.assumed),
    )
