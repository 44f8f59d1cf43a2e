"""
Several draws in one register: a Numba type for a vector of float64, and what can be done with it.

Numba turns a loop over draws into vector instructions only where it can prove that no arrays
overlap, which it cannot for the arrays of a game. Here a vector is a value like any other, so that
the loop is gone and nothing has to be proved.

Source:
    LLVM Language Reference, vector types and the intrinsics `llvm.fma`, `llvm.maxnum`; Numba
    documentation, "Low-level extension API".
"""

import operator
from typing import Any

from llvmlite import ir
from numba.core import cgutils, types
from numba.core.imputils import lower_builtin
from numba.core.typing.templates import AbstractTemplate, infer_global, signature
from numba.extending import intrinsic, models, register_model

_DOUBLE, _BIT, _SHORT, _WORD = ir.DoubleType(), ir.IntType(1), ir.IntType(16), ir.IntType(32)


class Lanes(types.Type):
    """The type of a vector of float64, one number a draw."""

    def __init__(self, count: int) -> None:
        self.count = count
        super().__init__(name=f"Lanes({count})")


class Mask(types.Type):
    """The type of a vector of truth values, one a draw."""

    def __init__(self, count: int) -> None:
        self.count = count
        super().__init__(name=f"Mask({count})")


@register_model(Lanes)
class _LanesModel(models.PrimitiveModel):
    def __init__(self, manager: Any, kind: Lanes) -> None:
        super().__init__(manager, kind, ir.VectorType(_DOUBLE, kind.count))


@register_model(Mask)
class _MaskModel(models.PrimitiveModel):
    def __init__(self, manager: Any, kind: Mask) -> None:
        super().__init__(manager, kind, ir.VectorType(_BIT, kind.count))


def _splat(builder: Any, value: Any, count: int) -> Any:
    vector = ir.VectorType(value.type, count)
    first = builder.insert_element(ir.Constant(vector, ir.Undefined), value, ir.Constant(_WORD, 0))
    return builder.shuffle_vector(
        first,
        ir.Constant(vector, ir.Undefined),
        ir.Constant(ir.VectorType(_WORD, count), [0] * count),
    )


def _operator(function: Any, instruction: str) -> None:
    """Teach an operator to work on two vectors, draw by draw."""

    @infer_global(function)
    class _Typed(AbstractTemplate):
        def generic(self, args: Any, kws: Any) -> Any:
            if not kws and len(args) == 2 and isinstance(args[0], Lanes) and args[0] == args[1]:
                return signature(args[0], *args)
            return None

    @lower_builtin(function, Lanes, Lanes)
    def _lowered(_context: Any, builder: Any, _signature: Any, args: Any) -> Any:
        return getattr(builder, instruction)(*args)


def _comparison(function: Any, symbol: str) -> None:
    """Teach a comparison to compare two vectors, draw by draw."""

    @infer_global(function)
    class _Typed(AbstractTemplate):
        def generic(self, args: Any, kws: Any) -> Any:
            if not kws and len(args) == 2 and isinstance(args[0], Lanes) and args[0] == args[1]:
                return signature(Mask(args[0].count), *args)
            return None

    @lower_builtin(function, Lanes, Lanes)
    def _lowered(_context: Any, builder: Any, _signature: Any, args: Any) -> Any:
        return builder.fcmp_ordered(symbol, *args)


for _function, _instruction in (
    (operator.add, "fadd"),
    (operator.sub, "fsub"),
    (operator.mul, "fmul"),
    (operator.truediv, "fdiv"),
):
    _operator(_function, _instruction)
for _function, _symbol in ((operator.ge, ">="), (operator.gt, ">"), (operator.eq, "==")):
    _comparison(_function, _symbol)


@infer_global(operator.and_)
class _And(AbstractTemplate):
    def generic(self, args: Any, kws: Any) -> Any:
        if not kws and len(args) == 2 and isinstance(args[0], Mask) and args[0] == args[1]:
            return signature(args[0], *args)
        return None


@lower_builtin(operator.and_, Mask, Mask)
def _both(_context: Any, builder: Any, _signature: Any, args: Any) -> Any:
    return builder.and_(*args)


def _place(context: Any, builder: Any, kind: Any, array: Any, at: Any) -> Any:
    """Give the address of an element of a flat array."""
    data = context.make_array(kind)(context, builder, array).data
    return builder.gep(data, [at])


def _aligned(instruction: Any) -> Any:
    instruction.align = 8
    return instruction


def load(count: int) -> Any:
    """Make the function that reads so many numbers of a flat array, from a place on."""

    @intrinsic
    def loaded(typing: Any, array: Any, at: Any) -> Any:  # noqa: ARG001
        vector = ir.VectorType(_DOUBLE, count)

        def code(context: Any, builder: Any, kinds: Any, args: Any) -> Any:
            address = builder.bitcast(
                _place(context, builder, kinds.args[0], *args), vector.as_pointer()
            )
            return _aligned(builder.load(address))

        return Lanes(count)(array, types.intp), code

    return loaded


@intrinsic
def pick(typing: Any, array: Any, at: Any) -> Any:  # noqa: ARG001
    """Read one whole number of a flat array of 32 bits; the place is not negative."""

    def code(context: Any, builder: Any, kinds: Any, args: Any) -> Any:
        return builder.sext(
            builder.load(_place(context, builder, kinds.args[0], *args)), ir.IntType(64)
        )

    return types.intp(array, types.intp), code


@intrinsic
def store(typing: Any, array: Any, at: Any, value: Any) -> Any:  # noqa: ARG001
    """Write a vector to a flat array, from a place on."""

    def code(context: Any, builder: Any, kinds: Any, args: Any) -> Any:
        address = builder.bitcast(
            _place(context, builder, kinds.args[0], *args[:2]), args[2].type.as_pointer()
        )
        _aligned(builder.store(args[2], address))
        return context.get_dummy_value()

    return types.void(array, types.intp, value), code


@intrinsic
def note(typing: Any, array: Any, at: Any, value: Any) -> Any:  # noqa: ARG001
    """Write a vector of small whole numbers to a flat array of 16 bits, from a place on."""
    count = value.count

    def code(context: Any, builder: Any, kinds: Any, args: Any) -> Any:
        small = builder.fptosi(args[2], ir.VectorType(_SHORT, count))
        address = builder.bitcast(
            _place(context, builder, kinds.args[0], *args[:2]), small.type.as_pointer()
        )
        builder.store(small, address).align = 2
        return context.get_dummy_value()

    return types.void(array, types.intp, value), code


def noted(count: int) -> Any:
    """Make the function that reads such a vector of small whole numbers."""

    @intrinsic
    def read(typing: Any, array: Any, at: Any) -> Any:  # noqa: ARG001
        def code(context: Any, builder: Any, kinds: Any, args: Any) -> Any:
            small = ir.VectorType(_SHORT, count)
            address = builder.bitcast(
                _place(context, builder, kinds.args[0], *args), small.as_pointer()
            )
            found = builder.load(address)
            found.align = 2
            return builder.sitofp(found, ir.VectorType(_DOUBLE, count))

        return Lanes(count)(array, types.intp), code

    return read


def filled(count: int) -> Any:
    """Make the function that gives every draw the same number."""

    @intrinsic
    def fill(typing: Any, value: Any) -> Any:  # noqa: ARG001
        def code(_context: Any, builder: Any, _kinds: Any, args: Any) -> Any:
            return _splat(builder, args[0], count)

        return Lanes(count)(types.float64), code

    return fill


def _elementwise(name: str, arguments: int) -> Any:
    """Make a function that LLVM has for vectors."""

    def code(_context: Any, builder: Any, _kinds: Any, args: Any) -> Any:
        kind = args[0].type
        declared = cgutils.get_or_insert_function(
            builder.module,
            ir.FunctionType(kind, [kind] * arguments),
            f"llvm.{name}.v{kind.count}f64",
        )
        return builder.call(declared, args)

    return code


@intrinsic
def fma(typing: Any, one: Any, other: Any, added: Any) -> Any:  # noqa: ARG001
    """Give one times other, plus added."""
    return one(one, one, one), _elementwise("fma", 3)


@intrinsic
def highest(typing: Any, one: Any, other: Any) -> Any:  # noqa: ARG001
    """Give the larger of two, draw by draw; neither is not a number."""

    def code(_context: Any, builder: Any, _kinds: Any, args: Any) -> Any:
        return builder.select(builder.fcmp_ordered(">", args[0], args[1]), args[0], args[1])

    return one(one, one), code


@intrinsic
def size(typing: Any, value: Any) -> Any:  # noqa: ARG001
    """Give the absolute value."""
    return value(value), _elementwise("fabs", 1)


@intrinsic
def where(typing: Any, mask: Any, one: Any, other: Any) -> Any:  # noqa: ARG001
    """Take one where a mask is true, and the other elsewhere."""

    def code(_context: Any, builder: Any, _kinds: Any, args: Any) -> Any:
        return builder.select(*args)

    return one(mask, one, one), code


@intrinsic
def is_any(typing: Any, value: Any) -> Any:  # noqa: ARG001
    """Say whether any draw has a number other than 0."""
    count = value.count

    def code(_context: Any, builder: Any, _kinds: Any, args: Any) -> Any:
        found = builder.fcmp_unordered("!=", args[0], ir.Constant(args[0].type, [0.0] * count))
        bits = builder.bitcast(found, ir.IntType(count))
        return builder.icmp_unsigned("!=", bits, ir.Constant(bits.type, 0))

    return types.boolean(value), code


def each(function: str) -> Any:
    """Make a function that applies one of the C library's, draw by draw."""

    @intrinsic
    def applied(typing: Any, value: Any) -> Any:  # noqa: ARG001
        count = value.count

        def code(_context: Any, builder: Any, _kinds: Any, args: Any) -> Any:
            kind = ir.FunctionType(_DOUBLE, [_DOUBLE])
            called = cgutils.get_or_insert_function(builder.module, kind, function)
            found = args[0]
            for lane in range(count):
                place = ir.Constant(_WORD, lane)
                found = builder.insert_element(
                    found, builder.call(called, [builder.extract_element(args[0], place)]), place
                )
            return found

        return value(value), code

    return applied
