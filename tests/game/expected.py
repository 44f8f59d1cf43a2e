"""
Answers that are known without any solver: file -> dotted path in the JSON answer -> number.

Each entry has its derivation: [hand] is worked out here by hand, other brackets name a textbook. δ
is .9 unless the file says otherwise; an answer "from crossing" is read from `path_cross` and
`value_C_cross`.
"""

from math import e, log


def by_period(key, numbers) -> dict:
    """One entry for each period of a path."""
    path, _, rest = key.partition(".")
    return {f"{path}.{t}.{rest}": number for t, number in enumerate(numbers)}


# logit-two, λ = 2, δ = .9 [hand]: inside, g - L = .5 a period and no choice: V1(in) = .5. Outside
# in the last period: V1(out) = log(1 + e^(2 * .5)) / 2. In the first period hold is worth .9
# V1(out), up .5 + .9 * .5 = .95.
OUT = log(1 + e) / 2
SOFT = log(e ** (2 * 0.9 * OUT) + e ** (2 * 0.95)) / 2
UP = e ** (2 * (0.95 - SOFT))
LAST_UP = e / (1 + e)

EXPECTED = {
    # [hand] hold -.1 * 2, cross 1 - .7 * 2; without a ladder the leverage is 0 - 1, so .2 + 1 was
    # bought. [hand] cost .1 * .3; first call 1/f and 1/d; P(nothing in force) = 1 - f; price of
    # noise f * 2 and f * .3 in the one period.
    "A01": {
        "value_C.t": -0.2,
        "value_C_comply.t": -0.2,
        "value_C_cross.t": -0.4,
        "leverage.t": 0.2,
        "leverage_bought.t": 1.2,
        "p_cross.1": 0,
        "value_R": -0.03,
        "cost_R": 0.03,
        "harm_R": 0,
        "path.0.rung.r1": 0.1,
        "path_cross.0.rung.r1": 0.7,
        "path_cross.0.u_C.t": -0.4,
        "path_cross.0.level.tech.crossed": 1,
        "mean_periods_to_call.r1.compliant": 10,
        "mean_periods_to_call.r1.crossed": 1 / 0.7,
        "assurance.1": 0.9,
        "price_of_noise.challenger": 0.2,
        "price_of_noise.responder": 0.03,
    },
    # [hand] crossing -2 + (1 - .9)/(1 - .9) = -1 against 0.
    "A04-deter": {
        "value_C.t": 0,
        "value_C_comply.t": 0,
        "value_C_cross.t": -1,
        "leverage.t": 1,
        "p_cross.12": 0,
    },
    # [hand] staying (1 - 1.4)/(1 - .9) = -4, leaving -3 and never again: a second crossing costs 2
    # and yields -.4 a period.
    "A04-compel": {
        "value_C.t": -3,
        "compel_leverage.t": 1,
        "p_reverse.12": 1,
        "path.0.rung.r1": 0,
        "path.0.u_C.t": -3,
    },
    # [hand] δ = .95: complying -.4 * 2/.05 = -16, crossing (1 - 2)/.05 = -20.
    "A05": {
        "value_C_comply.t": -16,
        "value_C_cross.t": -20,
        "leverage.t": 4,
        "mean_periods_to_call.r1.compliant": 2.5,
    },
    # [hand] hold -.15, cheat 1 - .7 * 1.5 = -.05, gap .1, λ = 4: p = 1/(1 + e^-.4); V = log(e^-.6 +
    # e^-.2)/4/(1 - .9).
    "A08": {
        "p_cross.1": 1 / (1 + e**-0.4),
        "p_cross.2": 1 - (1 - 1 / (1 + e**-0.4)) ** 2,
        "value_C.t": log(e**-0.6 + e**-0.2) / 4 / 0.1,
        "value_C_comply.t": -1.5,
    },
    # [Feller] (1 + f)/f² = 420, (1 + d)/d² = 4.444444. [hand] In force iff the last two reports are
    # alarms: share f²; δ = .95, from period 1 on -2 * .0025 a period: -.005 * .95/.05.
    "A13": {
        "mean_periods_to_call.r1.compliant": 420,
        "mean_periods_to_call.r1.crossed": 1.6 / 0.36,
        "share_in_force.r1": 0.0025,
        "value_C.t": -0.095,
    },
    # [hand] κ = .8 with no unexecuted call: 1 - .8 * .8 * 2.5 = -.6. See CREDIT for the other
    # starts.
    "A15": {"leverage.t": 0.6, "value_C_cross.t": -0.6, "path_cross.0.rung.r1": 0.64},
    # [hand] 1 - .98^24; -.02 * 50/(1 - .95 * .98); crossing costs 1 more and changes nothing.
    "A18": {
        "escalation_risk.24": 1 - 0.98**24,
        "escalation_risk.12": 1 - 0.98**12,
        "value_C.t": -1 / 0.069,
        "leverage.t": 1,
        **by_period("path.u_C.t", [-(0.98**t) for t in range(12)]),
    },
    # [hand] -1/(1 - .9).
    "micro-lead-0": {
        "value_C_cross.t": -10,
        "leverage.t": 10,
        **by_period("path_cross.u_C.t", [-1] * 8),
    },
    # [hand] 1 + .9 - .81 * 10; the rung is in force from t = 2. E[δ^τ] = .81.
    "micro-lead-2": {
        "value_C_cross.t": -6.2,
        "threat_discount.r1": 0.81,
        **by_period("path_cross.u_C.t", [1, 1, *[-1] * 6]),
        **by_period("path_cross.rung.r1", [0, 0, *[1] * 6]),
    },
    # [hand] P(in force at t) = 1 - .5^(t + 1); (1 - 2 * .5/.55)/.1. E[δ^τ] = .5/(1 - .45).
    "micro-consent-half": {
        "value_C_cross.t": (1 - 2 * 0.5 / 0.55) / 0.1,
        "threat_discount.r1": 0.5 / 0.55,
        **by_period("path_cross.u_C.t", [1 - 2 * (1 - 0.5 ** (t + 1)) for t in range(8)]),
    },
    # [hand] one vote: in force with chance .5 from t = 0, for good or never; 1 - 2 * .5 = 0.
    "vote-never": {
        "value_C_cross.t": 0,
        "threat_discount.r1": 0.5,
        **by_period("path_cross.u_C.t", [0] * 8),
        **by_period("path_cross.rung.r1", [0.5] * 8),
    },
    # [hand] one vote on both rungs: granted, r1 at t = 0 and r2 from t = 1; refused, neither ever.
    # u_C = 1 - .5, then 1 - .5 * 2. Were r2 voted on by itself, it would be in force with chance
    # .75 from t = 1.
    "vote-shared": {
        "value_C_cross.t": 0.5,
        **by_period("path_cross.u_C.t", [0.5] + [0] * 7),
        **by_period("path_cross.rung.r1", [0.5] + [0] * 7),
        **by_period("path_cross.rung.r2", [0] + [0.5] * 7),
    },
    # [hand] votes at t = 0, 2, 4, ...: P(in force at t) = 1 - .5^(t // 2 + 1), so u_C = .5^(t // 2)
    # - 1, and
    # V = -1/(1 - δ) + (1 + δ) / (1 - .5 δ²) = -10 + 1.9/.595.
    "vote-after-2": {
        "value_C_cross.t": -10 + 1.9 / 0.595,
        "threat_discount.r1": 0.5 / 0.595,
        **by_period("path_cross.u_C.t", [0.5 ** (t // 2) - 1 for t in range(8)]),
    },
    # [hand] leads 1 + 1: as vote-never from t = 2 on: 1 + .9.
    "vote-lead": {
        "value_C_cross.t": 1.9,
        "threat_discount.r1": 0.405,
        **by_period("path_cross.u_C.t", [1, 1, 0, 0, 0, 0]),
    },
    # [hand] κ(0) = 1/2, κ(1) = 1/3: P(in force) = 1/2, 1/2 + 1/2 * 1/3 = 2/3; u_C = 0, -1/3; V =
    # -.9/3. Audience .5 * (1/2 + .8 * 1/2 * 2/3) = .25 + .8/6, δ_R = .8.
    "credit": {
        "value_C.t": -0.3,
        "path.0.rung.r1": 0.5,
        "path.1.rung.r1": 2 / 3,
        "path.1.u_C.t": -1 / 3,
        "audience_R": 0.25 + 0.8 / 6,
        "value_R": -0.25 - 0.8 / 6,
        "path.1.u_R": -1 / 6,
        "p_cross.2": 1,
    },
    # [hand] giving now costs 5 and ends r1 at once; one period later -1 - 4.5, two later -1.9 -
    # 4.05, never -26.2. Refusing brings r2 at once (-3), then the best is to relent (-5): -3 - 4.5.
    "deadline": {
        "value_C.t": -5,
        "value_C_comply.t": -5,
        "value_C_cross.t": -7.5,
        "leverage.t": 2.5,
        "path.0.rung.r0": 1,
        "path_cross.0.rung.r2": 1,
        "path_cross.1.rung.r0": 1,
    },
    # [hand] the clock of r1 is 0, 1, 2 at the start of periods 0, 1, 2: r2 is called in period 2. V
    # = -1 - .9 - .81 * 30.
    "deadline-silence": {
        "value_C.t": -26.2,
        **by_period("path.rung.r1", [1, 1, 0, 0]),
        **by_period("path.u_C.t", [-1, -1, -3, -3]),
    },
    # [hand] giving: r2 is beyond the off-ramp, r1 lasts: -5 - 1/(1 - δ) = -15; silence -30.
    # Refusing first: -3 + .9 * -15.
    "deadline-ramp": {
        "value_C.t": -15,
        "value_C_cross.t": -16.5,
        "path.0.u_C.t": -6,
        "path.1.u_C.t": -1,
        "path.0.rung.r1": 1,
    },
    # [hand] in office at the end of period t: .75^(t + 1). V = 10 - 2 * .75/(1 - .675).
    "overt-available": {
        "value_C.t": 10 - 1.5 / 0.325,
        **by_period("path.rung.r1", [0.75 ** (t + 1) for t in range(3)]),
        **by_period("path.level.office.in", [0.75 ** (t + 1) for t in range(3)]),
    },
    # [hand] r2 is called, one step is made: r1 at t = 0; it must stay for t = 1 (dwell 2), comes
    # down at t = 2. A second raid in t = 1 would meet r2 (1 - 3). So 0 - .9; not raiding is worth
    # 0.
    "dwell-step": {
        "value_C.t": 0,
        "value_C_cross.t": -0.9,
        **by_period("path_cross.rung.r1", [1, 1, 0, 0, 0]),
        **by_period("path_cross.u_C.t", [0, -1, 0, 0, 0]),
    },
    # [hand] the order would be in force at its third period; a pause then drops it: 1, 1, 0, again.
    # V = 1.9/(1 - .729).
    "cancel-on-clear": {
        "value_C.t": 1.9 / 0.271,
        **by_period("path.u_C.t", [1, 1, 0, 1, 1, 0]),
        "share_in_force.r1": 0,
    },
    # [hand] the order runs its course: raid, raid, raid under r1 (1 - 3), pause so that r1 comes
    # down: 1, 1, -2, 0, again.
    "no-cancel": {
        "value_C.t": (1.9 - 1.62) / (1 - 0.9**4),
        **by_period("path.u_C.t", [1, 1, -2, 0, 1, 1]),
        "share_in_force.r1": 0.25,
    },
    # [hand] a: 1 - 2 < 0, never; b: 1 - .5, at once. Crossing at once: a and b are both shortest
    # ways, b alone is best.
    "joint": {
        "value_C.t": 5,
        "value_C_comply.t": 0,
        "value_C_cross.t": 5,
        "leverage.t": -5,
        "p_cross.12": 1,
        "path.0.level.a.crossed": 0,
    },
    # [hand] the rung, once in force, is reported for sure and stays: as micro-consent-half.
    "eye-by-rung": {
        "value_C.t": (1 - 2 * 0.5 / 0.55) / 0.1,
        **by_period("path.rung.r1", [1 - 0.5 ** (t + 1) for t in range(4)]),
    },
    # [hand] the second success of chance .5: N negative binomial, E δ^N = (.45/.55)², τ = N - 1. V
    # = 10 - 2 E δ^τ/.1.
    "counter": {
        "value_C.t": 10 - 20 * (0.45 / 0.55) ** 2 / 0.9,
        "threat_discount.r1": (0.45 / 0.55) ** 2 / 0.9,
        **by_period("path.rung.r1", [0, 0.25, 0.5, 0.6875]),
        "mean_periods_to_call.r1.crossed": 4,
    },
    # [hand] as "counter": while crossed no report is the quietest, so staying at 2 is the same.
    "counter-absorbs": {
        "value_C.t": 10 - 20 * (0.45 / 0.55) ** 2 / 0.9,
        "threat_discount.r1": (0.45 / 0.55) ** 2 / 0.9,
        **by_period("path.rung.r1", [0, 0.25, 0.5, 0.6875]),
    },
    # [Feller XIII.7] two clean reports in a row after (1 + s)/s² periods, s = .9; then 10 periods
    # without an alarm, the one of leaving counted. [hand] in force at first with chance .1, then
    # with .1 + .9 · .1, since one clean report does not lead away.
    "counter-leaves": {
        "share_in_force.r1": 1.9 / 0.81 / (1.9 / 0.81 + 10),
        "mean_periods_to_call.r1.compliant": 10,
        **by_period("path.rung.r1", [0.1, 0.19]),
    },
    # [hand, Feller XIII.7] two successes in a row, p = .5, s = .9: p²s²(1 - ps)/(1 - s + qp²s³) =
    # .111375/.191125, τ = N - 1.
    "table": {
        "value_C.t": 10 - 20 * 0.111375 / 0.191125 / 0.9,
        "threat_discount.r1": 0.111375 / 0.191125 / 0.9,
        "mean_periods_to_call.r1.crossed": 6,
        **by_period("path.rung.r1", [0, 0.25, 0.375, 0.5]),
    },
    # [hand] alive at the start of period t: .9^t; -1 a period: -1/(1 - .81). The responder loses .1
    # * 30 a period.
    "hazard": {
        "value_C.t": -1 / 0.19,
        "disaster_R": 3 / 0.19,
        "value_R": -3 / 0.19,
        "escalation_risk.1": 0.1,
        "escalation_risk.3": 0.271,
        **by_period("path.u_C.t", [-1, -0.9, -0.81]),
        **by_period("path.rung.r1", [1, 0.9, 0.81]),
    },
    # [hand] outside: hold, 0. Inside: leave now for 1, or -1 a period for ever. .4 * -1.
    "mixed-start": {
        "value_C.t": -0.4,
        "p_cross.4": 0,
        "by_start.not_yet.p_cross.4": 0,
        "by_start.already.p_reverse.1": 1,
        "path.0.level.tech.crossed": 0,
    },
    # [hand] hard: (3 - 2)/.1; soft at δ = .5: 0, crossing (1 - 2 * 2)/.5. Harm .25 * 4/.1.
    "two-types": {
        "value_C.hard": 10,
        "value_C.soft": 0,
        "value_C_cross.soft": -6,
        "leverage.hard": -10,
        "leverage.soft": 6,
        "p_cross.4": 0.25,
        "harm_R": 10,
        "value_R": -10,
        "path.0.rung.r1": 0.25,
    },
    # [hand] see the top of this module.
    "logit-two": {
        "value_C.t": SOFT,
        "p_cross.1": UP,
        "p_cross.2": UP + (1 - UP) * LAST_UP,
        "path.0.u_C.t": 0.5 * UP,
    },
    # [hand] a period: loss 2 * .5, cost .5 * .5, benefit 2 * .5, harm 3; set-up 4 once, in full.
    # δ_R = .8.
    "payoffs": {
        "value_C.t": 0,
        "value_R": (-3 - 0.25 + 1) / 0.2 - 4,
        "cost_R": 0.25 / 0.2 + 4,
        "harm_R": 15,
        "benefit_R": 5,
        "path.0.u_R": -6.25,
        "path.1.u_R": -2.25,
    },
    # [hand] -.1 now, 1 a period from t = 2.
    "move-lead": {
        "value_C.t": 8,
        "p_cross.1": 0,
        "p_cross.2": 0,
        "p_cross.3": 1,
        "path.2.level.tech.crossed": 1,
        "path.1.level.tech.none": 1,
    },
    # [hand] V = -.2 + .5 * 10 + .5 * .9 V.
    "move-chance": {"value_C.t": 4.8 / 0.55, "p_cross.1": 0.5, "p_cross.2": 0.75},
    # [hand] r1 at once (the call for r2), r3 once r1, now just below it, has lasted two periods:
    # .6, .6, .3, .3, ...
    "hopeless": {
        "value_C_cross.t": 0.6 * 1.9 + 0.3 * 8.1,
        **by_period("path_cross.rung.r1", [1, 1, 0, 0]),
        **by_period("path_cross.u_C.t", [0.6, 0.6, 0.3, 0.3]),
    },
    # [hand] still in force after the draw of period t: .75^(t + 1). -1.5/(1 - .675).
    "standdown": {
        "value_C.t": -1.5 / 0.325,
        **by_period("path.rung.r1", [0.75 ** (t + 1) for t in range(4)]),
    },
    # [hand] 1 - .9²; -.38/.1.
    "loudest": {
        "value_C.t": -3.8,
        **by_period("path.rung.r1", [0.19] * 4),
        "mean_periods_to_call.r1.compliant": 1 / 0.19,
    },
    # [hand] crossing is worth -2/.1; V = .5 * -20 + .5 * .9 V.
    "random-type": {"value_C.t": -10 / 0.55, "p_cross.1": 0.5, "p_cross.3": 0.875},
    # [hand] both acts are worth 0 to the challenger; for the responder 0 or -4/.1.
    "tie": {
        "ties.value_R_strong": 0,
        "ties.value_R_weak": -40,
        "ties.near_tie.0": -40,
        "ties.near_tie.1": 0,
        "p_cross.4": 0,
    },
    # [hand] p = .03; an alarm gives .015/.112 = .134, between the nodes 4/32 and 5/32; from 5/32
    # another gives at most .525, below the entry at .8: nothing can be in force in periods 0 and 1.
    # The long-run share has no closed form.
    "belief": {"path.0.rung.r1": 0, "path.1.rung.r1": 0, "p_cross.12": 0},
}

# [hand] the loss of a rung at which the leverage (A04-compel: the leverage to compel) is 0.
L_STAR = {
    ("A01", "r1"): 1 / 0.6,
    ("A04-deter", "r1"): 0.8,
    ("A04-compel", "r1"): 1.3,
    ("A05", "r1"): 1 / 0.6,
}

# [hand] start.credit -> leverage = 2 * 8/(10 + credit) - 1: a tie at 6, crossing pays at 7.
CREDIT = {credit: 16 / (10 + credit) - 1 for credit in range(9)}


def look(answer, path):
    """The number at a dotted path of an answer."""
    for step in path.split("."):
        answer = answer[int(step)] if isinstance(answer, list) else answer[step]
    return answer
