"""Words after a command that the parser refuses, said as every other error is."""

import pytest


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("aks", "strait"), "there is no command 'aks'; did you mean 'ask'?"),
        (("law", "strait", "--opn", "x"), "there is no option '--opn'; did you mean '--open'?"),
        (("law", "strait", "--frobnicate"), "there is no option '--frobnicate' ("),
        (("--vresion",), "there is no option '--vresion'; did you mean '--version'?"),
        (("law", "strait", "--open"), "--open: a value is missing after it"),
        (("law", "strait", "more"), "'more' is one word too many"),
        (("check",), "CASE is missing"),
        (("ask", "strait", "--draws", "x"), "--draws: found 'x'; expected a whole number"),
        (
            ("check", "strait", "--format", "jsn"),
            "--format: found 'jsn'; expected one of text, json, github; did you mean 'json'?",
        ),
    ],
)
def test_words_that_are_refused_are_said_in_one_line(phaseline, words, said):
    """It is the line of every wrong question, with what is nearest, and exit status 2."""
    ran = phaseline(*words)

    assert ran.status == 2
    assert ran.out == ""
    assert ran.err.startswith(f"phaseline: {said}")
    assert ran.err.count("\n") == 1
