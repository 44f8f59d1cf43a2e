"""What a worker and the desk say to each other: one line of JSON each, checked as it comes in."""

import json
from collections.abc import Mapping
from dataclasses import field

from phaseline.terms.record import record

ENDS = frozenset({"done", "same", "faulty", "failed"})  # kinds after which nothing more comes
LONGEST = 64 * 1024 * 1024  # bytes of one line; a page with its pictures has some hundred thousand


@record
class Order:
    """
    What a worker is asked to work out.

    Args:
        case: The folder, the file or the name of the case.
        sources: The folder of the source texts; empty without one.
        draws: How many draws of the assumptions ranges rest on.
        known: The hash of the files that are shown already: a worker that reads the same ends at
            once. Of a what-if, the files it is asked of: of others it is not worked out. Empty
            where nothing is shown.
        changes: A what-if: new values by address. Of it page one alone is worked out.
        question: What page one does not say: which page asks, and of what; as `asking.question_of`
            gives it. Empty where page one is asked for.
        course: The course that page one of the case shows, whose figures come before all others;
            empty where none is played.
        generation: Which question of the desk it is; a later one has a higher number.
        is_rehearsal: Whether only what all what-ifs of these files begin with is to be made ready.
        is_quick: Whether only the quick answer to a what-if is wanted, which way the courses go,
            and that only where it can be told before the text is checked.
        has_quick: Whether another worker has been asked for the quick answer.
    """

    case: str
    sources: str
    draws: int
    known: str = ""
    changes: Mapping[str, str] = field(default_factory=dict)
    question: Mapping[str, str] = field(default_factory=dict)
    course: str = ""
    generation: int = 0
    is_rehearsal: bool = False
    is_quick: bool = False
    has_quick: bool = False


@record
class CaseHeader:
    """
    What stands above every page.

    Args:
        id: The id of the case.
        title: Its title.
        as_of: The day of the case, in words.
        hash: SHA-256 of its files.
    """

    id: str
    title: str
    as_of: str
    hash: str


@record
class LedgerPart:
    """
    The first entries of a ledger, as they were signed for.

    Args:
        where: The file of the ledger.
        size: How many entries count; what comes after them is another question.
        checkpoint: Their signed checkpoint; empty where there are none.
        key: The key that bears it out; empty likewise.
    """

    where: str
    size: int
    checkpoint: str
    key: str

    @property
    def question(self) -> Mapping[str, str]:
        """The same in an order."""
        return {
            "ledger": self.where,
            "size": str(self.size),
            "checkpoint": self.checkpoint,
            "key": self.key,
        }


def ledger_part(question: Mapping[str, str]) -> LedgerPart:
    """Give the part of a ledger that an order asks of."""
    return LedgerPart(
        where=question["ledger"],
        size=int(question["size"]),
        checkpoint=question["checkpoint"],
        key=question["key"],
    )


def order_line(order: Order) -> bytes:
    """Give an order as a line."""
    return _line(
        {
            "case": order.case,
            "sources": order.sources,
            "draws": order.draws,
            "known": order.known,
            "changes": dict(order.changes),
            "question": dict(order.question),
            "course": order.course,
            "generation": order.generation,
            "is_rehearsal": order.is_rehearsal,
            "is_quick": order.is_quick,
            "has_quick": order.has_quick,
        }
    )


def order_of(line: bytes) -> Order:
    """Give the order of a line that `order_line` wrote."""
    return Order(**json.loads(line))


def header_line(header: CaseHeader) -> bytes:
    """Say which case was read, and that it has no errors."""
    return _line(
        {
            "kind": "read",
            "id": header.id,
            "title": header.title,
            "as_of": header.as_of,
            "hash": header.hash,
        }
    )


def text_line(kind: str, text: str, **more: str) -> bytes:
    """
    Say something in a line.

    Args:
        kind: `begun`, `doing`, `page`, `faulty`, `same`, `failed` or `done`.
        text: What is said.
        more: What belongs to it, such as the name of a page.
    """
    return _line({"kind": kind, "text": text, **more})


def message_of(line: bytes) -> Mapping[str, str]:
    """
    Give the message of a line.

    Raises:
        ValueError: It is none.
    """
    message = json.loads(line)
    if not isinstance(message, dict) or not isinstance(message.get("kind"), str):
        raise ValueError("found a line that is no message of a worker")
    return message


def _line(content: Mapping[str, object]) -> bytes:
    return json.dumps(content, ensure_ascii=True).encode() + b"\n"
