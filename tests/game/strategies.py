"""
Random small games in the file format: every kind of monitor, policy key, form of consent, track,
type and horizon.
"""

import itertools

from hypothesis import assume
from hypothesis import strategies as st
from oracle_plans import Plans
from oracle_rules import World

MOST_STATES = 300
inner = st.integers(1, 9).map(lambda n: n / 10)
money = st.integers(0, 40).map(lambda n: n / 16)
odd = st.integers(0, 4000).map(lambda n: n / 1601)  # rarely ties
amount = st.one_of(money, odd)
STRIKES = ((), ("once_loss",), ("once_loss", "once_cost"))


@st.composite
def row(draw, labels, *, positive=False):
    """Chances that sum to 1."""
    low = 1 if positive else 0
    weights = draw(
        st.lists(st.integers(low, 6), min_size=labels, max_size=labels).filter(lambda w: sum(w) > 0)
    )
    total = sum(weights)
    return [
        *(weight / total for weight in weights[:-1]),
        1 - sum(weight / total for weight in weights[:-1]),
    ]


@st.composite
def reports(draw, levels, rungs, labels, *, positive=False):
    """What is reported of a track."""

    def rows():
        return {level: draw(row(len(labels), positive=positive)) for level in levels}

    found = {"labels": [*labels], "likelihood": rows()}
    if draw(st.integers(0, 3)) == 0:
        found["likelihood_by_rung"] = {draw(st.sampled_from(rungs)): rows()}
    return found


@st.composite
def move(draw, do, ends, *, persistent):
    """One move; `chance` and `lead` exclude each other."""
    found = {"do": do, "from": ends[0], "to": ends[1]}
    if draw(st.booleans()):
        found["cost"] = draw(amount)
    kind = draw(st.sampled_from(["plain", "plain", "chance", "lead"]))
    if kind == "chance":
        found["chance"] = draw(inner)
    if kind == "lead" and persistent:
        found["lead"] = draw(st.integers(0, 2))
    return found


@st.composite
def track(draw, name, sizes=(2, 3)):
    """A track that the challenger climbs, without its reports."""
    levels = ["none", "some", "all"][: draw(st.sampled_from(sizes))]
    persistent = draw(st.integers(0, 3)) > 0
    moves = []
    for low, high in itertools.pairwise(levels):
        if persistent or low == "none":
            moves.append(draw(move("up", (low, high), persistent=persistent)))
        if persistent and draw(st.booleans()):
            moves.append(draw(move("down", (high, low), persistent=persistent)))
    if len(levels) == 3 and draw(st.booleans()):
        moves.append(draw(move("jump", ("none", "all"), persistent=persistent)))
    found = {"id": name, "levels": levels, "moves": moves}
    return found if persistent and draw(st.booleans()) else found | {"persistent": persistent}


@st.composite
def nature(draw):
    """A track of nature's."""
    there, back = draw(inner), draw(st.sampled_from([0.0, 0.3]))
    drift = {"peace": {"war": there}} | ({"war": {"peace": back}} if back else {})
    return {"id": "sky", "levels": ["peace", "war"], "drift": drift}


@st.composite
def monitor(draw, labels, read):
    """A monitor with the states at which a ladder may enter and exit, in their order."""
    kinds = ["last_report", "latch", "run", "counter", "table"] + (
        ["belief"] if len(read) == 1 else []
    )
    kind = draw(st.sampled_from(kinds))
    found, states = {"kind": kind}, labels
    if kind == "run":
        found["k"] = draw(st.integers(1, 3))
        states = list(range(found["k"] + 1))
        if draw(st.booleans()):
            found["label"] = draw(st.sampled_from(labels[1:]))
    if kind == "counter":
        found |= {"up": draw(st.integers(1, 2)), "down": draw(st.integers(0, 1))}
        states = list(range(-found["down"], found["up"] + 1))
    if kind == "table":
        states = ["calm", "wary", "act"][: draw(st.integers(2, 3))]
        found |= {
            "states": states,
            "update": {
                s: {label: draw(st.sampled_from(states)) for label in labels} for s in states
            },
        }
    if kind == "belief":
        hazard = draw(st.sampled_from([0.0, 0.05, 0.3]))
        found |= {
            "grid": draw(st.integers(3, 6)),
            "prior": draw(st.integers(0 if hazard else 1, 9)) / 10,
            "hazard": hazard,
        }
        states = [0.0 if hazard else 0.05, 0.1, 0.3, 0.55, 0.7, 0.9]
    named = {"tracks": read} if len(read) > 1 else draw(st.sampled_from([{}, {"track": read[0]}]))
    return found | named, states


@st.composite
def table(draw, tracks):
    """A number, or a table by track and level."""
    if draw(st.booleans()):
        return draw(amount)
    chosen = draw(
        st.lists(st.sampled_from(tracks), min_size=1, max_size=2, unique_by=lambda t: t["id"])
    )
    return {
        one["id"]: {
            level: draw(amount)
            for level in draw(st.sets(st.sampled_from(one["levels"]), min_size=1))
        }
        for one in chosen
    }


@st.composite
def consent(draw):
    """Consent of every form; 0 removes the rung."""
    form = draw(st.sampled_from(["none", "none", "number", "never", "after"]))
    if form == "none":
        return {}
    if form == "number":
        return {"consent": draw(st.sampled_from([0, 0.25, 0.5, 0.9, 1]))}
    vote = {"chance": draw(st.sampled_from([0, 0.3, 0.5, 0.8, 1.0]))}
    if draw(st.booleans()):
        vote["lead"] = draw(st.integers(0, 1))
    if form == "after":
        vote["retry"] = {"after": draw(st.integers(1, 2))}
    elif draw(st.booleans()):
        vote["retry"] = "never"
    return {"consent": vote}


@st.composite
def rung(draw, name, tracks):
    """One step of the response."""
    found = {"id": name, "loss": draw(table(tracks))}
    for key in ("cost", "benefit"):
        if draw(st.integers(0, 2)) == 0:
            found[key] = draw(table(tracks))
    if name != "r0":
        found |= draw(consent())
        rare = {
            "lead": st.integers(0, 2),
            "standdown": st.sampled_from([0, 0.25, 0.5, 1.0]),
            "hazard": st.sampled_from([0.02, 0.2]),
            "setup": amount,
            "feasibility": st.sampled_from([0.5, 0.9]),
            "expires": st.integers(1, 3),
        }
        found |= {key: draw(values) for key, values in rare.items() if draw(st.integers(0, 3)) == 0}
    return found


@st.composite
def shared(draw, rungs):
    """Rungs, the highest of which may be decided by the vote on the one below."""
    low, high = rungs[-2], rungs[-1]
    if isinstance(low.get("consent"), dict) and draw(st.booleans()):
        vote = {key: value for key, value in low["consent"].items() if key != "lead"}
        return [*rungs[:-1], high | {"consent": vote | {"same_as": low["id"]}}]
    return rungs


@st.composite
def timed(draw, rungs, tracks):
    """
    A ladder of these rungs, which may have measures that last a time or strike once, with what is
    left of each rung.
    """
    names = [rung["id"] for rung in rungs[1:]]
    measures = []
    for name in ("m", "n")[: draw(st.sampled_from([0, 0, 0, 1, 2]))]:
        own = draw(st.sampled_from([names, names[:1], names[-1:]]))
        measures.append({"id": name, "rungs": own})
        if draw(st.booleans()):
            measures[-1]["lasts"] = draw(st.integers(1, 2))
        measures[-1] |= {key: draw(amount) for key in draw(st.sampled_from(STRIKES))}
    for rung in rungs:
        ending = [m["id"] for m in measures if "lasts" in m and rung["id"] in m["rungs"]]
        sets = [list(c) for k in range(len(ending)) for c in itertools.combinations(ending, k + 1)]
        if sets:
            keys = [key for key in ("loss", "cost", "hazard") if key in rung]
            numbers = {"hazard": st.sampled_from([0.0, 0.1])}
            rung["without"] = [
                {"over": over} | {key: draw(numbers.get(key, table(tracks))) for key in keys}
                for over in sets
            ]
    return {"rungs": rungs} | ({"measures": measures} if measures else {})


@st.composite
def thresholds(draw, rungs, states):
    """
    Rising states from which rungs are called, and states at or below which they are called off.
    """
    above = rungs[1:]
    at = sorted(draw(st.integers(1, len(states) - 1)) for _ in above)
    enter = {name: states[i] for name, i in zip(above, at, strict=True) if draw(st.integers(0, 4))}
    exits = {}
    for name, i in zip(above, at, strict=True):
        choice = draw(st.integers(0, 3))
        if choice == 0:
            exits[name] = "never"
        elif choice == 1:
            exits[name] = states[draw(st.integers(0, i - 1))]
    return {"enter": enter, "exit": exits}


@st.composite
def policy(draw, rungs, tracks, states):
    """What calls for which rung."""
    found = draw(thresholds(rungs, states)) if states else {}
    names = [name for name, value in found.items() if not value]
    found = {name: value for name, value in found.items() if name not in names}
    open_ = [track for track in tracks if "reports" not in track]  # what everybody sees
    one = lambda: draw(st.sampled_from(open_))  # noqa: E731 used three times
    if open_ and (not states or draw(st.integers(0, 2)) == 0):
        seen = one()
        found["overt"] = {
            seen["id"]: {
                draw(st.sampled_from(seen["levels"][1:])): draw(st.sampled_from(rungs[1:]))
            }
        }
    if draw(st.integers(0, 2)) == 0:
        found["deadline"] = {draw(st.sampled_from(rungs[1:])): draw(st.integers(1, 2))}
    if open_ and draw(st.integers(0, 2)) == 0:
        asked = one()
        found["demand"] = {asked["id"]: [draw(st.sampled_from(asked["levels"]))]}
        if draw(st.booleans()):
            found["off_ramp"] = draw(st.sampled_from(rungs))
    if open_ and draw(st.integers(0, 2)) == 0:
        capped = one()
        found["available"] = {
            capped["id"]: {draw(st.sampled_from(capped["levels"])): draw(st.sampled_from(rungs))}
        }
    rare = {"dwell": st.integers(0, 2), "max_step": st.just(1), "cancel_on_clear": st.just(True)}
    return found | {
        key: draw(values) for key, values in rare.items() if draw(st.integers(0, 3)) == 0
    }


@st.composite
def kind(draw, name, tracks):
    """A type of the challenger, without its prior."""
    found = {
        "id": name,
        "gain": {t["id"]: {level: draw(amount) for level in t["levels"][1:]} for t in tracks},
    }
    behaviour = draw(st.sampled_from(["best"] * 6 + ["never", "always", "random"]))
    if behaviour != "best":
        found["behaviour"] = behaviour
    elif draw(st.integers(0, 3)) == 0:
        found["rationality"] = draw(st.sampled_from([0.5, 2.0, 8.0]))
    rare = {
        "loss_scale": st.sampled_from([0.5, 2.0]),
        "disaster_loss": st.sampled_from([5.0, 20.0]),
        "discount": st.sampled_from([0.5, 0.85]),
    }
    return found | {
        key: draw(values) for key, values in rare.items() if draw(st.integers(0, 2)) == 0
    }


@st.composite
def types(draw, tracks):
    """One type or two."""
    if draw(st.integers(0, 2)):
        return [draw(kind("t", tracks)) | {"prior": 1.0}]
    share = draw(st.sampled_from([0.25, 0.5]))
    return [
        draw(kind("one", tracks)) | {"prior": share},
        draw(kind("two", tracks)) | {"prior": 1 - share},
    ]


@st.composite
def responder(draw, tracks):
    """The one who climbs."""
    rare = {
        "harm": st.just({t["id"]: {level: draw(amount) for level in t["levels"]} for t in tracks}),
        "audience_cost": amount,
        "disaster_loss": st.sampled_from([3.0, 30.0]),
        "credit": st.fixed_dictionaries(
            {
                "alpha": st.sampled_from([1.0, 4.0]),
                "beta": st.sampled_from([0.5, 1.0]),
                "cap": st.integers(1, 2),
            }
        ),
    }
    odds = {"harm": 0, "credit": 3}
    return {
        key: draw(values)
        for key, values in rare.items()
        if draw(st.integers(0, odds.get(key, 1))) == 0
    }


@st.composite
def start(draw, tracks, rungs, game):
    """
    Where the game begins: inside, outside or mixed; a rung in force, credit lost, a clock running.
    """
    found = {}
    for one in tracks:
        form = (
            draw(st.sampled_from(["first", "first", "level", "mixed"]))
            if one.get("persistent", True)
            else "first"
        )
        if form == "level":
            found[one["id"]] = draw(st.sampled_from(one["levels"]))
        if form == "mixed":
            share = draw(inner)
            found[one["id"]] = {one["levels"][0]: share, one["levels"][-1]: 1 - share}
    lawful = [
        r["id"] for r in game["ladder"]["rungs"] if r["id"] in rungs and r.get("consent", 1) != 0
    ]
    lawful = [
        r
        for r in lawful
        if not (isinstance(c := _rung(game, r).get("consent"), dict) and c["chance"] == 0)
    ]
    if draw(st.integers(0, 2)) == 0:
        found["rung"] = draw(st.sampled_from(lawful))
        found["clock"] = draw(st.integers(0, 2))
    if game["responder"].get("credit"):
        found["credit"] = draw(st.integers(0, 1))
    return found


def _rung(game, name):
    return next(r for r in game["ladder"]["rungs"] if r["id"] == name)


@st.composite
def eyes(draw, climbed, rungs):
    """A monitor and the reports that it reads, or nothing at all."""
    if draw(st.integers(0, 5)) == 0:
        return None, []
    labels = ["clean", "unclear", "alarm"] if draw(st.booleans()) else ["clean", "alarm"]
    read = [t["id"] for t in climbed] if draw(st.booleans()) else ["a"]
    rule, states = draw(monitor(labels, read))
    for one in climbed:
        if one["id"] in read:
            one["reports"] = draw(
                reports(one["levels"], rungs, labels, positive=rule["kind"] == "belief")
            )
    return rule, states


@st.composite
def random_game(draw, most_states=MOST_STATES):
    """A small valid game file as plain data."""
    rungs = ["r0", "r1", "r2"][: draw(st.sampled_from([2, 3, 3]))]
    climbed = [draw(track("a"))] + (
        [draw(track("b", sizes=(2,)))] if draw(st.integers(0, 2)) == 0 else []
    )
    rule, states = draw(eyes(climbed, rungs))
    tracks = climbed + ([draw(nature())] if draw(st.integers(0, 2)) == 0 else [])
    crossed = {"a": climbed[0]["levels"][draw(st.integers(1, len(climbed[0]["levels"]) - 1)) :]}
    if len(climbed) == 2 and draw(st.booleans()):
        crossed["b"] = ["some"]
    horizon = draw(st.sampled_from(["inf", 1, 2, 3, 4, 5]))
    discounts = st.sampled_from([0.5, 0.8, 0.9])
    game = {
        "phaseline": 1,
        "kind": "game",
        "time": {
            "horizon": horizon,
            "discount": {"challenger": draw(discounts), "responder": draw(discounts)},
        },
        "challenger": {"tracks": tracks, "types": draw(types(tracks))},
        "red_line": crossed,
        "ladder": {
            **draw(timed(draw(shared([draw(rung(name, tracks)) for name in rungs])), tracks)),
            "policy": draw(policy(rungs, tracks, states)),
        },
        "responder": draw(responder(tracks)),
        "solve": {"horizons": [1, 2, 5]},
    }
    if rule:
        game["monitor"] = rule
    if len(climbed) == 2:
        game["challenger"]["joint_moves"] = draw(st.booleans())
    game["start"] = draw(start(tracks, rungs, game))
    assume(small(World(game), most_states))
    return game


def small(world, most) -> bool:
    """
    Whether no more than so many states can be reached, and every question of the game makes sense.
    """
    frontier = [state for _, state in world.start()]
    known = set(frontier)
    for state in frontier:  # the list grows while it is read
        for option in world.options(state):
            new = {branch.state for branch in option.branches} - known
            known |= new
            frontier += new
        if len(known) > most:
            return False
    return all(Plans(world).possible(plan) for plan in ("free", "comply"))
