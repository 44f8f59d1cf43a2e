"""
What the challenger may do under a question of docs/explanation/the-game.md: comply for ever, cross
at once, leave at once, stay.
"""

from oracle_rules import HOLD

PLANS = ("free", "comply", "cross", "leave", "stay", "hold", "always")


class Plans:
    """
    The acts that each plan leaves to the challenger.

    A plan is asked with a `phase`: true until its aim is reached (inside for `cross`, outside for
    `leave`), false after it.
    """

    def __init__(self, world):
        self.world = world
        self.graph = self._graph([state.places for _, state in world.start()])
        self.ok = {"comply": self._safe(self.enters), "stay": self._safe(self.leaves)}
        self.away = {
            "cross": self._distances(world.inside),
            "leave": self._distances(lambda places: not world.inside(places)),
        }

    def _graph(self, frontier):
        graph = {}
        while frontier:
            places = frontier.pop()
            if places not in graph:
                graph[places] = {
                    act: {to for _, to in self.world.moved(places, act)[1]}
                    for act in self.world.acts(places)
                }
                frontier += [to for ways in graph[places].values() for to in ways]
        return graph

    def enters(self, before, after) -> bool:
        """Whether the red line is entered: outside before the act, inside after it."""
        return self.world.inside(after) and not self.world.inside(before)

    def leaves(self, before, after) -> bool:
        """Whether the red line is left."""
        return self.world.inside(before) and not self.world.inside(after)

    def _safe(self, forbidden):
        """
        The acts after which the forbidden step can be avoided for ever (a lead under way counts: it
        cannot be stopped).
        """
        safe = {
            places: {
                act for act, ways in acts.items() if not any(forbidden(places, to) for to in ways)
            }
            for places, acts in self.graph.items()
        }
        while True:
            kept = {
                places: {act for act in acts if all(safe[to] for to in self.graph[places][act])}
                for places, acts in safe.items()
            }
            if kept == safe:
                return safe
            safe = kept

    def _distances(self, reached):
        """The fewest periods in which a place can be reached."""
        away = {places: 0 for places in self.graph if reached(places)}
        steps = 0
        while True:
            steps += 1
            near = {
                p
                for p, acts in self.graph.items()
                if p not in away and any(to in away for ways in acts.values() for to in ways)
            }
            if not near:
                return away
            away |= dict.fromkeys(near, steps)

    def possible(self, plan) -> bool:
        """Whether the plan can be carried out from every start."""
        starts = [state.places for _, state in self.world.start()]
        if plan in self.ok:
            return all(self.ok[plan][places] for places in starts)
        return plan not in self.away or all(places in self.away[plan] for places in starts)

    def phase(self, plan, phase, places) -> bool:
        """Whether the aim of the plan is still ahead, once the levels are what they are."""
        if plan in self.away:
            return phase and self.away[plan].get(places) != 0
        return True

    def allows(self, plan, phase, places, act) -> bool:
        """Whether the plan leaves an act to the challenger."""
        if plan == "hold":
            return set(act) == {HOLD}
        if plan == "always":
            return self._always(places, act)
        if plan in self.ok:
            return act in self.ok[plan][places]
        if plan in self.away and phase:
            return self._nearer(plan, places, act)
        return plan != "leave" or not self.ok["comply"][places] or act in self.ok["comply"][places]

    def _nearer(self, plan, places, act):
        """
        Whether an act may lead one step nearer; where bad luck has shut every way, any act will do.
        """
        away = self.away[plan]
        if places not in away:
            return True
        return any(away.get(to, len(self.graph)) < away[places] for to in self.graph[places][act])

    def _always(self, places, act):
        """
        Across the line by a shortest path; once inside nothing that leaves it, and where that is
        bound to happen, another try.
        """
        if not self.world.inside(places):
            return self._nearer("cross", places, act)
        ways = self.ok["stay"][places] or {
            one for one, to in self.graph[places].items() if any(self.world.inside(x) for x in to)
        }
        return not ways or act in ways
