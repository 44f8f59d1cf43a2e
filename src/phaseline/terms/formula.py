"""
Formulas over addresses, such as `facts.troops.value * facts.pay.value`.

Because an id may hold a hyphen, a minus stands between spaces. There are no numbers in a formula:
each has a name and a source elsewhere, and definitions of units (twelve months are a year) come
with the units.
"""

import re
from enum import Enum
from typing import Protocol, TypeVar

from phaseline.terms.record import record

Number = TypeVar("Number")
FUNCTIONS = ("abs", "days", "max", "min", "sum")
DEEPEST = 40

_TOKEN = re.compile(
    r"\s*(?:(?P<address>[a-z_]+(?:\.[A-Za-z0-9_-]*[A-Za-z0-9_])+)|(?P<name>[a-z]+)"
    r"|(?P<number>\d[\d_.]*)|(?P<sign>[-+*/(),]))"
)


class FormulaError(ValueError):
    """
    The formula cannot be read.

    Args:
        message: What was found and what was expected.
        column: Where in the formula, counted from 0.
    """

    def __init__(self, message: str, *, column: int) -> None:
        super().__init__(message)
        self.column = column


class Operator(Enum):
    """What a node of a formula does with its parts."""

    ADD = "+"
    SUBTRACT = "-"
    MULTIPLY = "*"
    DIVIDE = "/"
    NEGATE = "negate"


@record
class AddressTerm:
    """A number that stands at an address."""

    address: str
    column: int


@record
class Operation:
    """An operator with its one or two parts."""

    operator: Operator
    parts: "tuple[Node, ...]"
    column: int


@record
class Call:
    """A function with its arguments."""

    name: str
    parts: "tuple[Node, ...]"
    column: int


Node = AddressTerm | Operation | Call


def formula(text: str) -> Node:
    """
    Read a formula.

    Raises:
        FormulaError: It is empty, malformed, too deep, or holds a bare number or an unknown
            function.
    """
    reader = _Reader(text)
    node = reader.total(0)
    if reader.position < len(reader.tokens):
        _, lexeme, column = reader.tokens[reader.position]
        raise FormulaError(f"found {lexeme!r} where the formula should end", column=column)
    return node


class Arithmetic(Protocol[Number]):
    """What a formula is worked out with: numbers of one kind, plain ones or ranges with units."""

    def term(self, term: AddressTerm) -> Number:
        """Give the number at an address."""

    def days(self, call: Call) -> Number:
        """Give the days between the two dates of a call; its parts are dates, and no numbers."""

    def called(self, call: Call, parts: tuple[Number, ...]) -> Number:
        """Apply any other function to what its parts are worth."""

    def operated(self, operation: Operation, parts: tuple[Number, ...]) -> Number:
        """Apply an operator to what its one or two parts are worth."""


def worked_out(node: Node, arithmetic: Arithmetic[Number]) -> Number:
    """
    Work a formula out, from its addresses outwards.

    Raises:
        Exception: What the arithmetic raises, where a number is missing or cannot be.
    """
    if isinstance(node, AddressTerm):
        return arithmetic.term(node)
    if isinstance(node, Call) and node.name == "days":
        return arithmetic.days(node)
    parts = tuple([worked_out(part, arithmetic) for part in node.parts])
    if isinstance(node, Call):
        return arithmetic.called(node, parts)
    return arithmetic.operated(node, parts)


def addresses_in(node: Node) -> tuple[AddressTerm, ...]:
    """Give every address that a formula uses, in reading order."""
    if isinstance(node, AddressTerm):
        return (node,)
    return tuple(term for part in node.parts for term in addresses_in(part))


class _Reader:
    """Reads tokens by the usual order of operations."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = _tokens(text)
        self.position = 0

    def peek(self) -> str:
        return self.tokens[self.position][1] if self.position < len(self.tokens) else ""

    def take(self) -> tuple[str, str, int]:
        if self.position >= len(self.tokens):
            raise FormulaError(
                "the formula ends too early; expected an address such as facts.troops.value",
                column=len(self.text),
            )
        self.position += 1
        return self.tokens[self.position - 1]

    def total(self, depth: int) -> Node:
        node = self.product(depth)
        while self.peek() in ("+", "-"):
            _, sign, column = self.take()
            node = Operation(
                operator=Operator(sign), parts=(node, self.product(depth)), column=column
            )
        return node

    def product(self, depth: int) -> Node:
        node = self.factor(depth)
        while self.peek() in ("*", "/"):
            _, sign, column = self.take()
            node = Operation(
                operator=Operator(sign), parts=(node, self.factor(depth)), column=column
            )
        return node

    def factor(self, depth: int) -> Node:
        kind, lexeme, column = self.take()
        if depth > DEEPEST:
            raise FormulaError(f"the formula is nested deeper than {DEEPEST} levels", column=column)
        if kind == "address":
            return AddressTerm(address=lexeme, column=column)
        if kind == "name":
            return self.call(lexeme, column, depth)
        if lexeme == "(":
            node = self.total(depth + 1)
            self.close()
            return node
        if lexeme == "-":
            return Operation(
                operator=Operator.NEGATE, parts=(self.factor(depth + 1),), column=column
            )
        if kind == "number":
            raise FormulaError(
                f"found the bare number {lexeme}; expected the address of a cited fact or an"
                " assumption",
                column=column,
            )
        raise FormulaError(
            f"found {lexeme!r}; expected an address such as facts.troops.value", column=column
        )

    def call(self, name: str, column: int, depth: int) -> Node:
        if name not in FUNCTIONS or self.peek() != "(":
            raise FormulaError(
                f"found {name!r}; expected an address, or one of the functions"
                f" {', '.join(FUNCTIONS)}",
                column=column,
            )
        self.take()
        parts = [self.total(depth + 1)]
        while self.peek() == ",":
            self.take()
            parts.append(self.total(depth + 1))
        self.close()
        return Call(name=name, parts=tuple(parts), column=column)

    def close(self) -> None:
        _, lexeme, column = self.take()
        if lexeme != ")":
            raise FormulaError(f"found {lexeme!r}; expected a closing parenthesis", column=column)


def _tokens(text: str) -> list[tuple[str, str, int]]:
    tokens: list[tuple[str, str, int]] = []
    position = 0
    while position < len(text.rstrip()):
        match = _TOKEN.match(text, position)
        if match is None:
            column = position + len(text[position:]) - len(text[position:].lstrip())
            raise FormulaError(
                f"found {text[column : column + 1]!r}; expected an address, an operator or a"
                " parenthesis",
                column=column,
            )
        kind = str(match.lastgroup)
        tokens.append((kind, match.group(kind), match.start(kind)))
        position = match.end()
    return tokens
