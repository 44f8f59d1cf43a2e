"""
What the records of the game file and of published models say of themselves, for those who do not
read the code: a schema is read by editors.

Docstrings are not data: Python can be told to leave them out. This table is written from them by
`make docs`, and a gate fails where it is stale.
"""

from collections.abc import Mapping

SENTENCES: Mapping[str, str] = {
    # [[[cog
    # told = ("phaseline.game.spec", "phaseline.game.published.spec")
    # cog.out(__import__("tables").sentences(*told))
    # ]]]
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
    "spec.Crisis": (
        "A crisis between A, who may challenge, and B, who may resist; then A fights or backs "
        "down.\n\nA's payoffs of fighting and of backing down, and B's of fighting, hold a shock "
        "that only its owner sees: normal, independent, of one standard deviation.\n\nSource:     "
        "Lewis & Schultz, *Political Analysis* 11 (2003), 345–367; the letters are those of the R"
        "     package `sigInt` (Crisman-Cox & Gibilisco)."
    ),
    "spec.Discount": "What next period's unit is worth now, strictly between 0 and 1.",
    "spec.Dyad": (
        "Two players who choose together in every state, each with logit errors, for ever.\n\nEach "
        "has a shock to every act that only it sees, type 1 extreme value with scale 1 and mean "
        "0.\n\nSource:     Crisman-Cox & Gibilisco, *American Journal of Political Science* 62 "
        "(2018), 566–580."
    ),
    "spec.DyadPayoff": (
        "What both players get in one state from one pair of acts, and where it leads."
    ),
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
    "spec.Reputation": (
        "A store in several markets, each with an entrant, which may be of a kind that always "
        "fights.\n\nThe entrant gets 0 if it stays out, b if it enters and the store yields, b − 1 "
        "if it is fought. A weak store gets a where nobody enters, 0 where it yields, −1 where it"
        " fights.\n\nSource:     Kreps & Wilson, *Journal of Economic Theory* 27 (1982), 253–279."
    ),
    "spec.Responder": "The one who climbs the ladder.",
    "spec.Retry": "When a lost vote can be taken again.",
    "spec.RungSpec": "A step of the response, with what it does and what stands before it.",
    "spec.Sharper": "Another eye on one track, to be compared with the one of the file.",
    "spec.Solve": "What is asked of the game.",
    "spec.Suspect": "One who may act unseen, where it has an opportunity.",
    "spec.Suspects": (
        "Several who may act unseen, and a responder who answers the one who is named as far as "
        "it believes the report.\n\nSource:     Baliga, Bueno de Mesquita & Wolitzky, *American "
        "Political Science Review* 114 (2020),     1155–1178, with even distributions."
    ),
    "spec.Table": (
        "Two players who choose once: both at a time, or the second on seeing a label of the "
        "first's act.\n\nWith `labels` a plan of the second player says an act for each label; all "
        "Nash equilibria of acts against plans are looked for."
    ),
    "spec.TablePayoff": "What both players get from one pair of acts.",
    "spec.Textbook": (
        "A small model of a general form: a table, a decision under a belief, or a reputation.\n\n"
        "One of the three is given."
    ),
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
    "spec.Watching": (
        "One decision maker who acts period by period on what it sees of a state that it does not"
        " see.\n\nIt knows the chances, holds a belief, and does best for itself until the horizon."
    ),
    # [[[end]]]
}
