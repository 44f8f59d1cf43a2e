"""
What the records and words of the case format say of themselves, for those who do not read the code:
a schema is read by editors.

Docstrings are not data: Python can be told to leave them out. This table is written from them by
`make docs`, and a gate fails where it is stale.
"""

from collections.abc import Mapping

SENTENCES: Mapping[str, str] = {
    # [[[cog cog.out(__import__("tables").sentences(*__import__("tables").model_modules())) ]]]
    "case.Case": (
        "What an analyst has written: one policy paper, or several, turned into checked text "
        "files.\n\nA case is a folder of YAML files, one a concern, or a single file; the sections "
        "are the same."
    ),
    "choices.Assumption": (
        "A number or a choice that the sources do not give: a range, a reason and an owner."
    ),
    "choices.Brake": "Something that holds the responder back, and what loosens it.",
    "choices.CaseQuestion": (
        "A question of the case's own, answered by what stands at addresses of it."
    ),
    "choices.Derived": "A number worked out from others by a formula over addresses.",
    "choices.JudgedChance": (
        "Of which chance something is a direct judgement.\n\nArgs:     section: procedures, whips "
        "or amendments.     id: The id of the entry there.     way: Of a vote, how the body is "
        "asked: consulted or bypassed; of a change of law, which         stage of its way: that "
        "it passes, that a veto is overridden, that it is made."
    ),
    "choices.RankCorrelation": (
        "That an assumption goes together with another one.\n\nSource:     Spearman's coefficient, "
        "and the copula in which it is read: Embrechts, McNeil & Straumann in     *Risk "
        "Management: Value at Risk and Beyond* (2002), theorem 3."
    ),
    "choices.Recommendation": (
        "Something that a source recommends, to whom, by what instrument, and which brake it aims"
        " at."
    ),
    "choices.Salience": "One item on a list of what people ask their government for.",
    "claims.BetterLadder": "A claim that one completed ladder is better than another.",
    "claims.ChangedOrder": (
        "A claim that two completed ladders change places as one assumption moves over its range."
    ),
    "claims.Claim": (
        "Something that a source claims about how a response works, to be held against the case's"
        " game: by one of `tests`, `better`, `deters`, `met` and `flips`."
    ),
    "claims.ClaimArguments": (
        "What a test of a claim is asked of; ladders are named by the policies of the game."
    ),
    "claims.DeterredType": (
        "A claim that a completed ladder deters a type of challenger: it is across the line for "
        "less than half a period, where it has not begun to cross."
    ),
    "claims.MetDemand": (
        "A claim that the demand of a completed ladder is met: by the last horizon, with a chance"
        " of at least one half."
    ),
    "common.Challenge": "Somebody who has gone through an entry and tried to break it.",
    "common.Cite": (
        "A citation: a short exact phrase anchored in a source (W3C TextQuoteSelector)."
    ),
    "common.Modality": "How firmly a statement is meant: said, could, should, will.",
    "common.Stance": "What a cited passage does for the statement that cites it.",
    "common.Status": (
        "With what standing a statement is made; the reader never sees a statement without it."
    ),
    "defaults.Defaults": (
        "What the entries of a file say where they leave it out themselves.\n\nThe standing of a "
        "statement is none of these: each says its own."
    ),
    "defaults.FileHead": "What stands at the top of any file of a case.",
    "escalation.Act": "Something that the other side does or may do.",
    "escalation.Attributes": (
        "What an act or a rung does, side by side, for the comparison of proportionality; not a "
        "legal finding."
    ),
    "escalation.CounterThreat": (
        "A threat by the other side, with the condition under which it would act."
    ),
    "escalation.RedLine": (
        "A list of things that must not happen, drawn by one source; crossing one of them is "
        "crossing it."
    ),
    "escalation.RedLineStatus": "How far a red line has come.",
    "escalation.Technology": (
        "A family of technology that may be handed over, with the effect that a source states for"
        " it."
    ),
    "escalation.Track": "One dimension along which the other side can climb.",
    "escalation.TrackRole": (
        "What part a track plays in the game of a case, whatever it is called."
    ),
    "evidence.Actor": "One actor with one id and every printed spelling of its name.",
    "evidence.ActorKind": "What kind of actor it is.",
    "evidence.Conflict": (
        "Two or more passages that do not go together, or one that is vague; every side is kept."
    ),
    "evidence.Event": "Something that happened, with its date as an interval.",
    "evidence.Fact": "One statement about the world: who says it, with what standing, and where.",
    "evidence.Output": "Something that the parties to a meeting agreed to do.",
    "evidence.ReadExtent": "How much of a source's text was read.",
    "evidence.Side": "One side of a conflict.",
    "evidence.Silence": (
        "A question that the papers do not answer, with the public record where one exists."
    ),
    "evidence.Source": "A text that the case cites, described with the field names of CSL-JSON.",
    "evidence.SourceRole": (
        "Whether a source is one of the papers that the case is about, or a further public record."
    ),
    "evidence.Verification": (
        "Quotes that were held against the text of their source: by whom, when, and which text."
    ),
    "evidence.Within": "Where a conflict lies.",
    "law.Amendment": (
        "A change of law that somebody proposes, seeks or could seek, and the route it needs."
    ),
    "law.Encoding": (
        "A body of law put into rules: who summarised it, how far it goes, and how its open "
        "questions are settled."
    ),
    "law.Force": "Where a provision stands.",
    "law.LawOption": "Something that the law is asked about.",
    "law.LawRule": (
        "One sentence of a provision, in a form that can be worked out; its text is the "
        "provision's."
    ),
    "law.LegalEffect": "What a provision does.",
    "law.Position": (
        "How one party reads the whole law: the readings it takes, and the disputed provisions on"
        " which it relies."
    ),
    "law.Provision": (
        "A rule of law, or a claim about one, as a source states it; not legal advice."
    ),
    "law.Reading": "One way in which a provision or a term is read, and who reads it so.",
    "law.Term": (
        "A term of law that different parties read differently; no reading is the right one here."
    ),
    "law.Untranslatable": (
        "A part of a provision that no rule carries: what it touches is marked wherever it is "
        "answered."
    ),
    "play.AskFirst": (
        "Consent that is asked for before the first act, and held: both sides know the answer."
    ),
    "play.Begun": "A level at which a track may stand already on the as-of date.",
    "play.Completed": "What one kind of challenger gains once, when a project is done.",
    "play.Consent": (
        "What a standing in law comes to in the game: a chance per period, or a vote by the "
        "procedure that the law names."
    ),
    "play.Drift": "Where nature may take a track in a period.",
    "play.GameController": (
        "One of several who decide, where it is asked whom a ladder deters; nothing else plays it."
    ),
    "play.GameMove": "One thing that the challenger can do on a track.",
    "play.GamePolicy": (
        "A ladder made ready to be solved: a contrast as it stands, or a published ladder in one "
        "completion. It is derived, and never written."
    ),
    "play.GameSetup": "The case as a game.",
    "play.GameTrack": (
        "A track of the game: one of the case, or what a red line holds or leaves out."
    ),
    "play.GameType": "A private kind of challenger.",
    "play.Gate": "Whose consent a measure waits for, and how it is asked.",
    "play.JointLevelNumber": "A number that goes with several tracks at their levels together.",
    "play.LadderForm": (
        "How the members of one form differ from the policy that is varied, beside rungs and "
        "counts."
    ),
    "play.LevelNumber": "A number that goes with one level of a track.",
    "play.MeasureEffect": (
        "What a measure does once it is in force; a rung does the most that any of its measures "
        "does."
    ),
    "play.Met": "A level at which a demand is met.",
    "play.Muted": "A level at which only a part of every loss and benefit is left; costs stay.",
    "play.NamedOffer": (
        "What the responder could offer beside a ladder while its demand is met; page one plays "
        "none of it."
    ),
    "play.PlayRules": (
        "How a ladder is played: what calls its rungs, what ends a call, and where its demand is "
        "met.\n\nRungs that the ladder takes at once need not be named again."
    ),
    "play.Project": (
        "Work that is begun, is under way, and is done for good: the same track, played beside "
        "its flow. What is done is known from then on, and cannot be taken back."
    ),
    "play.RungAsks": "A body that a completion puts a rung before, whatever the law asks.",
    "play.RungAt": "A rung that goes with a level that everybody sees.",
    "play.RungRule": "Something that a completion says of one rung, in periods or reports.",
    "play.Search": (
        "The declared class of ladders in which the best one is looked for; every member is a "
        "completion of ours, and nobody's proposal."
    ),
    "play.Viewpoint": (
        "By whose account a ladder is valued: weights on the parts of the responder's value; what"
        " is left out weighs 1."
    ),
    "politics.Institution": "A body that must agree, or that can object.",
    "politics.Passes": (
        "What passes a vote: how many yes, of whom, and whose no blocks it; every member votes "
        "yes, no, abstains or is absent."
    ),
    "politics.Penalty": (
        "What an act of the executive exposes an office-holder to, as an actor threatens it."
    ),
    "politics.Poll": "A poll with its question form; polls of different forms are never pooled.",
    "politics.PollOption": "One answer of a poll.",
    "politics.Portion": (
        "A share of members that has to be reached or exceeded.\n\nArgs:     share: The share, "
        "above 0 and at most 1.     is_strict: Whether it has to be exceeded."
    ),
    "politics.Procedure": "How a body decides: which majority, of whom, and who can stop it.",
    "politics.Seats": "How many seats a party holds on a day.",
    "politics.SilenceProcedure": (
        "A decision that comes about by itself, unless somebody stops it in time."
    ),
    "politics.Whip": "A whip count: how every party is expected to vote on what one side moves.",
    "politics.WhipVote": (
        "How a party is expected to vote: by one share, or by what it objects to in log-odds; "
        "never by named member."
    ),
    "response.AddedItems": (
        "Goods that a completion takes a measure to send, which the ladder's author does not name."
    ),
    "response.Completion": (
        "A published ladder made whole by somebody else: never attributed to its author."
    ),
    "response.Demand": (
        "What the responder asks of the other side, and how one would see that it is met."
    ),
    "response.Fill": "How a completion closes one gap of a published ladder.",
    "response.GoodsApart": (
        "Goods of a measure that the law is asked about apart from its other goods."
    ),
    "response.Ladder": (
        "A promise as a whole: rungs, what leads from one to the next, and what ends it."
    ),
    "response.LadderStanding": "Where a ladder comes from.",
    "response.Measure": "One thing that the responder can do; a rung is a named set of them.",
    "response.Rung": "A step of the response: a named set of measures.",
    "response.ThreatEntry": (
        "One entry of the threat ledger: what was threatened, on what condition, and what became "
        "of it."
    ),
    "response.Transition": (
        "The step from one rung to the next: what calls for it, from which threshold, by when."
    ),
    "response.TriggerKind": "What makes the responder climb.",
    "response.Wording": "One wording of a demand or a trigger, with its scope.",
    "supply.Counter": (
        "A quotation: a source says that one system would help against another. No ranges, "
        "effects or quantities."
    ),
    "supply.Donor": "A partner whose own stocks have run down.",
    "supply.Need": "Something that was asked for.",
    "supply.Route": "A way by which support reaches the beneficiary, with what became of it.",
    "supply.Stock": "A kind of equipment that a holder has or makes.",
    "vocabulary.CrossingWords": (
        "What it is called, in this case, to cross the red line; the defaults fit every case."
    ),
    "vocabulary.Vocabulary": (
        "Words that a case declares once, so that its answers speak its language."
    ),
    "watch.Channel": "Who reports, with how far it was trusted when.",
    "watch.Indicator": "Something that would be noticed, more often where a hypothesis is so.",
    "watch.Reliability": "How far a channel is trusted from a day on.",
    "watch.WatchHypothesis": "A sentence that is true or not, and that nobody sees directly.",
    # [[[end]]]
}
