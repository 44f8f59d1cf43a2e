"""The orders that wait for a worker: of several the newest alone is worked out."""

import threading

from phaseline.web.messages import Order


class Superseded(BaseException):
    """A newer order waits. It is no error, and whatever handles errors lets it pass."""


class Orders:
    """The order that waits, if any: a newer one takes its place."""

    def __init__(self) -> None:
        self._waiting: Order | None = None
        self._has_come = threading.Condition()

    def put(self, order: Order) -> None:
        """Let an order wait; one that waited before is dropped."""
        with self._has_come:
            self._waiting = order
            self._has_come.notify()

    def take(self) -> Order:
        """Give the order that waits, as soon as there is one."""
        with self._has_come:
            while self._waiting is None:
                self._has_come.wait()
            order, self._waiting = self._waiting, None
            return order

    def look(self) -> None:
        """
        Do nothing, unless an order waits: what is being worked out asks this at each step.

        Raises:
            Superseded: An order waits.
        """
        if self._waiting is not None:
            raise Superseded
