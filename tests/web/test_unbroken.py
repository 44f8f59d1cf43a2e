"""No line of a page ends between a number and what it counts."""

import pytest

from phaseline.web.frame import rendered
from phaseline.web.unbroken import unbroken

JOINED = "\u00a0"


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("<p>44 % of 24 months, 2 of 3 days</p>", "<p>44~% of 24~months, 2 of 3~days</p>"),
        ('<a href="#of">2.5</a> months', '<a href="#of">2.5</a>~months'),
        ("8 draws, monthly 3 dayrooms", "8 draws, monthly 3 dayrooms"),
        (
            "<code>--set 'a=2 month'</code> <b>1</b> week",
            "<code>--set 'a=2 month'</code> <b>1</b>~week",
        ),
        (
            '<input value="2 months"><pre>3 months</pre>',
            '<input value="2 months"><pre>3 months</pre>',
        ),
        ("<select><option>5 days</option></select>", "<select><option>5 days</option></select>"),
    ],
)
def test_a_number_keeps_its_sign_and_unit(page, shown):
    """[hand] In a link, too; what is typed, copied or chosen keeps its plain spaces."""
    assert unbroken(page) == shown.replace("~", JOINED)
    assert unbroken(unbroken(page)) == unbroken(page)


def test_what_a_worker_words_is_kept_together():
    """A sentence with a share and a time, as the page of a what-if has it."""
    shown = rendered("direction", {"lines": ["It takes 12 months, 44 % of them."], "unchanged": ""})

    assert f"12{JOINED}months, 44{JOINED}% of them." in shown
