"""A long case is checked while its author waits."""

import hashlib
import time
from collections.abc import Iterator

from phaseline.case.check.report import checked
from phaseline.case.read import read_case
from phaseline.case.texts import source_texts

MOST_SECONDS = 3.0
FACTS = 950
SENTENCE = (
    "In week {n} the keeper of light {n} counted {n} ships that passed the strait, and {n} of them"
    " paid the toll."
)


def lines(digest: str) -> Iterator[str]:
    """
    A valid case of ten thousand lines: each fact quotes one sentence, and everything else leans on
    facts.
    """
    yield (
        "phaseline: 2\nkind: case\nid: long\ntitle: T\nquestion: Q\nas_of: 2031-04-10\nresponder:"
        " merrow\nchallenger: tarsk"
    )
    yield (
        "actors:\n  - {id: merrow, name: Merrow, kind: state}\n  - {id: tarsk, name: Tarsk, kind:"
        " state}"
    )
    yield (
        "sources:\n  - id: paper\n    type: report\n    title: A paper\n    role: paper\n   "
        f" sha256: {digest}"
    )
    yield "facts:"
    for n in range(FACTS):
        yield (
            f"  - id: ships-{n}\n    kind: act\n    says: The keeper counted {n} ships.\n   "
            " said_by: merrow\n    status: reported\n    about: [tarsk, merrow]"
        )
        yield (
            f"    value: {n} {'seat' if n == 900 else 'shipment'}\n    cites:\n      - source:"
            f" paper\n        exact: counted {n} ships that passed the strait"
        )
    yield "events:"
    for n in range(300):
        after = f"\n    after: [event-{n - 1}]" if n else ""
        yield (
            f"  - id: event-{n}\n    title: E\n    when: unknown\n    who: [tarsk]{after}\n   "
            f" cites:\n      - source: paper\n        locator: sentence {n}"
        )
    yield "derived:"
    for n in range(200):
        inner = f" + derived.sum-{n - 1}" if n else ""
        yield (
            f"  - id: sum-{n}\n    title: S\n    unit: shipment\n    formula:"
            f" facts.ships-{n}.value{inner}"
        )
    yield (
        "institutions:\n  - id: council\n    name: Council\n    total: facts.ships-900.value\n   "
        " seats:"
    )
    for n in range(120):
        yield f"      - party: merrow\n        seats: facts.ships-900.value\n        on: {1900 + n}"
    yield "    facts: [ships-1]"
    yield "demands:\n  - id: leave\n    title: L\n    to: tarsk\n    facts: [ships-1]"
    yield "ladders:"
    for n in range(60):
        yield (
            f"  - id: ladder-{n}\n    title: L\n    standing: contrast\n    proposed_by: merrow\n  "
            "  off_ramp: It ends.\n    rungs:\n      - id: low\n        title: L\n        demands:"
            " [leave]"
        )
        yield (
            f"      - id: high\n        title: H\n        facts: [ships-{n}]\n    transitions:\n   "
            "   - start: low\n        end: high\n        trigger: act\n        threshold: any\n   "
            "     deadline: 1 day"
        )
    yield "assumptions:"
    for n in range(100):
        yield (
            f"  - id: chance-{n}\n    asks: A chance\n    owner: me\n    rationale: Because.\n   "
            f" low: 0.1\n    high: 0.{n + 101}\n    facts: [ships-{n}]"
        )


def test_a_case_of_ten_thousand_lines_is_checked_in_three_seconds(tmp_path):
    """
    Read, held to the records, its quotes found in a text of a hundred pages, its references
    followed, its formulas worked out.
    """
    text = "\n".join(SENTENCE.format(n=n) for n in range(3_000))
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "paper.txt").write_text(text)
    digest = hashlib.sha256(text.encode()).hexdigest()
    written = "\n".join(lines(digest))
    (tmp_path / "case.yaml").write_text(written)

    began = time.process_time()
    reading = read_case(tmp_path)
    report = checked(reading, source_texts(tmp_path / "texts", [digest]))
    seconds = time.process_time() - began

    assert reading.case is not None
    assert report.diagnostics == ()
    assert report.anchors.exact == FACTS
    assert written.count("\n") >= 10_000
    assert seconds < MOST_SECONDS
