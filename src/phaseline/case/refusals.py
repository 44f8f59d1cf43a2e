"""
What a case may not hold, and why: the schema refuses it, and says so.

Phaseline checks the reasoning of a policy. It selects no targets, plans no information operations,
guides no interrogation, helps nobody round sanctions, export control or oversight, and profiles
no person.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

_TARGETS = (
    "counter-capability stays a table of quotations: no targets, ranges, effects or quantities per"
    " target"
)
_MESSAGES = (
    "of an information operation a case says that it was recommended, by whom, and which legal"
    " question it raises: no messages, audiences or channels"
)
_QUESTIONS = "a case holds no guidance for interrogation"
_EVASION = (
    "a case gives no help in evading sanctions, export control or oversight; whether those who"
    " oversee it know is shown as a fact"
)
_PERSONS = "a case holds no profiles of persons; actors are offices, parties and states"

REFUSED: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(
            (
                "target",
                "targets",
                "target_list",
                "targeting",
                "aim_point",
                "aimpoint",
                "coordinates",
                "coordinate",
                "latitude",
                "longitude",
                "grid_reference",
                "weapon_target",
                "kill_probability",
                "lethal_radius",
                "range_km",
                "effect_on_target",
                "effects",
                "rounds_per_target",
                "strike_plan",
            ),
            _TARGETS,
        ),
        **dict.fromkeys(
            (
                "message",
                "messages",
                "audience",
                "audiences",
                "target_audience",
                "channel",
                "channels",
                "narrative",
                "leaflet",
                "persona",
                "reach_estimate",
            ),
            _MESSAGES,
        ),
        **dict.fromkeys(
            (
                "interrogation_questions",
                "interrogation_technique",
                "interrogation_techniques",
                "interrogation_plan",
                "interrogation_guidance",
                "questioning",
                "coercion",
            ),
            _QUESTIONS,
        ),
        **dict.fromkeys(
            (
                "evasion",
                "evades",
                "evade",
                "conceal",
                "concealment",
                "cover_story",
                "front_company",
                "false_end_user",
                "hide_from",
                "hidden_from_assembly",
                "bypass_oversight",
                "avoids_assembly",
                "escapes_oversight",
                "oversight_bonus",
                "sanctions_workaround",
                "transshipment_plan",
            ),
            _EVASION,
        ),
        **dict.fromkeys(
            (
                "profile",
                "psychological_profile",
                "personality",
                "health",
                "home_address",
                "address_home",
                "birth_date",
                "birthdate",
                "family_members",
                "phone",
                "email",
                "medical",
            ),
            _PERSONS,
        ),
    }
)


# a word within a longer name, such as strike_range or names_of_persons
_WORDS: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(
            "target targets targeting range ranges lat lon latitude longitude coordinate"
            " coordinates mgrs gps radius".split(),
            _TARGETS,
        ),
        **dict.fromkeys(
            "message messages audience audiences leaflet leaflets narrative narratives slogan"
            " slogans".split(),
            _MESSAGES,
        ),
        **dict.fromkeys(
            "interrogation interrogations interrogate interrogator questions".split(), _QUESTIONS
        ),
        **dict.fromkeys(
            "evade evades evading evasion oversight bypass bypasses circumvent circumvents"
            " workaround".split(),
            _EVASION,
        ),
        **dict.fromkeys(
            "person persons profile profiles personality member members votes voter voters".split(),
            _PERSONS,
        ),
    }
)
# names that an author may mean in good faith: they are misspelt, not refused
_HARMLESS = frozenset(
    {
        ("Assumption", "range"),
        ("Derived", "range"),
        ("Poll", "questions"),
        ("Case", "questions"),
        ("Institution", "members"),
        ("Actor", "member"),
    }
)


def refusal(key: str, *, owner: str = "") -> str:
    """
    Give the reason why a field is refused, or an empty text.

    Args:
        key: The name of the field.
        owner: The name of the record that it stands in, such as Fact.

    >>> refusal("Aim-Point").split(":")[0]
    'counter-capability stays a table of quotations'
    >>> refusal("range", owner="Assumption")
    ''
    """
    name = re.sub(r"[\s-]+", "_", key.strip().lower())
    if (owner, name) in _HARMLESS:
        return ""
    return REFUSED.get(name, "") or next(
        (_WORDS[word] for word in name.split("_") if word in _WORDS), ""
    )
