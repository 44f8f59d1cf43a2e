"""The orders that wait for a worker."""

import threading

import pytest

from phaseline.web.messages import Order
from phaseline.web.orders import Orders, Superseded


def order(case):
    """An order of which the case alone counts."""
    return Order(case=case, sources="", draws=8)


def test_of_orders_that_wait_the_newest_is_taken():
    """The one before it is never worked out, and nothing waits afterwards."""
    orders = Orders()
    orders.put(order("older"))
    orders.put(order("newer"))

    with pytest.raises(Superseded):
        orders.look()

    assert orders.take().case == "newer"
    orders.look()


def test_an_order_is_waited_for():
    """Who takes one waits until another thread puts one."""
    orders = Orders()
    threading.Timer(0.1, orders.put, [order("late")]).start()

    assert orders.take().case == "late"
