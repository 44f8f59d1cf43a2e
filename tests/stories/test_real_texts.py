"""
Texts as they come: what `check` says of quotes, silences and numbers in the scripts, notations and
encodings of real sources.
"""

import hashlib
import json

import pytest

CASE = """phaseline: 2
kind: case
id: mini
title: Mini
question: Mini?
as_of: 2024-11-28
responder: a
challenger: b
actors: [{id: a, name: A, kind: state}, {id: b, name: B, kind: state}]
"""


@pytest.fixture
def told(tmp_path, phaseline):
    """
    The codes that `check` reports for a text and the entries about it, errors first, and its exit
    status.
    """

    def codes(text, entries, *, language=None):
        content = text if isinstance(text, bytes) else text.encode()
        source = {
            "id": "s",
            "type": "report",
            "role": "paper",
            "title": "S",
            "issued": "2024-11-01",
            "sha256": hashlib.sha256(content).hexdigest(),
        }
        source |= {"language": language} if language else {}
        (tmp_path / "texts").mkdir()
        (tmp_path / "texts" / "s.txt").write_bytes(content)
        (tmp_path / "case.yaml").write_text(
            CASE + json.dumps({"sources": [source]})[1:-1] + "\n" + entries, encoding="utf-8"
        )
        ran = phaseline("check", str(tmp_path), "--sources", str(tmp_path / "texts"), "--json")
        reported = json.loads(ran.out)["diagnostics"]
        return ran.status, {(diagnostic["code"], diagnostic["severity"]) for diagnostic in reported}

    return codes


def quoting(exact, more=""):
    """A fact that quotes the text."""
    cite = json.dumps({"source": "s", "exact": exact}, ensure_ascii=False)
    return (
        "facts: [{id: f, kind: background, says: x, said_by: a, status: asserted, cites:"
        f" [{cite}]{more}}}]\nunits: [barrel]\n"
    )


def silent(phrase):
    """A silence that calls a phrase absent."""
    return (
        f"silences: [{{id: q, asks: 'x?', absent: [{json.dumps(phrase, ensure_ascii=False)}]}}]\n"
    )


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("refurbish", "The Hawks were refurbished in May."),
        ("coal stock", "The coal stocks of Merrow are large."),
        ("핵잠수함", "정부는 핵잠수함을 도입한다."),
        ("ammunition", "It names the am-\nmunition."),
        ("end-use clause", "It names the end-\nuse clause."),
        ("São Paulo", "Talks in Sa\u0303o Paulo failed."),
        ("ammunition", "It names the am\u00ad\nmunition."),
        ("coal stock", "the coal stock of Merrow".encode("utf-16")),
        ("supply coal", "It supplies coal."),
        ("naïve plan", "a nai\u0308ve plan"),
        ("fishing fleet", "the ﬁshing\n\n12\n\ffleet"),
    ],
)
def test_a_silence_that_the_paper_breaks_in_another_form_is_an_error(told, phrase, text):
    """
    Inflected, hyphenated, decomposed, over a page end, with a particle, or in another encoding: it
    is there.
    """
    status, codes = told(text, silent(phrase))

    assert status == 1
    assert ("PL207", "error") in codes


@pytest.mark.parametrize("encoding", ["cp949", "euc_kr", "utf-16", "johab"])
@pytest.mark.parametrize("phrase", ["북한군 병력", "핵잠수함"])
def test_of_a_text_that_is_not_utf8_it_is_said_and_nothing_is_vouched_for(told, phrase, encoding):
    """Present or not: the reader learns that the letters were guessed at."""
    _, codes = told("북한군 병력이 왔다\n".encode(encoding), silent(phrase), language="ko")

    assert ("PL210", "warning") in codes
    assert (("PL207", "error") in codes) or (("PL209", "warning") in codes) or encoding == "utf-16"


def test_a_quote_in_a_text_that_had_to_be_guessed_at_counts_if_it_is_found(told):
    """And is not refused if it is not."""
    text = "북한군 병력이 왔다\n".encode("cp949")

    assert told(text, quoting("북한군 병력이"))[0] == 0


def test_a_quote_that_is_not_found_in_a_guessed_text_is_not_refused(told):
    """It is not re-verified, which is said."""
    status, codes = told("북한군 병력이 왔다\n".encode("cp949"), quoting("핵잠수함이"))

    assert status == 0
    assert codes == {("PL210", "warning"), ("PL205", "note")}


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("About 5 000 men came.", "000 men came"),
        ("They can't send weapons.", "They can"),
        ("Seoul sends only non-lethal aid to Kyiv.", "lethal aid to Kyiv"),
        ("About 5 000 soldiers came.", "About 5"),
        ("About 5 million soldiers came.", "About 5"),
        ("派遣约一万名士兵", "约一"),
        ("한반도 비핵화 논의", "핵화 논의"),
    ],
)
def test_a_quote_that_cuts_a_word_or_number_is_an_error(told, text, exact):
    """Whatever joins the halves."""
    status, codes = told(text, quoting(exact))

    assert status == 1
    assert {code for code, _ in codes} <= {"PL201", "PL203"}


@pytest.mark.parametrize(
    ("text", "exact", "value"),
    [
        ("10 000 soldiers came", "10 000 soldiers came", "10_000 soldier"),
        ("Aid of USD 1.5bn", "Aid of USD 1.5bn", "1_500_000_000 USD"),
        ("half a million shells", "half a million shells", "500_000 shell"),
        ("1,5 million shells", "1,5 million shells", "1_500_000 shell"),
        ("병력 1만 2천 명", "병력 1만 2천 명", "12_000 soldier"),
        ("派遣约一万名士兵", "派遣约一万名士兵", "10_000 soldier"),
        ("10'000 shells", "10'000 shells", "10_000 shell"),
    ],
)
def test_a_true_value_in_another_notation_is_carried(told, text, exact, value):
    """No error and no warning."""
    assert told(text, quoting(exact, f", value: {value}")) == (0, set())


@pytest.mark.parametrize(
    ("text", "value", "language", "codes"),
    [
        ("1,5 million shells", "15_000_000 shell", None, {("PL409", "error")}),
        ("1.500 shells", "1500 shell", None, {("PL415", "warning")}),
        ("1.500 shells", "1.5 shell", None, {("PL415", "warning")}),
        ("1.500 Granaten", "1500 shell", "de", set()),
        ("1,500 Granaten", "1500 shell", "de", {("PL415", "warning")}),
        ("1,500 shells", "1500 shell", "en", set()),
        ("two hundred thousand shells", "200 shell", "en", {("PL409", "error")}),
        ("zehntausend Granaten", "10_000 shell", "de", {("PL409", "warning")}),
        ("만 명을 보냈다", "10_000 soldier", None, {("PL409", "warning")}),
        ("31 Granaten", "13 shell", "de", {("PL409", "error")}),
        ("数十人", "10 soldier", "zh", {("PL409", "warning")}),
    ],
)
def test_a_notation_is_read_by_the_language_of_its_source_or_asked_about(
    told, text, value, language, codes
):
    """Never refused as wrong where it may be right, never taken as right where it may be wrong."""
    assert told(text, quoting(text, f", value: {value}"), language=language)[1] == codes


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("그는 「핵」을 말했다", '그는 "핵"을 말했다'),
        ("In 2020‒2024 they came", "In 2020-2024 they"),
        ("قال إن \u206610,000\u2069 جندي وصلوا", "إن \u206610,000\u2069 جندي"),
        ("병력 1만 명을 파병했다.", "병력 1만 명"),
        ("The military co-\noperation of forces.", "military cooperation of forces"),
        ("Talks in Sa\u0303o Paulo failed.", "Talks in São Paulo"),
        ("朝鲜派遣约一万名士兵，韩国谴责。", "派遣约一万名士兵"),
        ("朝鲜" + "派遣士兵" * 6, "派遣士兵" * 6),
        ("« La ligne rouge »", '"La ligne rouge"'),
    ],
)
def test_exact_words_of_a_source_are_never_refused(told, text, exact):
    """Whatever its script, and whatever print and extraction did to it."""
    assert told(text, quoting(exact)) == (0, {("PL204", "warning")} if exact * 2 in text else set())


@pytest.mark.parametrize(
    ("exact", "is_short"),
    [("派" * 24, True), ("派" * 25, False), ("병력 1만 명을 보냈다고 한다 또 한", True)],
)
def test_a_quote_of_a_script_without_blanks_has_24_letters(told, exact, is_short):
    """Eight words elsewhere."""
    _, codes = told(exact, quoting(exact))

    assert (("PL202", "error") in codes) is not is_short


def test_without_the_texts_it_is_said_what_was_not_looked_through(tmp_path, phaseline):
    """A note, once for all silences."""
    source = "sources: [{id: s, type: report, role: paper, title: S, issued: 2024-11-01}]\n"
    (tmp_path / "case.yaml").write_text(CASE + source + silent("coal"), encoding="utf-8")

    ran = phaseline("check", str(tmp_path))

    assert ran.status == 0
    assert "the phrases that 1 silence calls absent were not looked for in 's'" in ran.out
