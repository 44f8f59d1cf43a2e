"""
Two challengers by brute force: every pair of pure strategies of a small duel, walked through as the
sentences of the format say, without a line of the solver.

The duel is that of `docs/reference/two-challengers.yaml`: each has one track of two levels and
one move up; a crossing is reported with a chance, apart, and names its own; the rung that answers
exactly those named is in force at once, and comes down at once.
"""

from itertools import product

CLOSE = 1e-9


class DuelOracle:
    """All equilibria of a duel in pure strategies that hang on the state."""

    def __init__(self, game):
        self.periods = int(game.time.horizon)
        self.discount = game.time.discount.challenger
        self.ids = [controller.id for controller in game.challengers]
        self.tracks = [controller.controls[0] for controller in game.challengers]
        self.tops = [
            next(track for track in game.challenger.tracks if track.id == name).levels[1]
            for name in self.tracks
        ]
        self.seen = [
            next(track for track in game.challenger.tracks if track.id == name).reports.likelihood[
                top
            ][1]
            for name, top in zip(self.tracks, self.tops, strict=True)
        ]
        kinds = [controller.types[0] for controller in game.challengers]
        self.alone = [
            kind.gain[track][top]
            for kind, track, top in zip(kinds, self.tracks, self.tops, strict=True)
        ]
        self.together = [kind.joint_gain[0].number for kind in kinds]
        self.losses = self.losses_of(game)
        # A state is the period and who is across; the rung in force comes down at once, so that it
        # changes nothing that is still to come.
        self.states = [
            (period, across)
            for period in range(self.periods)
            for across in product((0, 1), repeat=2)
            if period or across == (0, 0)
        ]
        own = [[state for state in self.states if not state[1][player]] for player in range(2)]
        self.plans = [
            [dict(zip(states, acts, strict=True)) for acts in product((0, 1), repeat=len(states))]
            for states in own
        ]
        self.equilibria = [pair for pair in product(*self.plans) if self.is_equilibrium(pair)]

    @staticmethod
    def losses_of(game):
        """What each set of named suspects costs each challenger."""
        table = {(0, 0): (0.0, 0.0)}
        ids = [controller.id for controller in game.challengers]
        for rung in game.ladder.rungs[1:]:
            named = tuple(int(name in rung.answers) for name in ids)
            table[named] = tuple(
                rung.loss_on.get(name, rung.loss if name in rung.answers else 0.0) for name in ids
            )
        return table

    def payoff(self, player, across):
        """What a period is worth, once the acts are done: gains less the expected loss."""
        gain = across[player] * (
            self.alone[player] + (self.together[player] if all(across) else 0.0)
        )
        loss = 0.0
        for named in product((0, 1), repeat=2):
            chance = 1.0
            for seen, is_across, is_named in zip(self.seen, across, named, strict=True):
                reported = seen * is_across
                chance *= reported if is_named else 1 - reported
            loss += chance * self.losses[named][player]
        return gain - loss

    def value(self, player, pair, state):
        """What a state is worth to a player if both follow their plans."""
        period, across = state
        after = tuple(
            max(is_across, plan.get(state, 0)) for is_across, plan in zip(across, pair, strict=True)
        )
        now = self.payoff(player, after)
        if period + 1 == self.periods:
            return now
        return now + self.discount * self.value(player, pair, (period + 1, after))

    def is_equilibrium(self, pair):
        """Whether no change of one act in one state gains anything there."""
        for player, plan in enumerate(pair):
            for state, act in plan.items():
                other = [*pair]
                other[player] = {**plan, state: 1 - act}
                if self.value(player, other, state) > self.value(player, pair, state) + CLOSE:
                    return False
        return True

    def is_equilibrium_value(self, values):
        """Whether some equilibrium is worth as much to both."""
        start = (0, (0, 0))
        return any(
            all(
                abs(self.value(player, pair, start) - values[name]) <= CLOSE
                for player, name in enumerate(self.ids)
            )
            for pair in self.equilibria
        )

    def ends(self):
        """
        The fewest and the most who cross in one period, in equilibria in which nobody crosses who
        gains nothing by it.
        """
        start = (0, (0, 0))
        firm = []
        for pair in self.equilibria:
            acts = tuple(plan[start] for plan in pair)
            gains = []
            for player, plan in enumerate(pair):
                held = [*pair]
                held[player] = {**plan, start: 0}
                gains.append(
                    self.value(player, pair, start) - self.value(player, held, start) > CLOSE
                )
            if all(gain or not act for gain, act in zip(gains, acts, strict=True)):
                firm.append(acts)
        return tuple(
            {
                name: float(end(acts[player] for acts in firm))
                for player, name in enumerate(self.ids)
            }
            for end in (min, max)
        )
