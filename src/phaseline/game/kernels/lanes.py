"""
Several draws in one register: Numba types for a vector of float64, and of codes of 64 bits, and
what can be done with them.

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
from numba.core.types.misc import CPointer
from numba.core.typing.templates import AbstractTemplate, infer_global, signature
from numba.extending import intrinsic, models, register_model

_DOUBLE, _BIT, _WORD, _CODE = ir.DoubleType(), ir.IntType(1), ir.IntType(32), ir.IntType(64)


GOLDEN = 0x9E3779B97F4A7C15  # of `game.arrays.mixed`
FACTORS = (0xBF58476D1CE4E5B9, 0x94D049BB133111EB)


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


class Coded(types.Type):
    """The type of a vector of codes, one a draw."""

    def __init__(self, count: int) -> None:
        self.count = count
        super().__init__(name=f"Coded({count})")


@register_model(Lanes)
class _LanesModel(models.PrimitiveModel):
    def __init__(self, manager: Any, kind: Lanes) -> None:
        super().__init__(manager, kind, ir.VectorType(_DOUBLE, kind.count))


@register_model(Mask)
class _MaskModel(models.PrimitiveModel):
    def __init__(self, manager: Any, kind: Mask) -> None:
        super().__init__(manager, kind, ir.VectorType(_BIT, kind.count))


@register_model(Coded)
class _CodedModel(models.PrimitiveModel):
    def __init__(self, manager: Any, kind: Coded) -> None:
        super().__init__(manager, kind, ir.VectorType(_CODE, kind.count))


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


@intrinsic
def start(typing: Any, array: Any, at: Any) -> Any:  # noqa: ARG001
    """
    Give the address of a number of an array, from which on it is read and written.

    An address is handed on as one word, an array as ten.
    """
    if array.layout != "C":  # what follows an address would be something else
        return None
    # Truth values are bytes in memory and bits in registers: what is read there is a byte.
    number = types.uint8 if array.dtype == types.boolean else array.dtype

    def code(context: Any, builder: Any, kinds: Any, args: Any) -> Any:
        data = context.make_array(kinds.args[0])(context, builder, args[0]).data
        return builder.gep(data, [args[1]])

    return CPointer(number)(array, types.intp), code


def _address(builder: Any, values: Any, at: Any, step: int, shift: int = 0) -> Any:
    """
    Give the address of what stands at a place: places are `step` numbers apart, and at each it is
    `shift` numbers in.
    """
    number = builder.mul(at, ir.Constant(at.type, step))
    return builder.gep(values, [builder.add(number, ir.Constant(at.type, shift))])


def _read(builder: Any, address: Any, count: int, number: Any = _DOUBLE) -> Any:
    vector = ir.VectorType(number, count)
    numbers = builder.load(builder.bitcast(address, vector.as_pointer()))
    numbers.align = 8
    return numbers


def _write(builder: Any, address: Any, numbers: Any) -> None:
    builder.store(numbers, builder.bitcast(address, numbers.type.as_pointer())).align = 8


def load(count: int, step: int, shift: int = 0) -> Any:
    """
    Make the function that reads a vector at a place.

    Args:
        count: How many numbers it has.
        step: How many numbers apart places are.
        shift: How many numbers stand before it at its place.
    """

    @intrinsic
    def get(typing: Any, values: Any, at: Any) -> Any:  # noqa: ARG001
        def code(_context: Any, builder: Any, _kinds: Any, args: Any) -> Any:
            return _read(builder, _address(builder, args[0], args[1], step, shift), count)

        return Lanes(count)(values, types.intp), code

    return get


def look_up(count: int) -> Any:
    """Make the function that reads the vector of the entry that an index names at a place."""

    @intrinsic
    def get(typing: Any, values: Any, index: Any, at: Any) -> Any:  # noqa: ARG001
        def code(_context: Any, builder: Any, _kinds: Any, args: Any) -> Any:
            entry = builder.sext(builder.load(builder.gep(args[1], [args[2]])), ir.IntType(64))
            return _read(builder, _address(builder, args[0], entry, count), count)

        return Lanes(count)(values, index, types.intp), code

    return get


@intrinsic
def pick(typing: Any, index: Any, at: Any) -> Any:  # noqa: ARG001
    """Read one whole number of 32 bits; the place is not negative."""

    def code(_context: Any, builder: Any, _kinds: Any, args: Any) -> Any:
        return builder.sext(builder.load(builder.gep(args[0], [args[1]])), ir.IntType(64))

    return types.intp(index, types.intp), code


def save(step: int) -> Any:
    """Make the function that writes a vector at a place, places being so many numbers apart."""

    @intrinsic
    def put(typing: Any, values: Any, at: Any, vector: Any) -> Any:  # noqa: ARG001
        def code(context: Any, builder: Any, _kinds: Any, args: Any) -> Any:
            _write(builder, _address(builder, args[0], args[1], step), args[2])
            return context.get_dummy_value()

        return types.void(values, types.intp, vector), code

    return put


@intrinsic
def put_both(typing: Any, values: Any, at: Any, own: Any, other: Any) -> Any:  # noqa: ARG001
    """Write what a node has for both sides, one beside the other."""
    count = own.count

    def code(context: Any, builder: Any, _kinds: Any, args: Any) -> Any:
        for side, vector in enumerate(args[2:]):
            _write(builder, _address(builder, args[0], args[1], 2 * count, side * count), vector)
        return context.get_dummy_value()

    return types.void(values, types.intp, own, own), code


def _increase(builder: Any, address: Any, weight: Any, numbers: Any) -> None:
    before = _read(builder, address, numbers.type.count)
    _write(builder, address, _elementwise(builder, "fma", weight, numbers, before))


@intrinsic
def add(typing: Any, values: Any, at: Any, weight: Any, vector: Any) -> Any:  # noqa: ARG001
    """Add a vector, weighed, to what stands at a place."""
    count = vector.count

    def code(context: Any, builder: Any, _kinds: Any, args: Any) -> Any:
        place = _address(builder, args[0], args[1], count)
        _increase(builder, place, args[2], args[3])
        return context.get_dummy_value()

    return types.void(values, types.intp, vector, vector), code


def add_to(side: int) -> Any:
    """Make the function that adds a vector, weighed, to what a node has for one side, 0 or 1."""

    @intrinsic
    def adding(typing: Any, values: Any, at: Any, weight: Any, vector: Any) -> Any:  # noqa: ARG001
        count = vector.count

        def code(context: Any, builder: Any, _kinds: Any, args: Any) -> Any:
            place = _address(builder, args[0], args[1], 2 * count, side * count)
            _increase(builder, place, args[2], args[3])
            return context.get_dummy_value()

        return types.void(values, types.intp, vector, vector), code

    return adding


@intrinsic
def bits(typing: Any, mask: Any) -> Any:  # noqa: ARG001
    """Give a mask as a whole number, a bit for each draw."""
    count = mask.count

    def code(_context: Any, builder: Any, _kinds: Any, args: Any) -> Any:
        number = builder.bitcast(args[0], ir.IntType(count))
        return builder.zext(number, ir.IntType(64))

    return types.intp(mask), code


def masked(count: int) -> Any:
    """Make the function that gives the mask that such a number stands for."""

    @intrinsic
    def mask(typing: Any, marks: Any) -> Any:  # noqa: ARG001
        def code(_context: Any, builder: Any, kinds: Any, args: Any) -> Any:
            number, wanted = args[0], ir.IntType(count)
            if kinds.args[0].bitwidth > count:
                number = builder.trunc(number, wanted)
            return builder.bitcast(number, ir.VectorType(_BIT, count))

        return Mask(count)(marks), code

    return mask


def filled(count: int) -> Any:
    """Make the function that gives every draw the same number."""

    @intrinsic
    def fill(typing: Any, value: Any) -> Any:  # noqa: ARG001
        def code(_context: Any, builder: Any, _kinds: Any, args: Any) -> Any:
            return _splat(builder, args[0], count)

        return Lanes(count)(types.float64), code

    return fill


def _elementwise(builder: Any, name: str, *args: Any) -> Any:
    """Call a function that LLVM has for vectors."""
    kind = args[0].type
    declared = cgutils.get_or_insert_function(
        builder.module,
        ir.FunctionType(kind, [kind] * len(args)),
        f"llvm.{name}.v{kind.count}f64",
    )
    return builder.call(declared, args)


@intrinsic
def fma(typing: Any, factor: Any, vector: Any, added: Any) -> Any:  # noqa: ARG001
    """Give a factor times a vector, plus what is added."""

    def code(_context: Any, builder: Any, _kinds: Any, args: Any) -> Any:
        return _elementwise(builder, "fma", *args)

    return vector(vector, vector, vector), code


@intrinsic
def highest(typing: Any, first: Any, second: Any) -> Any:  # noqa: ARG001
    """Give the larger of two, draw by draw; neither is not a number."""

    def code(_context: Any, builder: Any, _kinds: Any, args: Any) -> Any:
        return builder.select(builder.fcmp_ordered(">", args[0], args[1]), args[0], args[1])

    return first(first, first), code


@intrinsic
def size(typing: Any, vector: Any) -> Any:  # noqa: ARG001
    """Give the absolute value."""

    def code(_context: Any, builder: Any, _kinds: Any, args: Any) -> Any:
        return _elementwise(builder, "fabs", *args)

    return vector(vector), code


@intrinsic
def where(typing: Any, mask: Any, vector: Any, other: Any) -> Any:  # noqa: ARG001
    """Take a vector where a mask is true, and the other elsewhere."""

    def code(_context: Any, builder: Any, _kinds: Any, args: Any) -> Any:
        return builder.select(*args)

    return vector(mask, vector, vector), code


@intrinsic
def is_any(typing: Any, vector: Any) -> Any:  # noqa: ARG001
    """Say whether a mask is true of any draw, or any draw has a number other than 0."""
    count, is_mask = vector.count, isinstance(vector, Mask)

    def code(_context: Any, builder: Any, _kinds: Any, args: Any) -> Any:
        (mask,) = args
        if not is_mask:
            mask = builder.fcmp_unordered("!=", mask, ir.Constant(mask.type, [0.0] * count))
        bits = builder.bitcast(mask, ir.IntType(count))
        return builder.icmp_unsigned("!=", bits, ir.Constant(bits.type, 0))

    return types.boolean(vector), code


def draw_by_draw(function: str) -> Any:
    """Make a function that applies one of the C library's, draw by draw."""

    @intrinsic
    def applied(typing: Any, vector: Any) -> Any:  # noqa: ARG001
        count = vector.count

        def code(_context: Any, builder: Any, _kinds: Any, args: Any) -> Any:
            kind = ir.FunctionType(_DOUBLE, [_DOUBLE])
            called = cgutils.get_or_insert_function(builder.module, kind, function)
            numbers = args[0]
            for lane in range(count):
                place = ir.Constant(_WORD, lane)
                number = builder.call(called, [builder.extract_element(args[0], place)])
                numbers = builder.insert_element(numbers, number, place)
            return numbers

        return vector(vector), code

    return applied


@infer_global(operator.add)
class _Added(AbstractTemplate):
    def generic(self, args: Any, kws: Any) -> Any:
        if not kws and len(args) == 2 and isinstance(args[0], Coded) and args[0] == args[1]:
            return signature(args[0], *args)
        return None


@lower_builtin(operator.add, Coded, Coded)
def _added(_context: Any, builder: Any, _signature: Any, args: Any) -> Any:
    return builder.add(*args)


def load_codes(count: int) -> Any:
    """Make the function that reads a vector of codes, or of the bits of numbers, at a place."""

    @intrinsic
    def get(typing: Any, values: Any, at: Any) -> Any:  # noqa: ARG001
        def code(_context: Any, builder: Any, _kinds: Any, args: Any) -> Any:
            return _read(builder, _address(builder, args[0], args[1], count), count, _CODE)

        return Coded(count)(values, types.intp), code

    return get


def filled_codes(count: int) -> Any:
    """Make the function that gives every draw the same code."""

    @intrinsic
    def fill(typing: Any, value: Any) -> Any:  # noqa: ARG001
        def code(_context: Any, builder: Any, _kinds: Any, args: Any) -> Any:
            return _splat(builder, args[0], count)

        return Coded(count)(types.uint64), code

    return fill


@intrinsic
def stirred(typing: Any, codes: Any) -> Any:  # noqa: ARG001
    """Mix codes as `game.arrays.mixed` does, draw by draw."""

    def code(_context: Any, builder: Any, _kinds: Any, args: Any) -> Any:
        def all_lanes(number: int) -> Any:
            return ir.Constant(args[0].type, [number] * codes.count)

        vector = builder.add(args[0], all_lanes(GOLDEN))
        for shift, factor in ((30, FACTORS[0]), (27, FACTORS[1])):
            vector = builder.xor(vector, builder.lshr(vector, all_lanes(shift)))
            vector = builder.mul(vector, all_lanes(factor))
        return builder.xor(vector, builder.lshr(vector, all_lanes(31)))

    return codes(codes), code


@intrinsic
def where_any(typing: Any, codes: Any, others: Any) -> Any:  # noqa: ARG001
    """Give other codes where codes are not 0, and 0 elsewhere, draw by draw."""

    def code(_context: Any, builder: Any, _kinds: Any, args: Any) -> Any:
        nothing = ir.Constant(args[0].type, None)
        is_any = builder.icmp_unsigned("!=", args[0], nothing)
        return builder.select(is_any, args[1], nothing)

    return codes(codes, codes), code
