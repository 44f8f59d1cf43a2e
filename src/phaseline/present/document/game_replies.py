"""
Replies that the game has a part in: cheating, compliance, a hand set free, the end of the war,
which number decides.
"""

from phaseline.case.model.case import Case
from phaseline.desk.comparison.cheating import Cheating
from phaseline.desk.findings.question_inputs import QuestionInputs
from phaseline.present.wording.game import chance, signed
from phaseline.present.wording.numbers import listed
from phaseline.present.wording.sentences import Sentence
from phaseline.terms.ties import first_leading, most_of

_SHARE = 0.5
_NAMED = 3  # ladders, and those that are level with the last of them


def cheats(case: Case, told: QuestionInputs) -> list[Sentence]:
    """Say what a challenger gains by signing and cheating, and from where on it does not pay."""
    if not told.cheating:
        return []
    found = first_leading([*told.cheating.values()], lambda one: one.corners[0].cheating)
    nothing, best, raised = found.corners
    horizon, period = max(case.horizon), case.period
    stays = ", the ladder on its first rung" if nothing.above < _SHARE / 10 else ""
    text = (
        f"In the model ({found.policy}), unseen and unpunished, it cheats {nothing.cheating:.0f} of"
        f" {horizon} {period}s{stays}; at our best values {best.cheating:.0f}; with detection"
        f" {raised.detection:g} and breach cost {raised.breach:g}, {raised.cheating:.0f}."
        f" {_flip(found)}"
    )
    return [Sentence(text=text, basis=("assumptions.detection", "assumptions.breach-cost"))]


def _flip(found: Cheating) -> str:
    known = [value for _, value in found.flips if value is not None]
    if not known:
        return f"No breach cost to {found.tried:g} stops it."
    return f"It stops at breach costs of {min(known):.2g} to {max(known):.2g}."


def complies(case: Case, told: QuestionInputs) -> list[Sentence]:
    """Say what one who complies can count on."""
    asked = {name: one for name, one in told.kept.items() if _asks(case, name)}
    if not asked:
        return []
    calm = ", ".join(f"{name} {chance(one.calm)}" for name, one in list(asked.items())[:3])
    return [
        Sentence(
            text=(
                "Inside the model, one who meets the demand sees no further rung for"
                f" {min(case.horizon)} {case.period}s: {calm}."
            ),
            basis=tuple(f"games.{case.games[0].id}.policies.{name}" for name in asked),
        )
    ]


def _asks(case: Case, name: str) -> bool:
    """Whether a ladder is climbed rung by rung with a demand: what a reader means by complying."""
    policy = next(one for one in case.games[0].policies if one.id == name)
    ladder = next(one for one in case.ladders if one.id == policy.ladder)
    return bool(policy.demand) and any(rung.demands for rung in ladder.rungs)


def frees(case: Case, told: QuestionInputs) -> list[Sentence]:
    """Say which way carrying direct supply out works inside the model, and where it turns."""
    if not told.turns:
        return []
    name, found = min(told.turns.items(), key=lambda pair: len(_rungs(case, pair[0])))
    both = next(one for one in found if one.name == "both together")
    turns = (
        f"past {100 * both.at:.0f} percent of our ranges for retaliation and lost relationship it"
        " frees"
        if both.at is not None
        else "nothing within our ranges turns that"
    )
    way = "restrains" if both.first < 0 else "frees"
    return [
        Sentence(
            text=(
                f"In the model ({name}, consent given) it {way} ({signed(both.first, 1)}"
                f" {case.period}s); {turns}."
            ),
            basis=("assumptions.retaliatory-gain", "assumptions.relationship-value"),
        )
    ]


def _rungs(case: Case, name: str) -> tuple[str, ...]:
    policy = next(one for one in case.games[0].policies if one.id == name)
    return policy.rungs or tuple(
        rung.id for ladder in case.ladders if ladder.id == policy.ladder for rung in ladder.rungs
    )


def ends(case: Case, told: QuestionInputs) -> list[Sentence]:
    """Say what each ladder changes while the war goes on, and after it."""
    rows = most_of(told.lapses.items(), lambda pair: -pair[1].during, _NAMED)
    if not rows:
        return []
    groups: dict[str, list[str]] = {}
    for name, one in rows:
        groups.setdefault(f"{signed(one.during, 1)} and {signed(one.after, 1)}", []).append(name)
    parts = "; ".join(f"{listed(names)} {change}" for change, names in groups.items())
    return [
        Sentence(
            text=(
                f"Inside the model, {case.period}s of transfer in {max(case.horizon)}, during the"
                f" war and after it: {parts}."
            ),
            basis=("assumptions.ceasefire-share",),
        )
    ]


def numbers(_: Case, told: QuestionInputs) -> list[Sentence]:
    """Say which assumptions move the ladders most, and which one turns the order of two."""
    if told.advice is None:
        return []
    names = [name for name, _ in told.advice.movers[:3]]
    first = next((one for one in told.advice.ahead if one.turning), None)
    text = f"Inside the model the ladders move most with {listed(names)}."
    if first is not None and first.turning is not None:
        text += (
            f" For {first.viewpoint}, {first.first} or {first.second} turns at"
            f" {first.turning.assumption} {first.turning.at:.2g}."
        )
    return [Sentence(text=text, basis=tuple(f"assumptions.{name}" for name in names))]
