"""What the papers of the worked case say, by whom and how firmly."""


def test_the_troops_call_the_official_trigger_while_the_red_line_stays_unknown(entry):
    """
    Soldiers are sent, which is what the official ladder turns on; the red lines are about
    technology, of which nothing is known.
    """
    trigger = entry("ladders.official.transitions.0")
    families = {
        name
        for line in ("red-line-nec", "red-line-kim")
        for name in entry(f"red_lines.{line}").any_of
    }

    assert entry("acts.troops-sent").is_done == "yes"
    assert trigger.trigger.value == "act"
    assert all("troops" not in family for family in families)
    assert {entry(f"tracks.{family}").at_start for family in families} == {"unknown"}


def test_the_two_red_lines_keep_how_far_they_have_come(entry):
    """
    One paper infers a line that was drawn, the other says that one can be drawn; neither is said to
    be communicated or accepted.
    """
    assert entry("red_lines.red-line-nec").status.value == "drawn"
    assert entry("red_lines.red-line-kim").status.value == "proposed"
