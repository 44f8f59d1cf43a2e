"""
The glossary: every term that pages, answers and the terminal use for a thing of the domain.

`phaseline explain TERM` prints it, and the page of the glossary is made of it.
"""

from collections.abc import Mapping

GLOSSARY: Mapping[str, Mapping[str, str]] = {
    "The other side": {
        "challenger": "The actor who is to be deterred or compelled.",
        "challenger type": (
            "A private kind of challenger: what it gains, fears and discounts, known to itself "
            "and not to the responder."
        ),
        "type": "In a table of a game, the challenger type.",
        "abstaining type": (
            "A challenger type that would not cross whatever is answered, for a reason that is no"
            " answer: a partner, a price, caution. No ladder is credited with its restraint."
        ),
        "act": (
            "Something that the challenger does or may do. A law is never called an act here: it "
            "is a *statute*."
        ),
        "offer": (
            "What the responder pays and asks for beside a ladder: an inducement while a commitment"
            " stands, against being seen better. A type takes it up where the game with it is worth"
            " no less to it."
        ),
        "inducement": (
            "What an offer pays the challenger per period while the commitment stands and no rung"
            " above the promised one is in force."
        ),
        "verification": (
            "The chance per period that a crossing is reported. An offer may ask for another one,"
            " which can cost the challenger something."
        ),
        "window": (
            "Of an offer, the verifications between which it is both taken up and kept; it may be"
            " empty, which is an answer."
        ),
        "taken up": (
            "Of an offer, where the game with it is worth no less to a type than the game without."
        ),
        "ladder takes": (
            "What all rungs together cost one who decides, if it crosses on a track as soon as it"
            " can, more than they cost it if it keeps off: in its own unit of gain, weighed by"
            " time."
        ),
        "crossing gains": (
            "What crossing on a track is worth to one who decides, beside what the ladder takes: in"
            " its own unit of gain, weighed by time."
        ),
        "red line": (
            "What is announced as not to happen. A case holds it as a list of things, any of "
            "which crosses it, with the source that draws it and how far it has come: drawn, "
            "proposed, communicated or accepted."
        ),
        "crossing": (
            "The violation of a red line. A *detected* crossing is one that the responder has "
            "noticed."
        ),
        "project": (
            "Work that is begun, is under way and is done for good: what is learnt stays, and"
            " cannot be taken back. A *flow* can be stopped, and then ends. Which of the two a"
            " crossing is, is an assumption of the case."
        ),
        "flow": (
            "What goes on as long as it is not stopped, and gains and harms in each period in which"
            " it does; the opposite of a *project*."
        ),
        "track": (
            "One dimension along which the challenger can climb, with ordered levels, and how "
            "well each level can be seen."
        ),
        "role of a track": (
            "What part a track plays in the game: `answer` for how the challenger answers a "
            "demand, `clock` for what third parties may end, `office` for who governs the "
            "responder. The level at which it is given, ended or changed is the one at which it "
            "has *turned*."
        ),
        "counter-threat": (
            "What the challenger threatens to do in answer to a rung, and on what condition."
        ),
        "brake of a threat": (
            "What takes away of what a ladder would change: consent, seeing, time, steps that "
            "come anyway, a clock that mutes the answer, lost credit, steps that stay in force, "
            "missing goods. What holds the responder back, as a source lists it, is a *restraint*"
            " in JSON and a *brake* of the case's section."
        ),
        "share of a brake": (
            "What it takes away, as its Shapley share: the mean, over the orders in which the "
            "brakes may be lifted, of what lifting it changes. The shares add up to the whole."
        ),
        "hold of a rung": (
            "What a rung is expected to cost a challenger for crossing on a track, less what it "
            "costs for keeping off. Where all holds on a track are nothing, nothing that is "
            "threatened deters the challenger from it."
        ),
        "corner": (
            "Where several challengers begin who answer one another: all comply, or all cross. "
            "Where replies from both lead to the same, it is the only one; otherwise both are told."
        ),
        "held through another": (
            "Said of a challenger who crosses for longer once the ladder costs another one nothing."
        ),
        "surface": (
            "By how much a goal is reached at every point of a grid over two or three "
            "assumptions, all others at their best values; its *boundary* is where the goal "
            "turns."
        ),
        "inert assumption": (
            "One on which no number, rule or claim of the case rests; of a ladder and a goal, one"
            " that does not move the goal alone."
        ),
        "best response": (
            "The challenger's answer to a ladder that does best by its own payoffs. The word is "
            "kept for the game; elsewhere a *response* is the responder's policy."
        ),
    },
    "The responder": {
        "responder": "The actor whose policy the case is about.",
        "phased response": (
            "A policy that ties a growing series of measures to what the other side does. *Phase*"
            " is used only in prose, where the sources use it."
        ),
        "measure": (
            "One thing that the responder can do, with its route and its lethality. A yardstick "
            "is called a *metric*."
        ),
        "rung": "A step of the response: a named set of measures.",
        "ladder": (
            "A promise as a whole: its rungs, what leads from one to the next, and what ends it."
        ),
        "transition": "The step from one rung to the next, with its trigger.",
        "trigger": (
            "What calls for a transition: an act, a statement, elapsed time, nothing (the step is"
            " taken at once), or unstated. What is announced as not to happen is a *red line*, "
            "not a trigger."
        ),
        "threshold": (
            "The level of an act from which a transition is called for. A trigger without a "
            "threshold cannot be evaluated."
        ),
        "demand": "What the responder asks of the challenger, with what would show that it is met.",
        "off-ramp": "What follows when the challenger complies.",
        "deadline": "How long the challenger has to answer a demand.",
        "stand-down": "The return from a rung to a lower one.",
        "published ladder": "A ladder as a source states it, with its gaps.",
        "gap": (
            "Something that a ladder leaves open: no off-ramp, a step without a trigger, no "
            "answer to a detected crossing, and so on. Each kind has a code."
        ),
        "completion": (
            "A published ladder made whole by somebody else. It names its owner, says how each "
            "gap is closed, and is never attributed to the ladder's author."
        ),
        "contrast": (
            "A ladder that no source proposes, entered so that the others can be compared with it."
        ),
        "scenario ladder": "A ladder that needs decisions which are not the responder's to make.",
        "evaluable": (
            "Said of a ladder from which anybody could tell which rung today's reports call for."
        ),
        "threat ledger": (
            "The record of threats made: the condition of each, and whether it was executed, "
            "reneged, blocked, never implemented or is pending."
        ),
        "proportionality": (
            "The comparison of a rung with the act that it answers: whose nationals are "
            "endangered, on whose territory, lethal or not, reversible or not, how many rungs "
            "skipped. It is a comparison, not a legal finding."
        ),
        "deterrence": "Keeping the challenger from an act that it has not done.",
        "compellence": (
            "Making the challenger stop or undo an act that it has done. It is presumed harder "
            "than deterrence."
        ),
        "leverage": (
            "What the challenger would pay not to stand where a ladder bites: what it is worth to"
            " it never to cross, less what it is worth to cross at the first opportunity. To "
            "compel, it is the worth of leaving at once less that of never leaving. Negative "
            "leverage means that crossing pays. Where a source uses the word, it means a rung, "
            "threatened or executed, that the challenger would pay to avoid."
        ),
        "brake": "Something that holds the responder back, with what loosens it.",
    },
    "The game": {
        "game": (
            "A ladder, a challenger who knows it and answers it best, and what the responder can "
            "see."
        ),
        "period": (
            'One step of the game\'s time. The first period is 0, and "within n" means periods 0 '
            "to n−1."
        ),
        "horizon": (
            "For how many periods a game lasts, or a chance is looked at. After the last period "
            "nothing counts."
        ),
        "policy": (
            "What calls for which rung in a game, and what ends it: the ladder without the rungs'"
            " numbers. A case has no policies of its own: each follows from a completion, or from"
            " a ladder that is played as it stands, and has its id."
        ),
        "monitor": (
            "The rule that adds reports up into the state that the policy answers. It is what the"
            " responder's doctrine keeps, not what an ideal observer would believe."
        ),
        "latch": "A monitor that keeps the loudest report so far.",
        "run": (
            "A monitor that counts reports in a row. Apart from it, a run is one execution of a "
            "command."
        ),
        "counter": "A monitor that counts loud reports less quiet ones, between two bounds.",
        "called": (
            "Said of the rung that the policy asks for in a period, whether or not it comes into "
            "force."
        ),
        "in force": "Said of the one rung whose measures are in effect.",
        "lasting": "Said of a rung that stays called once it is in force.",
        "lead": (
            "The time from consent until a rung is in force, or from an act until its level shows."
        ),
        "side by side": "Said of orders of which one does not wait for another (`parallel`).",
        "released stock": (
            "Goods that donors hand over at once and that are owed to them: a shorter lead "
            "against a later replenishment."
        ),
        "vote": (
            "Consent that is decided once when a rung is first called, and can be asked for again"
            " only after a time. Other consent has a chance in each period."
        ),
        "authority": (
            "Consent that is asked for before the game and held: given or refused by one draw "
            "that both sides see, for a time or without an end. Consent *asked when called* is "
            "its contrary."
        ),
        "gate": "In a game, whose consent a measure waits for, and how it is asked.",
        "renege": "Not to carry out a call that has consent. Lack of consent is no renege.",
        "credit": (
            "The chance that a call with consent is carried out, as it falls with reneges since "
            "the last execution."
        ),
        "audience cost": (
            "What a renege costs the responder at home. *Set-up cost* is another thing: it is "
            "paid when a rung comes into force."
        ),
        "disaster": "What ends a game at once, at a loss to both sides.",
        "hazard": (
            "The chance per period of something that begins by itself: of a disaster while a rung"
            " is in force; of a crossing, as a belief monitor presumes."
        ),
        "leverage bought": (
            "What a ladder adds to leverage: the leverage with it less the leverage if nothing "
            "were ever called."
        ),
        "threat discount": (
            "What is left of a threat after detection, consent and lead: the expected weight of "
            "the first period in which the rung is in force."
        ),
        "assurance": (
            "What a challenger who complies can count on: the chance that no rung above the "
            "promised one comes into force, and that what was promised to stop has stopped."
        ),
        "price of noise": "What false alarms cost per period against a challenger who complies.",
        "calibration gap": (
            "The belief that a state of the monitor stands for, less the chance that the line is "
            "crossed in it. Under a ladder that deters it is large, for most alarms are then "
            "false."
        ),
        "commitment": (
            "Being bound by the ladder that one has published. What a demand asks of the "
            "challenger is a *formal commitment*."
        ),
        "value of commitment": (
            "What the responder gains by being bound: the value of its ladder less its value in "
            "an equilibrium without."
        ),
        "self-enforcement gap": (
            "The most that the responder can gain by doing once something else than its ladder "
            "calls for."
        ),
        "tie": (
            "Several acts that are equally good for the challenger. The *strong rule* takes the "
            "one that is best for the responder, the *weak rule* the one that is worst."
        ),
        "near tie": "Acts that differ by less than one hundredth of the largest value.",
        "level": (
            "Ladders, assumptions or numbers that differ by rounding alone: neither is ahead of "
            "the other, and both are named. An act that is level with another is a *tie*."
        ),
        "knife edge": "Where a ladder is good under the strong rule alone.",
        "chance": (
            "How likely something is, from 0 to 1, inside the model or by assumption; never a "
            "forecast."
        ),
        "behind the best": (
            "By how much a ladder's value falls short of that of the best, on average over the "
            "draws, with the sampling error of the difference."
        ),
    },
    "Evidence": {
        "format": (
            "The version of the words in which a case is written; its header names it. *Upgrade* "
            "is what brings a case of the previous format to this one."
        ),
        "source": (
            "A text that the case cites, with the hash of the text that was read. A source is one"
            " of the *papers* that the case is about, or a further *record*."
        ),
        "citation": "A pointer from an entry to a passage of a source.",
        "anchor": (
            "The short exact phrase by which a citation points to its passage, with a prefix or "
            "suffix where it occurs more than once."
        ),
        "pattern": (
            "A kind of phased response, such as a ladder of sanctions with snapback, as data with "
            "its sources: steps, kinds of challenger, and ranges from which a new case starts."
        ),
        "pattern value": (
            "An assumption that `phaseline scaffold` wrote from a pattern (`from_pattern`): used "
            "in every answer, owned, and counted on page one until somebody has chosen it for the "
            "case."
        ),
        "scaffold": (
            "The next layer of a case, written from what is there: ladder, law, politics, supply "
            "or game."
        ),
        "stub": (
            "A sentence of a paper that was read, with what rules propose of it; it waits for a "
            "person, and nothing rests on it. Where a scaffold writes a number of its own, that "
            "is a *pattern value*, not a stub."
        ),
        "coverage": (
            "How many sentences of a paper have an entry, were rejected or skipped with a reason,"
            " or were not looked at."
        ),
        "levelled": (
            "Of a text or a quote: brought into the one form in which typography makes no "
            "difference, and words do. A quote is *normalised* that is found in it."
        ),
        "told again": "Said of an event that further entries tell as well; it is listed once.",
        "absent": (
            "Of a phrase: said to stand in no paper, in whatever form. It is looked for "
            "leniently, and never called absent from a text that was not looked through."
        ),
        "fact": (
            "One statement about the world, with who says it, its status, its modality and its "
            "citations. A fact is what somebody says; it need not be true."
        ),
        "status": (
            "With what standing a fact is said: asserted, estimate, reported, threatened, "
            "proposed, recommended, opinion and others."
        ),
        "modality": "How firmly something is meant: said, could, should, will.",
        "grade": (
            "An Admiralty grade: a letter for how far the source is trusted, A to E, and a digit"
            " for how far what it says is, 1 to 5, given independently. F and 6 say that it cannot"
            " be judged; such a report moves nothing."
        ),
        "conflict": (
            "Two or more passages that do not go together, or one that is vague. Every side is "
            "kept."
        ),
        "silence": (
            "A question that the papers do not answer. It is shown as silence, never as permission."
        ),
        "assumption": (
            "A number or a choice that the sources do not give, with a range, a rationale and an "
            "owner."
        ),
        "owner": "The person or body that answers for an assumption or a completion.",
        "derived number": "A number worked out from others by a formula over addresses.",
        "address": "The dotted path of an entry or a number, such as `facts.troops.value`.",
        "as-of date": "The day whose knowledge counts. Nothing later enters a result.",
        "what-if": "One value of the case replaced for one run, by its address.",
        "finding": (
            "What is so, as the desk decides it: numbers, entries and what they rest on, without "
            "words. Every sentence of an answer is the wording of one. What a check finds is a "
            "*diagnostic*."
        ),
        "absence": (
            "Why a finding cannot be given: it is not entered in the case, not in its sources, or"
            " not computable."
        ),
        "vocabulary": (
            "The case's own words: what crossing its line is called, and how its names are printed."
        ),
        "diagnostic": (
            "Something that a check has found: a code, a severity, a place, what was expected and"
            " one fix."
        ),
    },
    "Law, politics and goods": {
        "statute": "A written law.",
        "provision": "A rule of a statute, or a claim about one, as a source states it.",
        "rule of law": (
            "One sentence of a provision in a form that can be worked out: it permits, asks for "
            "consent, prohibits or defines, where all its conditions hold."
        ),
        "encoding": (
            "A body of law put into rules, with what it rests on and where it ends. Encodings are"
            " asked apart."
        ),
        "term": "A word of the law that parties read differently.",
        "reading": "One way in which a provision or a term is read, with who reads it so.",
        "position": (
            "How one party reads the whole law: the readings it takes, and the disputed "
            "provisions on which it relies. A term that it does not speak of stays unread."
        ),
        "standing": (
            "How a measure or a rung stands before the law under one reading: left to the "
            "*executive*, needing *consent*, *barred*, *barred until lifted* by a procedure and"
            " consented to by a body (in data `consent_lifts_bar`), *silent* (no bar and no"
            " permission stated), "
            "*practice* (being done, basis not stated) or *undetermined* (between the first and "
            "the last possible day of a change of law, and otherwise with it than without)."
        ),
        "status of a measure": (
            "Its standing over every combination of readings: one standing, or *contested*."
        ),
        "turns on": (
            "Said of a standing and a combination of readings that settles it, of which none can "
            "be left out: a *prime implicant*."
        ),
        "amendment": (
            "A change of law that somebody proposes, seeks or could seek: rules that fall away or"
            " are added, and the procedure it needs."
        ),
        "amendment set": (
            "Amendments that together give a measure a standing under every reading. A *least* "
            "set is one of which nothing can be left out."
        ),
        "clash": "A permission and a prohibition that meet, with no priority between them.",
        "taint": "The mark of a standing that a part of a provision touches which no rule carries.",
        "receipt": (
            "What a legal answer was made from: the hash of the law that was asked, the solver, "
            "what counted as made and as void."
        ),
        "procedure": (
            "How a body decides: which majority, of whom, with which quorum, and who can stop it."
        ),
        "silence procedure": (
            "A decision that comes about by itself unless somebody stops it in time: a vote, or a"
            " no of any member."
        ),
        "chain of consent": (
            "Decisions of several bodies that all have to come out, with one draw of shocks for "
            "all of them; one of them may be such a chain itself."
        ),
        "base": (
            "Of whom a majority is counted: of *all* members, of those *present*, or of the votes"
            " *cast*, which are yes and no without abstentions."
        ),
        "veto": "A no of a named member that blocks what would have passed; an abstention is none.",
        "quorum": "The share of all members that has to be present.",
        "whip count": (
            "How each party is expected to vote on what one side moves; by party, never by named "
            "member."
        ),
        "shock": (
            "What moves all members of one party together, normal in log-odds. Members are "
            "independent given it, and without it they are not."
        ),
        "sitting": "One vote of a body. Several sittings of the same body have the same shocks.",
        "bypass": "To decide without asking the body whose consent is claimed.",
        "question form": (
            "How many answers a poll offers, and which. Polls of different forms, and of unknown "
            "ones, are never pooled."
        ),
        "several answers": (
            "A poll in which a person could give more than one. Its shares may exceed one hundred"
            " percent, and support less opposition is no balance of persons."
        ),
        "consent": (
            "A body's decision that a measure may be taken. Consultation and a change of the law "
            "are other things."
        ),
        "route": "The way by which support reaches the beneficiary.",
        "direct, indirect": (
            "Whether the responder delivers to the beneficiary itself or through somebody else."
        ),
        "backfill": "Replacing what a third party has given to the beneficiary.",
        "partner": (
            "Who passes on goods of its own for what it gets, at a substitution ratio and after a"
            " lag. A *donor* whose stocks have run down is one."
        ),
        "substitution ratio": "How much a partner passes on of what it gets, share for share.",
        "lane": "One stock over one route for one need.",
        "exposure": "What opening a route adds to the chance that the challenger answers it.",
        "need": "Something that the beneficiary asked for.",
        "stock": "A kind of equipment that a holder has or makes.",
        "floor": "The readiness floor: what a holder keeps for its own needs.",
        "own-needs test": (
            "Whether the holder's own military needs stand against releasing a stock: of "
            "everything that no source calls surplus or replaced."
        ),
        "goods apart": (
            "Goods of a measure about which the law is asked under an option of their own. Under "
            "a reading the measure sends those that stand most openly: left to the executive, "
            "then practice, silence, consent, a bar that consent lifts, what cannot be told, a "
            "bar. What stands otherwise stays."
        ),
        "precedent": (
            "Of goods: a past delivery, which shows that something existed and is no stock."
        ),
        "counter": (
            "A quotation: a source says that one system helps against another. It holds no range,"
            " effect or quantity."
        ),
        "plan": (
            "What leaves when by which route, best in one aim after another; exact, or with the "
            "gap to its bound."
        ),
        "hold": (
            "One thing that holds a plan back and that a reader can argue about: a stock, a "
            "floor, a consent, a closed route, what it carries, the time under way, what a "
            "partner passes on, its lag."
        ),
        "shadow price": (
            "What one step of one hold would add to a plan made again. A *marginal* price keeps "
            "the routes as they are."
        ),
        "price of certainty": (
            "What a plan loses in value by being lawful under every reading and not only under one."
        ),
        "salience": (
            "How many people name a matter when asked what their government should care about."
        ),
        "option": ("A measure, or a rung with its measures, whose standing the law is asked for."),
        "net support": (
            "Of a poll, those in favour less those against, in points of all who were asked."
        ),
        "one step": (
            "One more step of one thing that is scarce; what it adds to the plan is its shadow"
            " price, worked out by making the plan again."
        ),
    },
    "Watching and reckoning": {
        "report": (
            "One observation of what the challenger does: graded where a source makes it, one of "
            "a track's labels in the game."
        ),
        "belief": (
            "The chance that a level has been reached, given the reports so far and a stated prior."
        ),
        "call": "What the watch asks for, given a belief: wait, consult or climb.",
        "draw": (
            "One sample of all uncertain numbers together. A share of draws is never called a "
            "probability."
        ),
        "kernel": (
            "A solver compiled for one shape of game and one machine, which gives what the plain "
            "solver gives."
        ),
        "occupancy": (
            "How long a game spends in each rung and level, in discounted periods: the "
            "responder's value is a sum over it, whatever the weights."
        ),
        "racing": (
            "Finding the best of many ladders on average by giving all the same draws and "
            "dropping those that are surely beaten."
        ),
        "near-tie band": "The ladders that cannot be told from the best one, given the draws.",
        "study": (
            "A case under thousands of draws, kept in parts on disk: it stops, goes on, extends,"
            " and is the same whoever works it out."
        ),
        "future": "Of a study, one draw of all assumptions.",
        "works in": (
            "In a table, the share of futures in which a ladder takes off more than a twentieth of"
            " a period across the line, beside the yardstick."
        ),
        "alone": (
            "Of an assumption, in a table: the share of the variance of an effect that knowing it"
            " would take off (Sobol's first-order index). *With others* is what would be left if"
            " all others were known (the total index)."
        ),
        "with others": "In a table of what an effect varies by: see *alone*.",
        "density": (
            "Of a box of futures, how many of those inside are of the kind looked for; its"
            " *coverage*, how many of the kind lie inside."
        ),
        "flip point": (
            "The value of one assumption at which another course comes first on average, all other"
            " assumptions spread as they were drawn."
        ),
        "trigger": (
            "What calls for a response: here, so many reports more than quiet periods. One that"
            " waits for few calls too early, one that waits for many too late or never."
        ),
        "decide-by date": (
            "The last announcement with which a course still works, in the futures in which it"
            " works when it is announced at once."
        ),
        "tipping point": (
            "The decide-by date, and the time that the first rung takes which reports call: by then"
            " it has to be in force."
        ),
        "minimax regret": (
            "What the ladder loses at worst, against the best ladder of each draw, whose worst "
            "loss is least."
        ),
        "viewpoint": (
            "By whose account a ladder is valued: weights on the parts of the responder's value. "
            "A reading is of the law, a viewpoint of what counts."
        ),
        "metric": "A yardstick by which ladders are compared.",
        "brief": (
            "The document that a case is turned into: a page in plain words, then its annexes."
        ),
        "worth": (
            "What it would add, on average over the draws, to know an assumption before a course is"
            " chosen; its error is that of the estimate, and knowing everything bounds it."
        ),
        "low end, high end": (
            "The two ends of an assumption's range; the table holds what a figure comes to at each."
        ),
    },
    "The watch": {
        "believed with": (
            "In a table of how well a watch was calibrated: beliefs between two chances, counted"
            " together. Beside it how many there were, their mean, and in what share of them the"
            " hypothesis *came true*."
        ),
        "came true": "In a table of calibration: see *believed with*.",
        "hypothesis": (
            "Of a watch, a sentence that is true or not, and that nobody sees directly. What is"
            " believed of it moves by reports alone, and by its hazard."
        ),
        "indicator": (
            "Something that would be noticed, more often where a hypothesis is so: with the chance"
            " that it is to be seen then, and otherwise."
        ),
        "channel": "Of a watch, who reports, with how far it was trusted from which day on.",
        "likelihood ratio": (
            "How many times likelier a report is where a hypothesis is so than where it is not. A"
            " doubtful report is mixed with what is reported whatever happened, and is nearer to 1."
        ),
        "origin of reports": (
            "The original source that they go back to. Of one origin the strongest for a hypothesis"
            " and the strongest against it count; who repeats another adds nothing."
        ),
        "ledger": (
            "What was entered about a case, by whom and when, in an order that nobody changes"
            " quietly: each entry stands under a root that names them all."
        ),
        "checkpoint": (
            "A ledger's length and root with a signature, kept elsewhere: what makes a ledger that"
            " was cut short or written anew come to light."
        ),
    },
}
TERMS: Mapping[str, str] = {
    term: meaning for section in GLOSSARY.values() for term, meaning in section.items()
}


def term_meant(word: str) -> str:
    """
    Give the term that a printed word stands for; empty where it is none.

    Capitals make no difference, nor does a plural.

    >>> term_meant("Rungs"), term_meant("Behind the best"), term_meant("nothing")
    ('rung', 'behind the best', '')
    """
    plain = word.casefold()
    forms = (plain, plain.removesuffix("s"), f"{plain.removesuffix('ies')}y")
    named = {part.casefold(): term for term in TERMS for part in (*term.split(", "), term)}
    return next((named[form] for form in forms if form in named), "")
