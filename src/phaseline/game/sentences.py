"""
What the records of the game file say of themselves, for those who do not read the code: a schema is
read by editors.

Docstrings are not data: Python can be told to leave them out. This table is written from them by
`make docs`, and a gate fails where it is stale.
"""

from collections.abc import Mapping

SENTENCES: Mapping[str, str] = {
    # [[[cog cog.out(__import__("tables").sentences("phaseline.game.spec")) ]]]
    "spec.Authority": (
        "Consent asked for before the game begins, and held: both sides see whether it was given "
        "before the first act."
    ),
    "spec.Challenger": "The one who may cross the red line.",
    "spec.ChallengerType": "A private kind of challenger: what it gains, fears and discounts.",
    "spec.Commit": "The declared class of policies over which the responder optimises.",
    "spec.Controller": (
        "One of several challengers: the tracks that it decides, and what it gains and fears."
    ),
    "spec.Credit": (
        "How belief in execution falls with calls that the responder itself did not carry out: "
        "alpha / (alpha + beta + count)."
    ),
    "spec.Discount": "What next period's unit is worth now, strictly between 0 and 1.",
    "spec.Game": "A game file as a whole.",
    "spec.JointNumber": "A number that goes with several tracks at their levels together.",
    "spec.LadderSpec": "The promise as a whole.",
    "spec.MenuEntry": "One policy among those that the responder may commit to.",
    "spec.Monitor": "How reports are added up into the state that the ladder answers.",
    "spec.Move": "One thing that the challenger can do beside `hold`.",
    "spec.NoCommitment": "How both sides err where the responder is not bound by its ladder.",
    "spec.Offer": (
        "What the responder pays and asks for while the challenger keeps a commitment, beside its"
        " ladder."
    ),
    "spec.Policy": "What calls for which rung, and what ends it.",
    "spec.Release": (
        "Stock that donors release at once, and that is owed to them: a shorter lead against a "
        "later replenishment."
    ),
    "spec.Remainder": "What a rung does once some of its measures that last only a time are over.",
    "spec.Reports": (
        "What is reported of a track, and how well: a row is P(label | level after the move)."
    ),
    "spec.Responder": "The one who climbs the ladder.",
    "spec.Retry": "When a lost vote can be taken again.",
    "spec.RungSpec": "A step of the response, with what it does and what stands before it.",
    "spec.Sharper": "Another eye on one track, to be compared with the one of the file.",
    "spec.Solve": "What is asked of the game.",
    "spec.Time": "Length of a period, how many there are, and how they are weighed.",
    "spec.TimedMeasure": (
        "A measure that lasts only a time, or that strikes once: when a rung with it is first in "
        "force."
    ),
    "spec.TrackSpec": "One dimension along which the challenger, or nature, moves.",
    "spec.TypeSpread": "Many types in one: factors on its gains, at evenly spaced chances.",
    "spec.Vote": (
        "Consent by a vote: one draw when the rung is first called, the next only after a time."
    ),
    # [[[end]]]
}
