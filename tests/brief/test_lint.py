"""The last look at a finished brief: each fault, planted in a sound one, is found."""

import pytest

from phaseline.brief.html import brief_html
from phaseline.brief.lint import lint
from phaseline.brief.reading import passages_of
from phaseline.case.check.report import checked
from phaseline.case.read import read_case
from phaseline.case.shipped import case_path, shipped_cases
from phaseline.desk.findings.assessment import assess
from phaseline.present.data.answer import answer_data


@pytest.fixture(scope="module")
def sound():
    """The case of the strait, its brief without the game, and what programs are given with it."""
    whole = assess(checked(read_case(case_path("strait"), name="strait"), {}))
    return whole.case, brief_html(whole), answer_data(whole)


def finding(text, **others):
    """A finding as programs are given it, which rests on an assumption."""
    plain = {
        "id": "planted",
        "text": text,
        "values": {},
        "entries": {},
        "parts": {},
        "cites": [],
        "rests_on": ["assumptions.pilots-yes"],
    }
    return {**plain, **others}


def rules_broken(sound, *, page="", findings=()):
    """The rules that a sound brief breaks once something is planted in its page or findings."""
    case, html, answer = sound
    planted = html.replace("</main>", f"{page}</main>")
    data = {**answer, "findings": [*answer["findings"], *findings]}
    return {fault.rule for fault in lint(case, planted, data)}


def test_a_sound_brief_has_no_faults(sound):
    """Nothing is found where nothing is planted."""
    assert rules_broken(sound) == set()


def test_a_number_that_rests_on_nothing_is_found(sound):
    """In a finding without a basis, and in a side of a disagreement without a note."""
    alone = finding("It comes to 12 of 24.", rests_on=[])
    side = '<section id="conflicts"><ul><li>Some count 12 ships.</li></ul></section>'

    assert rules_broken(sound, findings=[alone]) == {"a number without a source"}
    assert rules_broken(sound, page=side) == {"a number without a source"}
    assert rules_broken(sound, findings=[finding("It comes to 12 of 24.")]) == set()


def test_a_hedge_that_is_lost_is_found(sound):
    """“may have crossed” does not become “has crossed”; kept or quoted, it is no fault."""
    cites = [{"source": "s", "exact": "the ferries may have crossed the border"}]

    def broken(text):
        return rules_broken(sound, findings=[finding(text, cites=cites)])

    assert broken("The ferries have crossed the border.") == {"a hedge is lost"}
    assert broken("The ferries may have crossed the border.") == set()
    assert broken("It says “the ferries have crossed the border”.") == set()
    assert broken("No course is ahead.") == set()


def test_an_id_in_prose_is_found(sound):
    """An id where a name should be; printed as code, or a word of the case's own, it is meant."""
    assert rules_broken(sound, page="<p>It turns on pilots-yes.</p>") == {"an id in prose"}
    assert rules_broken(sound, page="<p>It turns on <code>pilots-yes</code>.</p>") == set()


def test_a_figure_outside_its_range_is_found(sound):
    """On the page and in what programs are given; a chance as “1 in 20” is read as a whole."""
    value = {"median": 3.0, "low": 0.0, "high": 2.0, "unit": "", "of": None, "base": None}

    assert rules_broken(sound, page="<td>−3.1 (−2.9 to 0) months</td>") == {
        "a figure outside its range"
    }
    assert rules_broken(sound, findings=[finding("So.", values={"months": value})]) == {
        "a figure outside its range"
    }
    assert rules_broken(sound, page="<td>−2.1 (−2.9 to 0)</td><td>1 in 20 (0 to 0.1)</td>") == set()


def test_likelihood_beside_confidence_is_found(sound):
    """How likely and how sure stand in sentences of their own."""
    mixed = "<p>It is likely, with moderate confidence.</p>"
    apart = "<p>It is likely. We have moderate confidence in that.</p>"

    assert rules_broken(sound, page=mixed) == {"likelihood beside confidence"}
    assert rules_broken(sound, page=apart) == set()


def test_a_figure_that_differs_between_page_and_json_is_found(sound):
    """The page says 8 where programs are told 9."""
    page = "<p>The ferry carries 8 buoys in a week.</p>"
    told = finding("The ferry carries 9 buoys in a week.")

    assert rules_broken(sound, page=page, findings=[told]) == {
        "another figure on the page than in answer.json"
    }


@pytest.mark.slow
@pytest.mark.parametrize("name", shipped_cases())
def test_the_briefs_of_shipped_cases_are_sound(all_assessed, name):
    """Page and answer of each, with the game."""
    whole = all_assessed[name]

    assert lint(whole.case, brief_html(whole), answer_data(whole)) == ()


def test_passages_are_read_without_marks_pictures_and_code():
    """A cell with a mark of a note, a paragraph with code, and a picture."""
    page = (
        '<section id="law"><table><tr><td>Barred<sup class="cite"><a>1</a></sup></td></tr></table>'
        "<p>Ask <code>x-y</code> first</p><svg><text>unread</text></svg></section>"
    )

    cell, paragraph = passages_of(page)
    assert (cell.section, cell.tag, cell.text, cell.is_cited) == ("law", "td", "Barred", True)
    assert (paragraph.text, paragraph.is_cited) == ("Ask first", False)
