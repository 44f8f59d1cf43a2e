"""
The door to HiGHS: solve a linear program, change it, and solve it again from where it stood.

Source:
    Q. Huangfu and J. A. J. Hall, Parallelizing the dual revised simplex method, Mathematical
    Programming Computation 10 (2018), for the solver.
"""

from dataclasses import field, replace
from enum import Enum
from math import inf

import highspy
import numpy as np
from numpy.typing import ArrayLike, NDArray

from phaseline.errors import EngineError
from phaseline.supply.matrix import Floats, LinearProgram
from phaseline.terms.record import record

_NONE: Floats = np.empty(0)
_EXACT = 1e-9


class SolverStatus(Enum):
    """How a solve ended."""

    OPTIMAL = "optimal"
    LIMIT = "time limit"
    INFEASIBLE = "infeasible"
    UNBOUNDED = "unbounded"


@record
class SolverResult:
    """
    What a solve gave.

    Args:
        status: How it ended.
        objective: The value of the objective; infinite where no plan was found.
        bound: What no solution can fall below.
        values: The value of each column; none where no solution was found.
        duals: What one more on the right-hand side of each row adds to the objective; none for a
            program with whole columns.
        reduced: What one more of each column adds to the objective; none for a program with whole
            columns.
        basis: Where the simplex method stood, to begin from there.
    """

    status: SolverStatus
    objective: float
    bound: float
    values: Floats = field(default_factory=lambda: _NONE)
    duals: Floats = field(default_factory=lambda: _NONE)
    reduced: Floats = field(default_factory=lambda: _NONE)
    basis: highspy.HighsBasis | None = None

    @property
    def has_values(self) -> bool:
        """Whether a solution was found; that of a program without columns has no values."""
        return self.status is SolverStatus.OPTIMAL or self.values.size > 0

    @property
    def gap(self) -> float:
        """
        How far the bound is from the objective, as a share of the objective; 0 at the optimum,
        infinite without a solution.
        """
        if not self.has_values:
            return inf
        return abs(self.objective - self.bound) / max(abs(self.objective), 1e-10)


_WITHOUT_SOLUTION = {
    highspy.HighsModelStatus.kInfeasible: (SolverStatus.INFEASIBLE, inf),
    highspy.HighsModelStatus.kUnbounded: (SolverStatus.UNBOUNDED, -inf),
    highspy.HighsModelStatus.kUnboundedOrInfeasible: (SolverStatus.UNBOUNDED, -inf),
}
_DONE = (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kModelEmpty)
_CUT_OFF = (highspy.HighsModelStatus.kTimeLimit, highspy.HighsModelStatus.kIterationLimit)


class _Quiet(highspy.Highs):
    """HiGHS without a word: its own initialisation prints a line before it can be told not to."""

    def __init__(self) -> None:
        super(highspy.Highs, self).__init__()
        self.setOptionValue("output_flag", False)


class Solver:
    """
    A program in the solver, which may be changed and solved again.

    Args:
        program: The program.
        seconds: After how many seconds a solve is stopped; never if infinite.
        gap: At which share between objective and bound a solve is content.
        relaxed: Whether whole columns may be split.
    """

    def __init__(
        self,
        program: LinearProgram,
        *,
        seconds: float = inf,
        gap: float = 0.0,
        relaxed: bool = False,
    ) -> None:
        self.program = program
        self._highs = _Quiet()
        self._highs.setOptionValue("threads", 1)
        self._highs.setOptionValue("time_limit", seconds)
        self._highs.setOptionValue("mip_rel_gap", gap)
        for name in (
            "mip_abs_gap",
            "mip_feasibility_tolerance",
            "primal_feasibility_tolerance",
            "dual_feasibility_tolerance",
        ):
            self._highs.setOptionValue(name, _EXACT)
        self._pass(relaxed=relaxed)

    def solve(self) -> SolverResult:
        """
        Solve the program as it stands, from where the last solve ended.

        Raises:
            EngineError: The solver failed.
        """
        self._highs.run()
        status = self._highs.getModelStatus()
        if status == highspy.HighsModelStatus.kUnboundedOrInfeasible:
            self._highs.setOptionValue("presolve", "off")
            self._highs.run()
            status = self._highs.getModelStatus()
            self._highs.setOptionValue("presolve", "choose")
        return self._result_of(status)

    def set_costs(self, cost: Floats) -> None:
        """Judge solutions by other costs, one for each column."""
        self._highs.changeColsCost(len(cost), np.arange(len(cost), dtype=np.int32), cost)

    def set_columns(self, columns: ArrayLike, low: ArrayLike, high: ArrayLike) -> None:
        """Change the ends of some columns."""
        at = np.atleast_1d(np.asarray(columns, dtype=np.int32))
        self._highs.changeColsBounds(len(at), at, _like(low, at), _like(high, at))

    def set_rows(self, rows: ArrayLike, low: ArrayLike, high: ArrayLike) -> None:
        """Change the ends of some rows."""
        at = np.atleast_1d(np.asarray(rows, dtype=np.int32))
        for number, least, most in zip(
            at.tolist(), _like(low, at).tolist(), _like(high, at).tolist(), strict=True
        ):
            self._highs.changeRowBounds(number, least, most)

    def add_row(self, entries: Floats, low: float, high: float) -> int:
        """Add a row over all columns; give its number."""
        columns = np.flatnonzero(entries).astype(np.int32)
        self._highs.addRow(low, high, len(columns), columns, entries[columns])
        return int(self._highs.getNumRow()) - 1

    def begin_from(self, basis: highspy.HighsBasis) -> None:
        """Begin the next solve where another one ended."""
        self._highs.setBasis(basis)

    def start_from(self, values: Floats) -> None:
        """Give a solution that the search for a better one begins from."""
        known = highspy.HighsSolution()
        known.col_value = values.tolist()
        self._highs.setSolution(known)

    def _pass(self, *, relaxed: bool) -> None:
        program, lp = self.program, highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(program.cost), len(program.row_low)
        lp.col_cost_, lp.col_lower_, lp.col_upper_ = program.cost, program.low, program.high
        lp.row_lower_, lp.row_upper_ = program.row_low, program.row_high
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.num_col_, lp.a_matrix_.num_row_ = lp.num_col_, lp.num_row_
        lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_ = (
            program.start,
            program.column,
            program.entry,
        )
        if program.whole.any() and not relaxed:
            kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
            lp.integrality_ = [kinds[int(is_whole)] for is_whole in program.whole]
        self.is_linear = relaxed or not program.whole.any()
        arrays = (
            program.cost,
            program.low,
            program.high,
            program.row_low,
            program.row_high,
            program.entry,
        )
        if (
            any(np.isnan(array).any() for array in arrays)
            or self._highs.passModel(lp) == highspy.HighsStatus.kError
        ):
            raise EngineError(
                "the solver of plans refuses the program: a number in it is none, or too large"
                " for it"
            )

    def _result_of(self, status: highspy.HighsModelStatus) -> SolverResult:
        if status in _WITHOUT_SOLUTION:
            ending, objective = _WITHOUT_SOLUTION[status]
            return SolverResult(status=ending, objective=objective, bound=objective)
        if status not in (*_DONE, *_CUT_OFF):
            raise EngineError(
                f"the solver of plans stopped: {self._highs.modelStatusToString(status)}"
            )
        is_done = status in _DONE
        info = self._highs.getInfo()
        has_values = (
            is_done or info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
        )
        objective = info.objective_function_value if has_values else inf
        solution = self._highs.getSolution() if has_values else None
        result = SolverResult(
            status=SolverStatus.OPTIMAL if is_done else SolverStatus.LIMIT,
            objective=objective,
            bound=self._bound(objective, is_done=is_done),
            values=np.array(solution.col_value) if solution else _NONE,
        )
        return self._priced(result) if self.is_linear and is_done else result

    def _bound(self, objective: float, *, is_done: bool) -> float:
        if not self.is_linear:
            return float(self._highs.getInfo().mip_dual_bound)
        return objective if is_done else -inf

    def _priced(self, result: SolverResult) -> SolverResult:
        """Give a result with its prices and its basis, which a linear program alone has."""
        solution = self._highs.getSolution()
        return replace(
            result,
            duals=np.array(solution.row_dual),
            reduced=np.array(solution.col_dual),
            basis=self._highs.getBasis(),
        )


def _like(value: ArrayLike, at: NDArray[np.int32]) -> Floats:
    return np.ascontiguousarray(np.broadcast_to(np.asarray(value, dtype=float), at.shape))


def solved(
    program: LinearProgram, *, seconds: float = inf, gap: float = 0.0, relaxed: bool = False
) -> SolverResult:
    """Solve a program once; see `Solver`."""
    return Solver(program, seconds=seconds, gap=gap, relaxed=relaxed).solve()
