"""
The files of a case that begins: its header, its two sides, and nothing that is made up.

What else a case may hold is written by an author, by `phaseline read` or by a pattern.
"""

import json
import re
from collections.abc import Mapping

from phaseline.case.model.evidence import ActorKind
from phaseline.case.reserved import reserved_words
from phaseline.case.starter import schema_stamp
from phaseline.terms.record import record

_KIND_WORDS = {  # the first that a name holds tells what it is; of none it is taken for a state
    ActorKind.PARTY: "party parties",
    ActorKind.OFFICE: (
        "ministry office department agency authority regulator commission bureau inspectorate"
        " council court parliament congress senate president secretary"
    ),
    ActorKind.STATE: "government republic kingdom state",
    ActorKind.ORGANISATION: (
        "union unions organisation organization association alliance league group groups network"
        " fund movement army militia militias fleet cartel cartels syndicate syndicates members"
        " nato eu un"
    ),
    ActorKind.PUBLIC: (
        "public citizens voters residents consumers customers households farmers fishers fishermen"
        " users drivers population"
    ),
    ActorKind.COMPANY: (
        "inc ltd llc plc corp gmbh company companies firm firms bank banks airline airlines"
        " developer developers operator operators supplier suppliers manufacturers exporters"
        " importers lenders utilities"
    ),
}
_MORE_ACTORS = (
    "  # Add who else the papers name before you read them, each spelling in `aliases: [...]`,\n"
    "  # and the authors of the papers as `kind: author`. An actor is one of these kinds:\n"
    f"  # {', '.join(kind.value for kind in ActorKind)}.\n"
)


@record
class Beginning:
    """
    What has to be known of a case before anything is entered.

    Args:
        title: The title of the brief.
        question: The question that the case answers.
        responder: The name of who responds.
        challenger: The name of who is to be deterred.
        period: The length of one period: day, week, month, quarter or year.
        as_of: The day whose knowledge counts, such as 2031-04-10.
        owner: Who prepares the case, and owns what is assumed in it; empty if nobody is named.
        responder_kind: What kind of actor the responder is, such as state or office.
        challenger_kind: What kind of actor the challenger is.
        pattern: The pattern that its further layers start from; empty if none is named.
    """

    title: str
    question: str
    responder: str
    challenger: str
    period: str
    as_of: str
    owner: str = ""
    responder_kind: str = ActorKind.STATE.value
    challenger_kind: str = ActorKind.STATE.value
    pattern: str = ""


def beginning(name: str, begun: Beginning) -> Mapping[str, str]:
    """
    Give the files of a case that begins.

    Args:
        name: The name of its folder, which is its id.
        begun: What is known of it; texts of one line.

    Returns:
        Texts by path below the folder.
    """
    responder = _id_of(begun.responder, "responder", ())
    challenger = _id_of(begun.challenger, "challenger", (responder,))
    header = {
        "id": name,
        "title": begun.title,
        "question": begun.question,
        "as_of": begun.as_of,
        "responder": responder,
        "challenger": challenger,
        "period": begun.period,
        **({"prepared_by": begun.owner} if begun.owner else {}),
        **({"pattern": begun.pattern} if begun.pattern else {}),
    }
    actors = (
        (responder, begun.responder, begun.responder_kind),
        (challenger, begun.challenger, begun.challenger_kind),
    )
    return {
        "case.yaml": (
            f"{schema_stamp('case')}phaseline: 2\nkind: case\n"
            + "".join(f"{key}: {_quoted(value)}\n" for key, value in header.items())
        ),
        "actors.yaml": f"{schema_stamp('actors')}actors:\n"
        + "".join(
            f"  - {{id: {actor}, name: {_quoted(title)}, kind: {kind}}}\n"
            for actor, title, kind in actors
        )
        + _MORE_ACTORS,
    }


def side_kind(name: str) -> str:
    """
    Say what a side is by the words of its name; of one that tells nothing, that it is a state.

    >>> side_kind("Harbour Authority"), side_kind("AI developers"), side_kind("Vesper")
    ('office', 'company', 'state')
    """
    words = set(re.findall(r"\w+", name.casefold()))
    kinds = (kind for kind, telling in _KIND_WORDS.items() if words & set(telling.split()))
    return next(kinds, ActorKind.STATE).value


def _quoted(text: str) -> str:
    """Write a text as every reader of YAML reads it."""
    return json.dumps(text, ensure_ascii=False)


def _id_of(name: str, role: str, taken: tuple[str, ...]) -> str:
    """
    Make an id of a name: its letters and digits, or the role where it has none of those.

    >>> _id_of("Government of Merrow", "responder", ()), _id_of("12", "challenger", ())
    ('government-of-merrow', 'challenger')
    """
    words = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")[:40].strip("-")
    proposal = words if words[:1].isalpha() else role
    is_free = proposal not in taken and proposal not in reserved_words()
    return proposal if is_free else f"{proposal}-{role}"
