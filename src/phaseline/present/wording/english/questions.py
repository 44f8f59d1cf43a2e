"""How the questions are asked, in the words of the case."""

from collections.abc import Mapping

from phaseline.desk.findings.arrivals import TiedToClock
from phaseline.desk.findings.effects import EffectsAroundClock
from phaseline.desk.findings.questions import Question
from phaseline.present.wording.words import Words

_ASKED: Mapping[str, str] = {
    "whom": "Whom are you deterring, from exactly what?",
    "already": "How do you know it has not already happened?",
    "phase": "Which phase are we in, under what threshold?",
    "law": "May I sign this today; who says I may not?",
    "oversight": "Does this go round {body}?",
    "public": "The people are against it, aren't they?",
    "cheats": "If {challenger} agrees and cheats?",
    "complies": "If {challenger} complies, do we stop, and can what was done be undone?",
    "frees": "Does carrying out the threat free {challenger}'s hand?",
    "ends": "If it comes to {end}, what is left?",
    "arrives": "What can actually arrive, when, and are we weaker for it?",
    "numbers": "Who chose these numbers, and which one reverses the advice?",
}


def asked(question: Question, words: Words) -> str:
    """Give a question as a reader puts it; a case's own as it stands there."""
    pattern = _ASKED.get(question.name)
    if pattern is None:
        return words.case.questions[question.name].asks
    return pattern.format(
        challenger=words.actor(words.case.challenger), body=_body(words), end=_end(question, words)
    )


def _body(words: Words) -> str:
    """Name the body that consents by the procedures that the law names, where it is one."""
    case = words.case
    routes = {
        rule.procedure
        for provision in case.provisions
        for rule in provision.rules
        if rule.procedure
    }
    bodies = {
        words.body(f"procedures.{procedure.id}")
        for procedure in case.procedures
        if procedure.id in routes
    }
    if len(bodies) > 1:
        return "those who have to consent"
    return bodies.pop() if bodies else "whoever has to consent"


def _end(question: Question, words: Words) -> str:
    """Name the level of the clock that is asked about: the last, or that which the game plays."""
    clock = next(
        (
            finding
            for finding in question.findings
            if isinstance(finding, TiedToClock | EffectsAroundClock)
        ),
        None,
    )
    if clock is None:
        return "an end"
    is_played = isinstance(clock, EffectsAroundClock)
    level = clock.level if is_played else words.entry(clock.track).levels[-1]
    return f"“{level.replace('-', ' ')}” ({words.within(clock.track)})"
