"""The door to HiGHS: optima, prices, changes, and answers where there is no optimum."""

from math import inf

import numpy as np
import pytest

from phaseline.errors import EngineError
from phaseline.supply.matrix import Matrix
from phaseline.supply.solver import Solver, SolverStatus, solved

# G. Dantzig, Linear Programming and Extensions (1963), chapter 3-3: canneries, warehouses,
# thousands of miles.
PLANTS = {"seattle": 350.0, "san diego": 600.0}
MARKETS = {"new york": 325.0, "chicago": 300.0, "topeka": 275.0}
MILES = np.array([[2.5, 1.7, 1.8], [2.5, 1.8, 1.4]])
FREIGHT = 90.0 / 1000  # per case and thousand miles, in thousands


def transport():
    """Dantzig's transport problem, and the numbers of its rows and columns."""
    matrix = Matrix()
    ship = matrix.columns("ship", list(PLANTS), list(MARKETS), cost=FREIGHT * MILES)
    supply = matrix.rows("supply", list(PLANTS), high=list(PLANTS.values()))
    demand = matrix.rows("demand", list(MARKETS), low=list(MARKETS.values()))
    matrix.put(supply[:, None], ship, 1.0)
    matrix.put(demand[None, :], ship, 1.0)
    return matrix.program(), ship, supply, demand


def test_the_transport_problem_has_its_published_optimum():
    """153.675 thousand."""
    assert solved(transport()[0]).objective == pytest.approx(153.675)


def test_a_price_is_what_one_more_case_costs():
    """
    One case more in New York comes from San Diego, where there is plenty: 0.225; in Chicago from
    Seattle, for a case less from there to New York.
    """
    program, _, supply, demand = transport()
    found = solved(program)

    assert found.duals[demand].tolist() == pytest.approx([0.225, 0.153, 0.126])
    assert found.duals[supply].tolist() == pytest.approx([0.0, 0.0])


def test_a_changed_program_is_solved_from_where_it_stood():
    """
    With New York's demand at 375 the optimum rises by 50 cases at 0.225: the 50 that were left
    over.
    """
    program, _, _, demand = transport()
    solver = Solver(program)
    before = solver.solve().objective

    solver.set_rows(demand[0], 375.0, inf)

    assert solver.solve().objective == pytest.approx(before + 50 * 0.225)


def test_a_way_that_costs_too_much_has_a_reduced_cost():
    """
    A case from Seattle to Topeka costs 0.162, and is worth 0.126 there: 0.036 too much; a way that
    is used costs what it is worth.
    """
    program, ship, _, _ = transport()
    found = solved(program)

    assert found.reduced[ship[0, 2]] == pytest.approx(0.036)
    assert found.reduced[ship[0, 1]] == pytest.approx(0.0)


def test_a_program_that_has_not_changed_takes_no_step_more():
    """From its own basis, in the same solver or in a new one, the optimum is there at once."""
    program = transport()[0]
    first, second = Solver(program), Solver(program)
    found = first.solve()

    first.begin_from(found.basis)
    second.begin_from(found.basis)
    again = (first.solve(), second.solve())

    assert [one.objective for one in again] == pytest.approx([153.675, 153.675])
    assert [one._highs.getInfo().simplex_iteration_count for one in (first, second)] == [0, 0]


def test_a_column_that_is_closed_carries_nothing():
    """
    Without the way from Seattle to Chicago 300 cases come from San Diego, at 0.162 and not 0.153 a
    case; open again, it is as before.
    """
    program, ship, _, _ = transport()
    solver = Solver(program)

    solver.set_columns(ship[0, 1], 0.0, 0.0)
    closed = solver.solve()
    solver.set_columns(ship[0, 1], 0.0, inf)
    again = solver.solve()

    assert closed.objective == pytest.approx(153.675 + 300 * 0.009)
    assert closed.values[ship[0, 1]] == 0
    assert again.objective == pytest.approx(153.675)


def test_an_expression_has_a_value_at_a_solution():
    """All demand is met and no more: 900 cases are sent."""
    assert solved(transport()[0]).values.sum() == pytest.approx(900.0)


def test_other_costs_give_another_optimum():
    """Where only the way from Seattle to New York costs anything, nothing has to be paid."""
    program, ship, _, _ = transport()
    solver = Solver(program)
    cost = np.zeros(6)
    cost[ship[0, 0]] = 1.0

    solver.set_costs(cost)

    assert solver.solve().objective == pytest.approx(0.0)


def test_a_row_that_is_added_holds():
    """
    At most 200 cases from Seattle to Chicago: 100 come from San Diego, at 0.162 and not 0.153 a
    case, and Seattle sends New York more.
    """
    program, ship, _, _ = transport()
    solver = Solver(program)
    entries = np.zeros(6)
    entries[ship[0, 1]] = 1.0

    solver.add_row(entries, -inf, 200.0)

    assert solver.solve().objective == pytest.approx(153.675 + 100 * 0.009)


def test_more_demand_than_supply_is_infeasible():
    """1,000 cases are wanted and 950 are there: an answer, not an error."""
    program, _, _, demand = transport()
    solver = Solver(program)
    solver.set_rows(demand[0], 425.0, inf)

    found = solver.solve()

    assert (found.status, found.has_values, found.objective) == (
        SolverStatus.INFEASIBLE,
        False,
        inf,
    )


def test_a_program_without_an_end_is_unbounded():
    """Minus x may become as small as one likes."""
    matrix = Matrix()
    matrix.columns("x", ["x"], cost=-1.0)

    assert solved(matrix.program()).status is SolverStatus.UNBOUNDED


def test_a_program_of_nothing_is_solved():
    """No rows and no columns: 0 at once."""
    found = solved(Matrix().program())

    assert (found.status, found.objective) == (SolverStatus.OPTIMAL, 0.0)


def knapsack():
    """A knapsack of 10: weights 6, 5, 5 and worths 8, 6, 6."""
    matrix = Matrix()
    take = matrix.columns("take", ["a", "b", "c"], high=1.0, cost=[-8.0, -6.0, -6.0], whole=True)
    matrix.put(matrix.rows("room", ["bag"], high=10.0), take, [6.0, 5.0, 5.0])
    return matrix.program()


def test_whole_columns_are_whole():
    """The two of 5 are best, 12; split, the one of 6 and four fifths of another, 12.8."""
    program = knapsack()

    assert solved(program).objective == pytest.approx(-12.0)
    assert solved(program, relaxed=True).objective == pytest.approx(-12.8)
    assert solved(program).gap == pytest.approx(0.0)


def test_a_program_with_whole_columns_has_no_prices():
    """
    A price is what a little more would add, and nothing whole is little; split, the room is worth 6
    fifths a piece.
    """
    assert solved(knapsack()).duals.size == 0
    assert solved(knapsack(), relaxed=True).duals.tolist() == pytest.approx([-1.2])


def test_without_time_there_is_no_solution_but_one_that_was_given():
    """
    Nothing is found in no time, and the gap has no end; the one of 6 alone, given at the start, is
    feasible and stays, at -8.
    """
    given = Solver(knapsack(), seconds=0.0)
    given.start_from(np.array([1.0, 0.0, 0.0]))

    alone, found = solved(knapsack(), seconds=0.0), given.solve()

    assert (alone.status, alone.has_values, alone.objective, alone.gap) == (
        SolverStatus.LIMIT,
        False,
        inf,
        inf,
    )
    assert (found.status, found.objective) == (SolverStatus.LIMIT, pytest.approx(-8.0))
    assert found.bound <= -12.0


def test_a_number_that_is_none_is_refused_in_a_sentence():
    """A NaN never enters the solver."""
    matrix = Matrix()
    column = matrix.columns("x", ["x"])
    matrix.put(matrix.rows("row", ["row"], high=1.0), column, float("nan"))

    with pytest.raises(EngineError, match="a number in it is none"):
        solved(matrix.program())


def test_the_solver_prints_nothing(capfd):
    """Not a line, neither when it is made nor when it runs."""
    solved(transport()[0])

    assert capfd.readouterr() == ("", "")
