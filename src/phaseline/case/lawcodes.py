"""The codes of the law: what `check` finds in rules, readings and positions, and by asking them."""

from collections.abc import Mapping
from types import MappingProxyType

from phaseline.case.code import Code, warning

LAW_CODES: Mapping[str, Code] = MappingProxyType(
    {
        "PL301": warning(
            "A reading that nobody holds",
            "A reading of the law counts because somebody on record holds it.",
            "Name the holder, or remove the reading.",
        ),
    }
)
