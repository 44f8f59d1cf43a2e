"""What the entries of one file have in common, said once at its top."""

from typing import Annotated

from phaseline.case.model.common import Text
from phaseline.terms.meaning import Meaning
from phaseline.terms.record import record
from phaseline.terms.when import NO_DATE, When


@record
class Defaults:
    """
    What the entries of a file say where they leave it out themselves.

    The standing of a statement is none of these: each says its own.
    """

    owner: Annotated[str, Meaning("Who owns the assumptions of the file")] = ""
    said_by: Annotated[
        str, Meaning("The id of the actor who says its facts, or on whose word its law rests")
    ] = ""
    language: Annotated[str, Meaning("Language code of its sources")] = ""
    licence: Annotated[str, Meaning("Under what terms its sources may be used")] = ""
    retrieved_at: Annotated[When, Meaning("When the texts of its sources were read")] = NO_DATE
    encoding: Annotated[
        str,
        Meaning(
            "The id of the encoding of its provisions, options and amendments, and of its measures"
            " with `tags`"
        ),
    ] = ""
    note: Text = ""


@record
class FileHead:
    """What stands at the top of any file of a case."""

    defaults: Annotated[Defaults, Meaning("What the entries of this file have in common")] = (
        Defaults()
    )
